package org.rollcall.attendance.swipe;

import java.time.Instant;

/** A room and a time at which a student is expected, or was until now. */
public record Slot(String studentId, String room, Instant startsAt, Instant endsAt) {}
