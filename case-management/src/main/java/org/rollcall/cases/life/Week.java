package org.rollcall.cases.life;

import java.time.LocalDate;

/**
 * A closed week of a student, as it was last assessed.
 *
 * @param starting its Monday, Europe/London
 * @param revision the highest one stands
 */
public record Week(LocalDate starting, Outcome outcome, int revision) {

    /** How the week was assessed, as far as it moves a case. */
    public enum Outcome {
        /** The student is back: a case without a demand closes. */
        ATTENDED,
        /** It breaches an agreement that is in force (clause 8). */
        MISSED,
        /** Unknown, excused or not monitored: it moves nothing. */
        OTHER
    }

    boolean attended() {
        return outcome == Outcome.ATTENDED;
    }

    boolean missed() {
        return outcome == Outcome.MISSED;
    }
}
