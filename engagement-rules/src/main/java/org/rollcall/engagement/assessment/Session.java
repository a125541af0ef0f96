package org.rollcall.engagement.assessment;

import java.time.Instant;

/**
 * A timetabled session as one student's attendance record tells it.
 *
 * @param compulsory whether the week depends on it (clause 1 lets a session be marked otherwise)
 * @param revision that of the record, so that an explanation can say on what it rests
 */
public record Session(String id, Instant startsAt, boolean compulsory, Status status, int revision) {

    /** What is known of the student's attendance. Excusal is a fact of its own, never a status. */
    public enum Status {
        /** Not closed yet. */
        EXPECTED,
        PRESENT,
        /** Came late, which counts as attended. */
        LATE,
        ABSENT,
        /** Nobody's attendance was taken at all, which never counts against a student. */
        UNRECORDED,
        CANCELLED
    }
}
