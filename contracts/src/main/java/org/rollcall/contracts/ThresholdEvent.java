package org.rollcall.contracts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A step of the policy's ladder (clauses 3 to 5) was reached by a student, or is reached no longer. Both say the whole
 * state of the raise: of one {@code thresholdId} the higher revision wins, and a rescinded raise may be reinstated.
 */
public sealed interface ThresholdEvent permits ThresholdReached, ThresholdRescinded {

    /** What a step asks for. */
    enum Action {
        /** An e-mail that asks for circumstances (clauses 3 and 4). */
        CONTACT,
        /** An interview with the Programme Leader (clause 5). */
        INTERVIEW
    }

    /** See {@link ThresholdIds}. */
    String thresholdId();

    String studentId();

    String programmeCode();

    /** As in {@code 2026/27}. */
    String academicYear();

    /** The step's name in the policy file: {@code one-week}, {@code three-weeks}, {@code four-weeks}. */
    String step();

    /** The clause of the policy that the step serves. */
    String clause();

    Action action();

    /** The latest closed week when the step was reached: its Monday, Europe/London. */
    LocalDate asOfWeek();

    /** The Mondays of the missed weeks that the step counted, oldest first. */
    List<LocalDate> missedWeeks();

    String policyVersion();

    Instant raisedAt();

    /** Counts from 1 per raise. */
    int revision();
}
