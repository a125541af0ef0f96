package org.rollcall.engagement.assessment;

import org.rollcall.engagement.policy.ExcusedWeeks;
import org.rollcall.engagement.policy.Step;

/**
 * Where a student stands at the end of a week.
 *
 * @param run the missed weeks of the live run
 * @param missedInYear the missed weeks of the academic year so far
 */
public record Standing(int run, int missedInYear) {

    /** Runs and counts start anew with the academic year. */
    static final Standing AT_START_OF_YEAR = new Standing(0, 0);

    /** docs/policy.md, "Run": what is consecutive in the sense of clause 5. */
    Standing after(Outcome outcome, ExcusedWeeks excusedWeeks) {
        return switch (outcome) {
            case MISSED -> new Standing(run + 1, missedInYear + 1);
            case ATTENDED -> withoutRun();
            case EXCUSED ->
                switch (excusedWeeks) {
                    case END_RUN -> withoutRun();
                    case NEUTRAL -> this;
                };
            case NOT_MONITORED, UNKNOWN -> this;
        };
    }

    private Standing withoutRun() {
        return new Standing(0, missedInYear);
    }

    /** docs/policy.md, "Steps": how clauses 3 to 5 count missed weeks. */
    boolean reaches(Step step) {
        return switch (step.counting()) {
            case CONSECUTIVE -> run >= step.weeks();
            case CUMULATIVE -> missedInYear >= step.weeks();
            case EITHER -> run >= step.weeks() || missedInYear >= step.weeks();
        };
    }

    /** Whether it is the run that the step, once reached, is about, and not the academic year. */
    boolean reachesByRun(Step step) {
        return switch (step.counting()) {
            case CONSECUTIVE -> true;
            case CUMULATIVE -> false;
            case EITHER -> run >= step.weeks();
        };
    }
}
