package org.rollcall.attendance.swipe;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.rollcall.attendance.record.SessionNow;

/** A session in a room, as a swipe there looks for it. */
record Booking(String sessionId, SessionNow session) {

    /** Whether its window holds the instant: from a while before the start to the end, both included. */
    boolean holds(Instant swipedAt, Duration opensBefore) {
        return !swipedAt.isBefore(session.startsAt().minus(opensBefore)) && !swipedAt.isAfter(session.endsAt());
    }

    /** Of several whose windows hold the instant: the one that starts nearest, then the earlier, then by id. */
    static Optional<Booking> nearest(Instant swipedAt, Collection<Booking> bookings) {
        return bookings.stream()
                .min(Comparator.comparing((Booking booking) -> Duration.between(booking.session.startsAt(), swipedAt)
                                .abs())
                        .thenComparing(booking -> booking.session.startsAt())
                        .thenComparing(Booking::sessionId));
    }
}
