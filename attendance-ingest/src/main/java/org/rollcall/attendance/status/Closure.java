package org.rollcall.attendance.status;

/** Whether a session has closed, and what was known of anybody's attendance at that moment. */
public enum Closure {
    OPEN,
    /** Somebody's attendance was recorded by then, so whoever has no evidence was absent. */
    ATTENDANCE_TAKEN,
    /** The reader failed, or no register was taken: nothing follows for anybody. */
    NOTHING_TAKEN
}
