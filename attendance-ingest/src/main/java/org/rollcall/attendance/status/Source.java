package org.rollcall.attendance.status;

/** The kind of evidence that a status rests on. */
public enum Source {
    TIMETABLE,
    SWIPE,
    REGISTER,
    SESSION_CLOSE
}
