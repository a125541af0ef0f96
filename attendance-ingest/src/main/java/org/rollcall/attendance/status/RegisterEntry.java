package org.rollcall.attendance.status;

import java.time.Instant;

/**
 * The mark that stands: the one of the register that was taken last.
 *
 * @param source REGISTER, or IMPORT where a file tells of the register
 */
public record RegisterEntry(Mark mark, Instant takenAt, Source source) {}
