package org.rollcall.engagement.assessment;

import java.time.LocalDate;
import java.util.List;
import org.rollcall.engagement.policy.Action;

/**
 * Why a step was raised, and what for.
 *
 * @param missedWeeks the Mondays of the missed weeks that were counted, in order
 */
public record Grounds(String clause, Action action, String policyVersion, List<LocalDate> missedWeeks) {

    public Grounds {
        missedWeeks = List.copyOf(missedWeeks);
    }
}
