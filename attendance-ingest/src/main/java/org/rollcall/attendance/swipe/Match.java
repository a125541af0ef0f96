package org.rollcall.attendance.swipe;

import org.jspecify.annotations.Nullable;
import org.rollcall.attendance.record.RecordKey;

/**
 * What a swipe counts for.
 *
 * @param studentId who held the card on that day; null where nobody is known to have
 * @param booking the session; null for none so far
 */
record Match(@Nullable String studentId, @Nullable Booking booking) {

    static final Match NOTHING = new Match(null, null);

    @Nullable
    String sessionId() {
        return booking == null ? null : booking.sessionId();
    }

    /** The record that it counts for; null for none so far. */
    @Nullable
    RecordKey key() {
        return studentId == null || booking == null ? null : new RecordKey(studentId, booking.sessionId());
    }
}
