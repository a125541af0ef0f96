package org.rollcall.local.demo;

import java.io.PrintStream;
import java.util.List;
import org.rollcall.local.demo.Comparison.Row;
import org.rollcall.local.demo.Comparison.Section;

/** Prints a comparison for a registrar. */
final class Summary {

    private static final int MOST_DIFFERENCES = 60;

    private final PrintStream out;

    Summary(PrintStream out) {
        this.out = out;
    }

    void print(Comparison comparison) {
        out.printf("%n%-55s%12s%12s%n", "WHAT CAME OF IT", "came out", "expected");
        for (Section section : comparison.sections()) {
            out.println("\n" + section.title());
            for (Row row : section.rows()) {
                out.printf(
                        "  %-53s%,12d%,12d   %s%n",
                        row.label(), row.found(), row.expected(), row.agrees() ? "agrees" : "DIFFERS");
            }
        }
        out.println();
        List<Row> rows = comparison.rows();
        long differing = rows.stream().filter(row -> !row.agrees()).count();
        if (differing == 0) {
            out.printf("All %d figures agree, and so does every single student behind them.%n", rows.size());
        } else {
            out.printf("%d of %d figures differ:%n", differing, rows.size());
            rows.stream()
                    .filter(row -> !row.agrees() && row.found() != row.expected())
                    .forEach(row -> out.printf("  %s: %,d, expected %,d%n", row.label(), row.found(), row.expected()));
            printDifferences(comparison.differences());
        }
    }

    private void printDifferences(List<String> differences) {
        differences.stream().limit(MOST_DIFFERENCES).forEach(difference -> out.println("  " + difference));
        if (differences.size() > MOST_DIFFERENCES) {
            out.printf("  … and %,d more%n", differences.size() - MOST_DIFFERENCES);
        }
    }
}
