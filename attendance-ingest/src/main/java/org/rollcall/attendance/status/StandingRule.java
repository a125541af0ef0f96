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
            return new Standing(mark.status(), Source.REGISTER, register.takenAt(), contradicted);
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

    private Status arrival(Instant startsAt, Instant swipedAt) {
        return swipedAt.isAfter(startsAt.plus(lateAfter)) ? Status.LATE : Status.PRESENT;
    }
}
