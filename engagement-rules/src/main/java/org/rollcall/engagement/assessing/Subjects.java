package org.rollcall.engagement.assessing;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rollcall.contracts.WeekAssessed;
import org.rollcall.engagement.assessed.AssessedWeeks;
import org.rollcall.engagement.assessed.Raises;
import org.rollcall.engagement.assessment.ClosedWeeks;
import org.rollcall.engagement.assessment.CountedWeek;
import org.rollcall.engagement.assessment.CountedWeeks;
import org.rollcall.engagement.assessment.Outcome;
import org.rollcall.engagement.assessment.SessionCount;
import org.rollcall.engagement.due.Due;
import org.rollcall.engagement.history.Histories;
import org.rollcall.engagement.policy.Policies;
import org.rollcall.engagement.student.Student;
import org.rollcall.engagement.week.Period;

/** Gathers all that the assessment of some students needs, in a handful of statements whatever their number. */
@ApplicationScoped
class Subjects {

    private final Histories histories;
    private final AssessedWeeks weeks;
    private final Raises raises;
    private final Policies policies;

    Subjects(Histories histories, AssessedWeeks weeks, Raises raises, Policies policies) {
        this.histories = histories;
        this.weeks = weeks;
        this.raises = raises;
        this.policies = policies;
    }

    /**
     * Those of the students who have a record; the others are not assessed. Whoever is due for the latest week alone goes on
     * from the weeks that were assessed before.
     */
    List<Subject> of(List<Due> due, Spans spans) {
        var latest = spans.closed().latest();
        var onlyOfLatest = due.stream()
                .filter(each -> each.isOnlyOf(latest))
                .map(Due::studentId)
                .collect(Collectors.toSet());
        return of(due, spans, onlyOfLatest::contains);
    }

    /** The same students with all their facts, whatever they are due for. */
    List<Subject> whole(List<Due> due, Spans spans) {
        return of(due, spans, _ -> false);
    }

    private List<Subject> of(List<Due> due, Spans spans, Predicate<String> goesOn) {
        var closed = spans.closed();
        var periods = due.stream()
                .map(each -> new Period(each.studentId(), closed.startFor(each.since()), closed.latest()))
                .toList();
        var saidWeeks = weeks.of(periods);
        var saidRaises = raises.of(periods);
        var known = histories.of(
                periods,
                (student, period) -> goesOn.test(student.studentId())
                        ? counted(
                                student,
                                saidWeeks.getOrDefault(student.studentId(), List.of()),
                                spans.from(period.from()))
                        : Optional.empty());
        return due.stream()
                .flatMap(each -> Stream.ofNullable(known.get(each.studentId()))
                        .map(history -> Subject.of(
                                each,
                                history,
                                saidWeeks.getOrDefault(each.studentId(), List.of()),
                                saidRaises.getOrDefault(each.studentId(), List.of()))))
                .toList();
    }

    /** What was said of the weeks before the latest, if that is all of them. */
    private Optional<CountedWeeks> counted(Student student, List<WeekAssessed> said, ClosedWeeks closed) {
        var counted = new CountedWeeks(said.stream()
                .filter(week -> week.weekStarting().isBefore(closed.latest().monday()))
                .collect(Collectors.toMap(WeekAssessed::weekStarting, Subjects::counted)));
        return Optional.of(counted)
                .filter(weeks -> weeks.reachTheLatest(student.programmeCode(), student.level(), policies, closed));
    }

    private static CountedWeek counted(WeekAssessed said) {
        return new CountedWeek(
                outcome(said.outcome()),
                new SessionCount(said.required(), said.attended(), said.late(), said.excused(), said.unrecorded()),
                said.policyVersion());
    }

    private static Outcome outcome(WeekAssessed.Outcome said) {
        return switch (said) {
            case ATTENDED -> Outcome.ATTENDED;
            case MISSED -> Outcome.MISSED;
            case UNKNOWN -> Outcome.UNKNOWN;
            case EXCUSED -> Outcome.EXCUSED;
            case NOT_MONITORED -> Outcome.NOT_MONITORED;
        };
    }
}
