package org.rollcall.local;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows under headings, each column as wide as its widest cell. */
record Table(List<String> headings, List<List<String>> rows) {

    private static final String MARGIN = "  ";

    @Override
    public String toString() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(headings);
        lines.addAll(rows);
        int[] widths = IntStream.range(0, headings.size())
                .map(column -> lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return lines.stream().map(line -> row(line, widths)).collect(Collectors.joining("\n"));
    }

    private static String row(List<String> cells, int[] widths) {
        StringBuilder row = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            row.append(MARGIN).append(cells.get(column));
            row.append(" ".repeat(widths[column] - cells.get(column).length()));
        }
        return row.toString().stripTrailing();
    }
}
