package org.rollcall.attendance.swipe;

import org.jspecify.annotations.Nullable;
import org.rollcall.attendance.record.RecordKey;

/**
 * What a swipe counts for.
 *
 * @param studentId who held the card on that day; null where nobody is known to have
 * @param counted the session; null for none so far
 */
record Match(@Nullable String studentId, @Nullable Candidate counted) {

    @Nullable
    String sessionId() {
        return counted == null ? null : counted.key().sessionId();
    }

    /** The record that it counts for; null for none so far. */
    @Nullable
    RecordKey key() {
        return counted == null ? null : counted.key();
    }
}
