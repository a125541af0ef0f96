package org.rollcall.attendance.file.jisc;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of a file. A quoted field may run over several lines of the editor; it is still one, and begins at the first.
 *
 * @param line where it begins, as an editor counts, from 1
 * @param fields in their order; none where the line is at fault
 * @param fault why it cannot be divided into fields; null where it can
 * @param next the line on which the next one begins
 * @param end the first byte after it, from the beginning of the file
 */
public record Row(int line, List<String> fields, @Nullable String fault, int next, long end) {

    public Row {
        fields = List.copyOf(fields);
    }
}
