package org.rollcall.engagement.history;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
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
        return of(periods, (_, _) -> Optional.empty());
    }

    /**
     * The same, but of a student whose earlier weeks need not be counted again, with the sessions of the period's last week
     * alone: of a year's facts, those of one week.
     *
     * @param counted the weeks before the last of a student's period, if they are all that is asked of them
     */
    @Transactional(TxType.MANDATORY)
    public Map<String, History> of(
            Collection<Period> periods, BiFunction<Student, Period, Optional<CountedWeeks>> counted) {
        var ids = periods.stream().map(Period::studentId).toList();
        var known = students.of(ids);
        var goingOn = new HashMap<String, CountedWeeks>();
        for (var period : periods) {
            Optional.ofNullable(known.get(period.studentId()))
                    .flatMap(student -> counted.apply(student, period))
                    .ifPresent(weeks -> goingOn.put(period.studentId(), weeks));
        }
        var sessions = sessions(periods, goingOn.keySet());
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
                                goingOn.getOrDefault(student.studentId(), CountedWeeks.NONE))));
    }

    private Map<String, List<Session>> sessions(Collection<Period> periods, Set<String> ofLastWeek) {
        var sessions = new HashMap<>(facts.sessions(periods.stream()
                .filter(period -> !ofLastWeek.contains(period.studentId()))
                .toList()));
        periods.stream()
                .filter(period -> ofLastWeek.contains(period.studentId()))
                .collect(groupingBy(Period::to, mapping(Period::studentId, toList())))
                .forEach((monday, ids) -> sessions.putAll(facts.sessions(monday, ids)));
        return sessions;
    }
}
