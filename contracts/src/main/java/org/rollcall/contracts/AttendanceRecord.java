package org.rollcall.contracts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one student at one session: the whole state, so the higher revision wins and nothing else is needed.
 * It begins as {@link Status#EXPECTED} from the timetable, is answered by a swipe or a register, or by the session's close.
 *
 * @param observedAt when the student was seen, or the register taken; null where nobody looked
 * @param contradicted a swipe and a register disagree; the register stands
 * @param revision counts from 1 per student and session
 */
@Payload
public record AttendanceRecord(
        @Id String studentId,
        @Id String sessionId,
        @Id String moduleCode,
        Activity activity,
        Instant startsAt,
        Instant endsAt,
        @Flag boolean compulsory,
        Status status,
        Source source,
        @Nullable Instant observedAt,
        @Flag boolean contradicted,
        @Whole(min = 1) int revision) {

    public enum Status {
        /** The session has not closed yet. */
        EXPECTED,
        PRESENT,
        /** Counts as attended. */
        LATE,
        ABSENT,
        /** Nobody's attendance was taken at all: it never counts against the student. */
        UNRECORDED,
        /** The session was cancelled, or the student was taken off it. */
        CANCELLED
    }

    /** Which kind of evidence the status rests on. */
    public enum Source {
        TIMETABLE,
        SWIPE,
        REGISTER,
        IMPORT,
        SESSION_CLOSE
    }

    public AttendanceRecord {
        Check.id("studentId", studentId);
        Check.id("sessionId", sessionId);
        Check.id("moduleCode", moduleCode);
        Check.given("activity", activity);
        Check.instant("startsAt", startsAt);
        Check.instant("endsAt", endsAt);
        Check.startsBeforeEnds(startsAt, endsAt);
        Check.given("status", status);
        Check.given("source", source);
        Check.optionalInstant("observedAt", observedAt);
        Check.atLeast(1, "revision", revision);
    }
}
