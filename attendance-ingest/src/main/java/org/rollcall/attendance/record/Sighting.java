package org.rollcall.attendance.record;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a batch of swipes says of one record.
 *
 * @param swipedAt of the earliest new swipe that counts for it; null where none is new
 * @param reader that saw it
 */
public record Sighting(
        Found record, @Nullable Instant swipedAt, @Nullable String reader) {

    /** Of two of the same record, the one that counts: the earlier, by the reader where they are together. */
    public Sighting or(Sighting other) {
        if (swipedAt == null || reader == null) {
            return other;
        }
        if (other.swipedAt == null || other.reader == null) {
            return this;
        }
        var order = swipedAt.compareTo(other.swipedAt);
        return (order == 0 ? reader.compareTo(other.reader) : order) <= 0 ? this : other;
    }
}
