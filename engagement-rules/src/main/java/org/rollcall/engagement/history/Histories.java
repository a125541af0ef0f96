package org.rollcall.engagement.history;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.rollcall.engagement.absence.Absences;
import org.rollcall.engagement.assessment.Days;
import org.rollcall.engagement.assessment.History;
import org.rollcall.engagement.assessment.Session;
import org.rollcall.engagement.attendance.AttendanceFacts;
import org.rollcall.engagement.student.Student;
import org.rollcall.engagement.student.Students;
import org.rollcall.engagement.week.Period;

/** All that is known today of some students, in a handful of statements whatever their number. */
@ApplicationScoped
public class Histories {

    private final Students students;
    private final AttendanceFacts facts;
    private final Absences absences;

    Histories(Students students, AttendanceFacts facts, Absences absences) {
        this.students = students;
        this.facts = facts;
        this.absences = absences;
    }

    /** The histories of those of the students who have a record, each with the sessions of its period's weeks. */
    @Transactional(TxType.MANDATORY)
    public Map<String, History> of(Collection<Period> periods) {
        var ids = periods.stream().map(Period::studentId).toList();
        var known = students.of(ids);
        var sessions = facts.sessions(periods);
        var excused = absences.authorised(ids);
        return known.values().stream()
                .collect(Collectors.toMap(
                        Student::studentId,
                        student -> history(
                                student,
                                excused.getOrDefault(student.studentId(), List.of()),
                                sessions.getOrDefault(student.studentId(), List.of()))));
    }

    private static History history(Student student, List<Days> excused, List<Session> sessions) {
        return new History(student.programmeCode(), student.level(), student.enrolments(), excused, sessions);
    }
}
