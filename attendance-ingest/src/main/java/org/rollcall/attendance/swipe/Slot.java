package org.rollcall.attendance.swipe;

import java.time.Instant;
import org.rollcall.attendance.record.RecordKey;

/** A room and a time at which a student is expected at a session, or was until now. */
public record Slot(RecordKey record, String room, Instant startsAt, Instant endsAt) {}
