package org.rollcall.attendance.swipe;

import java.time.Instant;
import org.rollcall.attendance.record.SessionNow;

/**
 * A session in a room, as a swipe there looks for it.
 *
 * @param opensAt when its window begins, a while before the session does
 */
record Booking(String sessionId, SessionNow session, Instant opensAt) {

    /** Whether its window, which ends with the session, holds the instant; begin and end included. */
    boolean holds(Instant swipedAt) {
        return !swipedAt.isBefore(opensAt) && !swipedAt.isAfter(session.endsAt());
    }
}
