package org.rollcall.attendance.record;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What a batch of swipes says of one record.
 *
 * @param swiped the earliest new swipe that counts for it; null where none is new
 * @param held the swipe is kept in the line of the history that it makes, and nowhere else
 */
public record Sighting(Found record, @Nullable Swiped swiped, boolean held) {

    private static final Comparator<Swiped> EARLIEST =
            Comparator.comparing(Swiped::swipedAt).thenComparing(Swiped::reader);

    /**
     * What a swipe says by itself.
     *
     * @param swiped null where it is not new
     * @param inItsLine whether it is to be kept in the line that it makes, if it surely makes one
     */
    public static Sighting of(Found record, @Nullable Swiped swiped, boolean inItsLine) {
        return new Sighting(record, swiped, inItsLine && swiped != null && record.isUntouched());
    }

    /** Of two of the same record, the one that counts: the earlier, by the reader where they are together. */
    public Sighting or(Sighting other) {
        if (swiped == null) {
            return other;
        }
        return other.swiped == null || EARLIEST.compare(swiped, other.swiped) <= 0 ? this : other;
    }
}
