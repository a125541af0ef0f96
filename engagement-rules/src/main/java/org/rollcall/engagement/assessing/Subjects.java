package org.rollcall.engagement.assessing;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;
import org.rollcall.engagement.absence.Absences;
import org.rollcall.engagement.assessed.AssessedWeeks;
import org.rollcall.engagement.assessed.Raises;
import org.rollcall.engagement.assessment.History;
import org.rollcall.engagement.attendance.AttendanceFacts;
import org.rollcall.engagement.due.Due;
import org.rollcall.engagement.student.Students;
import org.rollcall.engagement.week.ClosedSpan;
import org.rollcall.engagement.week.Period;

/** Gathers all that the assessment of some students needs, in a handful of statements whatever their number. */
@ApplicationScoped
class Subjects {

    private final Students students;
    private final AttendanceFacts facts;
    private final Absences absences;
    private final AssessedWeeks weeks;
    private final Raises raises;

    Subjects(Students students, AttendanceFacts facts, Absences absences, AssessedWeeks weeks, Raises raises) {
        this.students = students;
        this.facts = facts;
        this.absences = absences;
        this.weeks = weeks;
        this.raises = raises;
    }

    /** Those of the students who have a record; the others are not assessed. */
    List<Subject> of(List<Due> due, ClosedSpan closed) {
        var ids = due.stream().map(Due::studentId).toList();
        var periods = due.stream()
                .map(each -> new Period(each.studentId(), closed.startFor(each.since()), closed.latest()))
                .toList();
        var known = students.of(ids);
        var sessions = facts.sessions(periods);
        var excused = absences.authorised(ids);
        var saidWeeks = weeks.of(periods);
        var saidRaises = raises.of(periods);
        return due.stream()
                .flatMap(each -> Stream.ofNullable(known.get(each.studentId()))
                        .map(student -> Subject.of(
                                each,
                                new History(
                                        student.programmeCode(),
                                        student.level(),
                                        student.enrolments(),
                                        excused.getOrDefault(each.studentId(), List.of()),
                                        sessions.getOrDefault(each.studentId(), List.of())),
                                saidWeeks.getOrDefault(each.studentId(), List.of()),
                                saidRaises.getOrDefault(each.studentId(), List.of()))))
                .toList();
    }
}
