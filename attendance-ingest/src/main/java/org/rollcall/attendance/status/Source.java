package org.rollcall.attendance.status;

/** The kind of evidence that a status rests on. */
public enum Source {
    TIMETABLE,
    SWIPE,
    REGISTER,
    /** A line of a file, which stands like a line of a register. */
    IMPORT,
    SESSION_CLOSE
}
