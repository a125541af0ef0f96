package org.rollcall.attendance.status;

/** What a student's attendance at a session comes to (docs/policy.md, session outcome). */
public enum Status {
    /** The session has not closed, and nothing is known. */
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
