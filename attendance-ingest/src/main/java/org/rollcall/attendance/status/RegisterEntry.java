package org.rollcall.attendance.status;

import java.time.Instant;

/** The mark that stands: the one of the register that was taken last. */
public record RegisterEntry(Mark mark, Instant takenAt) {}
