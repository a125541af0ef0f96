package org.rollcall.engagement.policies;

import java.time.LocalDate;
import java.util.List;
import org.rollcall.engagement.policy.Action;
import org.rollcall.engagement.policy.Counting;
import org.rollcall.engagement.policy.ExcusedWeeks;
import org.rollcall.engagement.policy.Policy;
import org.rollcall.engagement.policy.ProgrammeRules;
import org.rollcall.engagement.policy.Rules;
import org.rollcall.engagement.policy.Step;
import org.rollcall.engagement.policy.UnknownWeek;

/** A policy as it was loaded, with what each programme that departs from it has instead. */
record PolicyView(
        String version,
        LocalDate inForceFrom,
        long weekClosesAfterHours,
        RulesView rules,
        List<ProgrammeView> programmes) {

    static PolicyView from(Policy policy) {
        return new PolicyView(
                policy.version(),
                policy.inForceFrom(),
                policy.weekClosesAfter().toHours(),
                RulesView.from(policy.rules()),
                policy.exceptions().stream().map(ProgrammeView::from).toList());
    }

    record RulesView(
            List<Integer> levels,
            int minimumSharePercent,
            UnknownWeek unknownWeek,
            ExcusedWeeks excusedWeeks,
            List<StepView> steps) {

        static RulesView from(Rules rules) {
            return new RulesView(
                    rules.levels().levels().stream().sorted().toList(),
                    rules.minimumSharePercent(),
                    rules.unknownWeek(),
                    rules.excusedWeeks(),
                    rules.ladder().steps().stream().map(StepView::from).toList());
        }
    }

    record StepView(String name, String clause, int weeks, Counting counting, Action action) {

        static StepView from(Step step) {
            return new StepView(step.name(), step.clause(), step.weeks(), step.counting(), step.action());
        }
    }

    /** All rules of the programmes whose code fits the pattern. */
    record ProgrammeView(String programme, RulesView rules) {

        static ProgrammeView from(ProgrammeRules exception) {
            return new ProgrammeView(exception.programmes().toString(), RulesView.from(exception.rules()));
        }
    }
}
