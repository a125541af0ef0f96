package org.rollcall.attendance.swipe;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import org.rollcall.attendance.record.RecordKey;
import org.rollcall.attendance.record.SessionNow;

/** A session whose window holds a swipe, and whose it would be there: it counts if the student is expected. */
record Candidate(RecordKey key, SessionNow session) {

    /** Whether a swipe counts here rather than there: where a session starts nearer to it, then earlier, then by id. */
    boolean isNearer(Instant swipedAt, Candidate other) {
        return Comparator.comparing((Candidate candidate) -> Duration.between(candidate.session.startsAt(), swipedAt)
                                .abs())
                        .thenComparing(candidate -> candidate.session.startsAt())
                        .thenComparing(candidate -> candidate.key.sessionId())
                        .compare(this, other)
                < 0;
    }
}
