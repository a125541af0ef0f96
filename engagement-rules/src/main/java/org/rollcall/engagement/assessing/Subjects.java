package org.rollcall.engagement.assessing;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;
import org.rollcall.engagement.assessed.AssessedWeeks;
import org.rollcall.engagement.assessed.Raises;
import org.rollcall.engagement.due.Due;
import org.rollcall.engagement.history.Histories;
import org.rollcall.engagement.week.ClosedSpan;
import org.rollcall.engagement.week.Period;

/** Gathers all that the assessment of some students needs, in a handful of statements whatever their number. */
@ApplicationScoped
class Subjects {

    private final Histories histories;
    private final AssessedWeeks weeks;
    private final Raises raises;

    Subjects(Histories histories, AssessedWeeks weeks, Raises raises) {
        this.histories = histories;
        this.weeks = weeks;
        this.raises = raises;
    }

    /** Those of the students who have a record; the others are not assessed. */
    List<Subject> of(List<Due> due, ClosedSpan closed) {
        var periods = due.stream()
                .map(each -> new Period(each.studentId(), closed.startFor(each.since()), closed.latest()))
                .toList();
        var known = histories.of(periods);
        var saidWeeks = weeks.of(periods);
        var saidRaises = raises.of(periods);
        return due.stream()
                .flatMap(each -> Stream.ofNullable(known.get(each.studentId()))
                        .map(history -> Subject.of(
                                each,
                                history,
                                saidWeeks.getOrDefault(each.studentId(), List.of()),
                                saidRaises.getOrDefault(each.studentId(), List.of()))))
                .toList();
    }
}
