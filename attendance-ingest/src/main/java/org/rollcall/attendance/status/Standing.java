package org.rollcall.attendance.status;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the evidence comes to.
 *
 * @param observedAt when the student was seen, or the register taken; null where nobody looked
 * @param contradicted a register and a swipe disagree on whether the student was there; the register stands
 */
public record Standing(
        Status status, Source source, @Nullable Instant observedAt, boolean contradicted) {

    /** Before anything is known. */
    public static final Standing EXPECTED = new Standing(Status.EXPECTED, Source.TIMETABLE, null, false);

    static final Standing CANCELLED = new Standing(Status.CANCELLED, Source.TIMETABLE, null, false);
    static final Standing ABSENT_AT_CLOSE = new Standing(Status.ABSENT, Source.SESSION_CLOSE, null, false);
    static final Standing UNRECORDED_AT_CLOSE = new Standing(Status.UNRECORDED, Source.SESSION_CLOSE, null, false);
}
