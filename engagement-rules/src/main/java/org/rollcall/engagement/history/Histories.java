package org.rollcall.engagement.history;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rollcall.engagement.absence.Absences;
import org.rollcall.engagement.assessment.CountedWeeks;
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
        return of(periods, (_, _) -> CountedWeeks.NONE);
    }

    /**
     * The same, but for a student some of whose weeks need not be counted again, it has the sessions of the period's last
     * week alone: of a year's facts, those of one week.
     *
     * @param counted for a student and their period, the weeks that need not be
     */
    @Transactional(TxType.MANDATORY)
    public Map<String, History> of(Collection<Period> periods, BiFunction<Student, Period, CountedWeeks> counted) {
        var ids = periods.stream().map(Period::studentId).toList();
        var known = students.of(ids);
        var countedWeeks = new HashMap<String, CountedWeeks>();
        for (var period : periods) {
            var student = known.get(period.studentId());
            if (student != null) {
                countedWeeks.put(student.studentId(), counted.apply(student, period));
            }
        }
        var sessions = sessions(periods, period -> countedWeeks.get(period.studentId()));
        var excused = absences.authorised(ids);
        return known.values().stream()
                .collect(Collectors.toMap(
                        Student::studentId,
                        student -> new History(
                                student.programmeCode(),
                                student.level(),
                                student.enrolments(),
                                excused.getOrDefault(student.studentId(), List.of()),
                                sessions.getOrDefault(student.studentId(), List.of()),
                                countedWeeks.getOrDefault(student.studentId(), CountedWeeks.NONE))));
    }

    private Map<String, List<Session>> sessions(
            Collection<Period> periods, Function<Period, @Nullable CountedWeeks> counted) {
        var whole = new ArrayList<Period>();
        var studentsByLastWeek = new HashMap<LocalDate, List<String>>();
        for (var period : periods) {
            var weeks = counted.apply(period);
            if (weeks == null) {
                continue;
            }
            if (weeks.byMonday().isEmpty() && !period.isOneWeek()) {
                whole.add(period);
            } else {
                studentsByLastWeek
                        .computeIfAbsent(period.to(), _ -> new ArrayList<>())
                        .add(period.studentId());
            }
        }
        var sessions = new HashMap<>(facts.sessions(whole));
        studentsByLastWeek.forEach((monday, ids) -> sessions.putAll(facts.sessions(monday, ids)));
        return sessions;
    }
}
