package org.rollcall.attendance.swipe;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.rollcall.attendance.record.RecordKey;
import org.rollcall.attendance.record.SessionNow;

/** A session whose window holds a swipe, and whose it would be there: it counts if the student is expected. */
record Candidate(RecordKey key, SessionNow session) {

    /** Of several: the one that starts nearest, then the earlier, then by id. */
    static Optional<Candidate> nearest(Instant swipedAt, Collection<Candidate> candidates) {
        return candidates.stream()
                .min(Comparator.comparing(
                                (Candidate candidate) -> Duration.between(candidate.session.startsAt(), swipedAt)
                                        .abs())
                        .thenComparing(candidate -> candidate.session.startsAt())
                        .thenComparing(candidate -> candidate.key.sessionId()));
    }
}
