package org.rollcall.engagement.assessment;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.rollcall.engagement.policy.Policies;
import org.rollcall.engagement.policy.Policy;

/**
 * The weeks of one student that need not be counted again, by their Mondays. A week's outcome depends on its own sessions
 * alone, so an assessment that goes on from them comes to the same as one from all facts; where the student stands, and
 * what is reached, is found anew in any case.
 */
public record CountedWeeks(Map<LocalDate, CountedWeek> byMonday) {

    /** Every week is counted from its sessions. */
    public static final CountedWeeks NONE = new CountedWeeks(Map.of());

    public CountedWeeks {
        byMonday = Map.copyOf(byMonday);
    }

    /**
     * Whether the sessions of the latest closed week are all that a student's assessment still needs: each week before in
     * which a policy applies to the student is here, assessed by the policy of today.
     */
    public boolean reachTheLatest(String programmeCode, int level, Policies policies, ClosedWeeks closed) {
        for (var week : closed.weeks()) {
            if (week.equals(closed.latest())) {
                break;
            }
            var policy = policies.inForceOn(week.monday());
            if (policy.isPresent() && !isCounted(week, programmeCode, level, policy.get())) {
                return false;
            }
        }
        return true;
    }

    private boolean isCounted(Week week, String programmeCode, int level, Policy policy) {
        var counted = byMonday.get(week.monday());
        return counted == null
                ? !policy.rulesFor(programmeCode).levels().include(level)
                : counted.policyVersion().equals(policy.version());
    }

    Optional<CountedWeek> of(Week week) {
        return Optional.ofNullable(byMonday.get(week.monday()));
    }
}
