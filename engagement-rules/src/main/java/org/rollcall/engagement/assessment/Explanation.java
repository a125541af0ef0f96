package org.rollcall.engagement.assessment;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.rollcall.engagement.policy.Policies;
import org.rollcall.engagement.policy.Step;

/**
 * Why a step is reached as of a week with today's facts, or why it is not: the step as the policy has it, where the student
 * stands, and week by week what that rests on.
 *
 * @param asOf the week, if the policy applies to the student in it
 * @param step the step, if that week's policy has one of this name
 * @param missedWeeks those that the step counts; none where it is not reached
 * @param weeks from the first that matters to the week itself, those between that count for nothing included
 */
public record Explanation(
        Optional<AssessedWeek> asOf, Optional<Step> step, List<LocalDate> missedWeeks, List<ExplainedWeek> weeks) {

    public Explanation {
        missedWeeks = List.copyOf(missedWeeks);
        weeks = List.copyOf(weeks);
    }

    /**
     * Explains one raise, live or not.
     *
     * @param told weeks that are to be told of whether they matter today or not: those that once did
     */
    public static Explanation of(
            History history, Policies policies, ClosedWeeks closed, RaiseId id, List<LocalDate> told) {
        var weeks = StudentWeeks.assess(history, policies, closed);
        var asOf = weeks.asOf(id.asOfWeek());
        var step = asOf.flatMap(week -> week.rules().ladder().step(id.step()));
        var missed = asOf.flatMap(week -> week.reached(id.step())
                        .map(reached -> weeks.groundsFor(reached, week).missedWeeks()))
                .orElse(List.of());
        var first = firstOf(missed, told, id.asOfWeek());
        var sessions = new RequiredSessions(history);
        var explained = weeks.weeks().stream()
                .filter(week -> !week.monday().isBefore(first) && !week.monday().isAfter(id.asOfWeek()))
                .map(week -> new ExplainedWeek(week, missed.contains(week.monday()), sessions.explain(week.week())))
                .toList();
        return new Explanation(asOf, step, missed, explained);
    }

    public boolean reached() {
        return !missedWeeks.isEmpty();
    }

    private static LocalDate firstOf(List<LocalDate> missed, List<LocalDate> told, LocalDate otherwise) {
        var first = otherwise;
        for (var weeks : List.of(missed, told)) {
            if (!weeks.isEmpty() && weeks.getFirst().isBefore(first)) {
                first = weeks.getFirst();
            }
        }
        return first;
    }
}
