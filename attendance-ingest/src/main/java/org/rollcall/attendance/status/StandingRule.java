package org.rollcall.attendance.status;

import java.time.Duration;
import java.time.Instant;

/**
 * Draws the standing from the evidence (docs/policy.md, session outcome and close). It looks at nothing else, so evidence that
 * comes in any order, or twice, or years later, ends in the same standing.
 *
 * @param lateAfter how long after the start a swipe is still PRESENT
 */
public record StandingRule(Duration lateAfter) {

    /** A session that is off outweighs a register, a register a swipe, and a swipe what the close would infer. */
    public Standing of(Evidence evidence) {
        if (!evidence.expected()) {
            return Standing.CANCELLED;
        }
        var register = evidence.register();
        var swipedAt = evidence.swipedAt();
        if (register != null) {
            var mark = register.mark();
            var contradicted = swipedAt != null && !mark.attended();
            return new Standing(mark.status(), register.source(), register.takenAt(), contradicted);
        }
        if (swipedAt != null) {
            return new Standing(arrival(evidence.startsAt(), swipedAt), Source.SWIPE, swipedAt, false);
        }
        return switch (evidence.closure()) {
            case OPEN -> Standing.EXPECTED;
            case ATTENDANCE_TAKEN -> Standing.ABSENT_AT_CLOSE;
            case NOTHING_TAKEN -> Standing.UNRECORDED_AT_CLOSE;
        };
    }

    /**
     * What one more swipe makes of a standing that was drawn from all the evidence before it: the same as drawing it anew.
     * It needs no look at that evidence, because of a student's swipes the earliest counts, and every one denies an absence
     * alike.
     */
    public Standing withSwipe(Standing standing, Instant startsAt, Instant swipedAt) {
        return switch (standing.source()) {
            case TIMETABLE, SESSION_CLOSE ->
                standing.status() == Status.CANCELLED
                        ? standing
                        : new Standing(arrival(startsAt, swipedAt), Source.SWIPE, swipedAt, false);
            case SWIPE ->
                standing.observedAt() == null || swipedAt.isBefore(standing.observedAt())
                        ? new Standing(arrival(startsAt, swipedAt), Source.SWIPE, swipedAt, false)
                        : standing;
            case REGISTER, IMPORT ->
                standing.status() == Status.ABSENT
                        ? new Standing(standing.status(), standing.source(), standing.observedAt(), true)
                        : standing;
        };
    }

    private Status arrival(Instant startsAt, Instant swipedAt) {
        return swipedAt.isAfter(startsAt.plus(lateAfter)) ? Status.LATE : Status.PRESENT;
    }
}
