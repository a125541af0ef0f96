package org.rollcall.attendance.record;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;
import org.rollcall.contracts.AttendanceRecord;

/**
 * A record as it is published, with where the session is held and what it is called.
 *
 * @param room null where the session is held in none
 */
record AttendedSession(
        @JsonUnwrapped AttendanceRecord record, @Nullable String room, String title) {}
