package org.rollcall.cases.view;

import java.time.Instant;
import java.time.LocalDate;
import org.rollcall.cases.life.Decision;
import org.rollcall.cases.life.Ground;
import org.rollcall.chassis.workingdays.WorkingDays.Deadline;

/**
 * A Faculty's decision.
 *
 * @param appealDeadline the last day to appeal
 * @param timeToAppeal how that day was counted
 * @param quashed an appeal against it was upheld
 */
public record DecisionView(
        String decisionId,
        Decision.Kind decision,
        Ground ground,
        LocalDate notifiedOn,
        LocalDate appealDeadline,
        DeadlineView timeToAppeal,
        String decidedBy,
        Instant decidedAt,
        boolean quashed) {

    /**
     * @param timeToAppeal as it is counted today; the last day is the one that was told to the student
     */
    public static DecisionView from(Decision decision, Deadline timeToAppeal) {
        var window = decision.window();
        return new DecisionView(
                decision.id().value(),
                decision.kind(),
                decision.ground(),
                decision.notifiedOn(),
                window.lastDay(),
                new DeadlineView(
                        decision.notifiedOn(),
                        timeToAppeal.workingDays(),
                        window.lastDay(),
                        window.endsAt(),
                        timeToAppeal.skipped().stream()
                                .filter(skipped -> skipped.day().isBefore(window.lastDay()))
                                .toList()),
                decision.decidedBy(),
                decision.decidedAt(),
                decision.quashed());
    }
}
