package org.rollcall.attendance.record;

import org.rollcall.contracts.AttendanceRecord;

/**
 * A record as it is now.
 *
 * @param changed this transaction made it so
 */
public record Current(RecordKey key, AttendanceRecord record, boolean changed) {}
