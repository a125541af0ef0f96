package org.rollcall.contracts;

import java.time.Instant;
import java.util.List;

/**
 * A register that somebody took at a session. Per student the mark with the latest {@code takenAt} stands, and over a
 * swipe too.
 *
 * @param takenBy the person's id in the system that took it
 */
@Payload
public record Register(
        @Id String sessionId, Instant takenAt, @Id String takenBy, List<Mark> marks) {

    /** One student's line of the register. */
    @Payload
    public record Mark(@Id String studentId, Value mark) {

        /** Late counts as attended. */
        public enum Value {
            PRESENT,
            LATE,
            ABSENT
        }

        public Mark {
            Check.id("studentId", studentId);
            Check.given("mark", mark);
        }
    }

    public Register {
        Check.id("sessionId", sessionId);
        Check.instant("takenAt", takenAt);
        Check.id("takenBy", takenBy);
        marks = Check.each("marks", marks, Check::given);
    }
}
