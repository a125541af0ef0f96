package org.rollcall.cases.life;

import java.time.Instant;
import java.time.LocalDate;

/**
 * What a person decided for the Faculty (clause 9). It cannot be changed; an appeal that is upheld quashes it.
 *
 * @param notifiedOn the day on which the student was told, Europe/London: day 0 of the time to appeal
 * @param window the time to appeal (appeal 1)
 */
public record Decision(
        DecisionId id,
        Kind kind,
        Ground ground,
        LocalDate notifiedOn,
        Window window,
        String decidedBy,
        Instant decidedAt,
        boolean quashed) {

    /** What was decided. */
    public enum Kind {
        WITHDRAW,
        CONTINUE
    }

    /**
     * The time to appeal.
     *
     * @param lastDay the last day on which an appeal is in time
     * @param endsAt the instant from which it is late: 24:00 London on the last day
     */
    public record Window(LocalDate lastDay, Instant endsAt) {

        boolean isOver(Instant now) {
            return !now.isBefore(endsAt);
        }
    }

    Decision asQuashed() {
        return new Decision(id, kind, ground, notifiedOn, window, decidedBy, decidedAt, true);
    }
}
