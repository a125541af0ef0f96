package org.rollcall.attendance.record;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rollcall.contracts.AttendanceRecord;

/**
 * One change of a record.
 *
 * @param changedAt when it was made
 * @param before what the record said until then; null for the first
 * @param receivedAt when the evidence for it reached the service; null where it follows from the timetable or the clock
 * @param reportedBy the reader, or who took the register; null where it follows from the timetable or the clock
 */
record RecordChange(
        Instant changedAt,
        @Nullable AttendanceRecord before,
        AttendanceRecord after,
        @Nullable Instant receivedAt,
        @Nullable String reportedBy) {}
