package org.rollcall.attendance.swipe;

import java.time.Duration;
import java.time.Instant;
import org.rollcall.attendance.record.SessionNow;

/** A session in a room, as a swipe there looks for it. */
record Booking(String sessionId, SessionNow session) {

    /** Whether its window holds the instant: from a while before the start to the end, both included. */
    boolean holds(Instant swipedAt, Duration opensBefore) {
        return !swipedAt.isBefore(session.startsAt().minus(opensBefore)) && !swipedAt.isAfter(session.endsAt());
    }
}
