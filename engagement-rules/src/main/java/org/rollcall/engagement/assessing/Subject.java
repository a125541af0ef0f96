package org.rollcall.engagement.assessing;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.rollcall.contracts.ThresholdEvent;
import org.rollcall.contracts.ThresholdReached;
import org.rollcall.contracts.ThresholdRescinded;
import org.rollcall.contracts.WeekAssessed;
import org.rollcall.engagement.assessment.Grounds;
import org.rollcall.engagement.assessment.History;
import org.rollcall.engagement.assessment.Raise;
import org.rollcall.engagement.assessment.RaiseId;
import org.rollcall.engagement.due.Due;
import org.rollcall.engagement.policy.Action;

/** A student who is being assessed: why, the facts of today, and what was said before. */
record Subject(
        Due due, History history, Map<LocalDate, WeekAssessed> saidWeeks, Map<RaiseId, ThresholdEvent> saidRaises) {

    static Subject of(Due due, History history, List<WeekAssessed> saidWeeks, List<ThresholdEvent> saidRaises) {
        return new Subject(
                due,
                history,
                saidWeeks.stream().collect(Collectors.toMap(WeekAssessed::weekStarting, Function.identity())),
                saidRaises.stream()
                        .collect(Collectors.toMap(
                                said -> new RaiseId(said.step(), said.asOfWeek()), Function.identity())));
    }

    String studentId() {
        return due.studentId();
    }

    /** What was raised before, in the words of the core. */
    List<Raise> raises() {
        return saidRaises.entrySet().stream()
                .map(said -> raise(said.getKey(), said.getValue()))
                .toList();
    }

    private static Raise raise(RaiseId id, ThresholdEvent said) {
        return switch (said) {
            case ThresholdReached reached -> new Raise.Live(id, grounds(reached), reached.revision());
            case ThresholdRescinded rescinded -> new Raise.Rescinded(id, grounds(rescinded), rescinded.revision());
        };
    }

    private static Grounds grounds(ThresholdEvent said) {
        var action = switch (said.action()) {
            case CONTACT -> Action.CONTACT;
            case INTERVIEW -> Action.INTERVIEW;
        };
        return new Grounds(said.clause(), action, said.policyVersion(), said.missedWeeks());
    }
}
