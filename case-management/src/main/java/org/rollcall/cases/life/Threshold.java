package org.rollcall.cases.life;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step of the policy that a student has reached (clauses 3 to 5), as it was last heard of. It may be rescinded by a
 * correction and reinstated by another, each with the next revision.
 *
 * @param asOfWeek the latest closed week when the step was reached: its Monday, Europe/London
 * @param missedWeeks the Mondays of the weeks that were counted, oldest first
 * @param rescission null while the raise is live
 */
public record Threshold(
        ThresholdId id,
        String programmeCode,
        String academicYear,
        String step,
        String clause,
        Action action,
        LocalDate asOfWeek,
        List<LocalDate> missedWeeks,
        Instant raisedAt,
        int revision,
        @Nullable Rescission rescission) {

    public Threshold {
        missedWeeks = List.copyOf(missedWeeks);
    }

    /** What a step asks for. */
    public enum Action {
        /** An e-mail that asks for circumstances (clauses 3 and 4). */
        CONTACT,
        /** An interview with the Programme Leader (clause 5). */
        INTERVIEW
    }

    /** A correction took the ground away. */
    public record Rescission(Instant at, String reason) {}

    /** Whether the step is reached by what is known today. */
    public boolean isLive() {
        return rescission == null;
    }

    /** The revision before a rescission: nothing is rescinded that was not raised. */
    Threshold beforeRescission() {
        return new Threshold(
                id,
                programmeCode,
                academicYear,
                step,
                clause,
                action,
                asOfWeek,
                missedWeeks,
                raisedAt,
                revision - 1,
                null);
    }
}
