package org.rollcall.chassis.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Oid;

/**
 * A {@code text[]} in the binary form of PostgreSQL's protocol. The driver writes one, too, into a buffer that it lays out
 * anew as it grows: of what attendance-ingest does for a swipe, a thirtieth.
 */
final class TextArray {

    private static final int HEADER = 5 * Integer.BYTES;
    private static final int NULL = -1;

    private TextArray() {}

    /** The texts of a column, in the order of the rows. */
    static <T> byte[] of(Collection<T> rows, Function<T, @Nullable String> column) {
        var texts = new byte[rows.size()][];
        var length = HEADER;
        var nulls = 0;
        var next = 0;
        for (var row : rows) {
            var text = column.apply(row);
            if (text == null) {
                nulls = 1;
            } else {
                texts[next] = text.getBytes(UTF_8);
                length += texts[next].length;
            }
            length += Integer.BYTES;
            next++;
        }
        var array = ByteBuffer.allocate(length);
        array.putInt(1).putInt(nulls).putInt(Oid.TEXT).putInt(texts.length).putInt(1);
        for (var text : texts) {
            if (text == null) {
                array.putInt(NULL);
            } else {
                array.putInt(text.length).put(text);
            }
        }
        return array.array();
    }
}
