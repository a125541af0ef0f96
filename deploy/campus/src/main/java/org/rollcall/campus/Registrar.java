package org.rollcall.campus;

import static org.rollcall.contracts.AttendanceRecord.Status.ABSENT;
import static org.rollcall.contracts.AttendanceRecord.Status.CANCELLED;
import static org.rollcall.contracts.AttendanceRecord.Status.EXPECTED;
import static org.rollcall.contracts.AttendanceRecord.Status.LATE;
import static org.rollcall.contracts.AttendanceRecord.Status.PRESENT;
import static org.rollcall.contracts.AttendanceRecord.Status.UNRECORDED;
import static org.rollcall.contracts.WeekAssessed.Outcome.ATTENDED;
import static org.rollcall.contracts.WeekAssessed.Outcome.EXCUSED;
import static org.rollcall.contracts.WeekAssessed.Outcome.MISSED;
import static org.rollcall.contracts.WeekAssessed.Outcome.NOT_MONITORED;
import static org.rollcall.contracts.WeekAssessed.Outcome.UNKNOWN;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.rollcall.campus.Account.Place;
import org.rollcall.campus.Account.StudentWeek;
import org.rollcall.campus.Happenings.AuthorisedAbsence;
import org.rollcall.campus.Happenings.TakenRegister;
import org.rollcall.campus.Happenings.Visit;
import org.rollcall.contracts.AttendanceRecord.Status;
import org.rollcall.contracts.WeekAssessed.Outcome;

/**
 * Works out by hand, from the text of the policy and slowly, what must come of what happened: a person with the policy on
 * the desk, who goes through every student's papers every evening and whenever a week closes. None of the suite's code
 * has a part in it.
 */
final class Registrar {

    private static final Duration PUNCTUAL = Duration.ofMinutes(10);
    private static final int DAYS_UNTIL_A_WEEK_CLOSES = 7 + 2;
    private static final int LOWEST_LEVEL = 3;
    private static final int HIGHEST_LEVEL = 7;

    private final Plan plan;
    private final List<Student> students;
    private final List<Session> sessions;
    private final Happenings happened;
    private final Map<String, List<Session>> sessionsByStudent = new HashMap<>();
    private final Map<Place, Visit> visits = new HashMap<>();
    private final Map<String, List<Visit>> visitsBySession;
    private final Map<String, TakenRegister> registers = new HashMap<>();

    Registrar(Plan plan, List<Student> students, List<Session> sessions, Happenings happened) {
        this.plan = plan;
        this.students = students;
        this.sessions = sessions;
        this.happened = happened;
        for (Session session : sessions) {
            for (Student student : session.students()) {
                sessionsByStudent
                        .computeIfAbsent(student.id(), id -> new ArrayList<>())
                        .add(session);
            }
        }
        happened.visits().forEach(visit -> visits.put(place(visit.student(), visit.session()), visit));
        visitsBySession = happened.visits().stream()
                .collect(Collectors.groupingBy(visit -> visit.session().id()));
        happened.registers()
                .forEach(register -> registers.put(register.session().id(), register));
    }

    /** A week closes 48 hours after its end. */
    static Instant closeOf(LocalDate monday) {
        return Calendar.at(monday.plusDays(DAYS_UNTIL_A_WEEK_CLOSES), LocalTime.MIDNIGHT);
    }

    Account account() {
        Instant end = closeOf(plan.calendar().mondays().getLast());
        SortedMap<Place, Status> attendance = new TreeMap<>();
        for (Session session : sessions) {
            for (Student student : session.students()) {
                attendance.put(place(student, session), status(student, session, end));
            }
        }
        SortedMap<StudentWeek, Outcome> weeks = new TreeMap<>();
        CaseDesk desk = new CaseDesk();
        for (Student student : students) {
            if (isInScope(student)) {
                plan.calendar()
                        .mondays()
                        .forEach(monday ->
                                weeks.put(new StudentWeek(student.id(), monday), outcome(student, monday, end)));
                live(student, desk);
            }
        }
        return new Account(swipes(), attendance, weeks, desk.raises(), desk.mails(), desk.openCases());
    }

    /** Goes through all the moments at which anything may have become known. */
    private void live(Student student, CaseDesk desk) {
        Ladder ladder = new Ladder();
        for (Instant moment : moments()) {
            SortedMap<LocalDate, Outcome> closed = new TreeMap<>();
            for (LocalDate monday : plan.calendar().mondays()) {
                if (!closeOf(monday).isAfter(moment)) {
                    closed.put(monday, outcome(student, monday, moment));
                }
            }
            if (!closed.isEmpty()) {
                desk.take(student, ladder.assess(closed), closed);
            }
        }
    }

    private SortedSet<Instant> moments() {
        SortedSet<Instant> moments = new TreeSet<>();
        for (LocalDate monday : plan.calendar().mondays()) {
            moments.add(closeOf(monday));
            monday.datesUntil(monday.plusWeeks(1)).map(Campus::evening).forEach(moments::add);
        }
        return moments;
    }

    /** Scope of the policy: levels 3 to 7. */
    private static boolean isInScope(Student student) {
        return student.level() >= LOWEST_LEVEL && student.level() <= HIGHEST_LEVEL;
    }

    /** What is known at a moment of a student at a session. */
    private Status status(Student student, Session session, Instant moment) {
        if (plan.mishaps().isCancelled(session)) {
            return CANCELLED;
        }
        TakenRegister register = registers.get(session.id());
        if (register != null && !register.arrivesAt().isAfter(moment)) {
            return switch (register.markOf(student)) {
                case PRESENT -> PRESENT;
                case LATE -> LATE;
                case ABSENT -> ABSENT;
            };
        }
        Visit visit = visits.get(place(student, session));
        if (visit != null) {
            return visit.tap().at().isAfter(session.startsAt().plus(PUNCTUAL)) ? LATE : PRESENT;
        }
        if (moment.isBefore(session.closesAt())) {
            return EXPECTED;
        }
        return anyAttendanceRecorded(session) ? ABSENT : UNRECORDED;
    }

    /** By anybody, until the session closed. */
    private boolean anyAttendanceRecorded(Session session) {
        TakenRegister register = registers.get(session.id());
        return visitsBySession.containsKey(session.id())
                || (register != null && !register.arrivesAt().isAfter(session.closesAt()));
    }

    /** What a student's week is, by what is known at a moment. */
    private Outcome outcome(Student student, LocalDate monday, Instant moment) {
        int required = 0;
        int attended = 0;
        int missed = 0;
        int unknown = 0;
        int week = plan.calendar().weekOf(monday);
        for (Session session : sessionsByStudent.getOrDefault(student.id(), List.of())) {
            if (session.week() != week || !isEnrolled(student, session)) {
                continue;
            }
            Status status = status(student, session, moment);
            if (status == CANCELLED) {
                continue;
            }
            required++;
            if (status == PRESENT || status == LATE) {
                attended++;
            } else if (!isExcused(student, session, moment)) {
                if (status == ABSENT) {
                    missed++;
                } else {
                    unknown++;
                }
            }
        }
        if (required == 0) {
            return NOT_MONITORED;
        }
        if (attended > 0) {
            return ATTENDED;
        }
        if (missed > 0) {
            return MISSED;
        }
        return unknown > 0 ? UNKNOWN : EXCUSED;
    }

    private static boolean isEnrolled(Student student, Session session) {
        LocalDate interrupted = student.behaviour().interruptedFrom();
        return interrupted == null || session.date().isBefore(interrupted);
    }

    private boolean isExcused(Student student, Session session, Instant moment) {
        for (AuthorisedAbsence absence : happened.absences()) {
            if (absence.student().equals(student)
                    && !absence.decidedAt().isAfter(moment)
                    && !session.date().isBefore(absence.from())
                    && !session.date().isAfter(absence.to())) {
                return true;
            }
        }
        return false;
    }

    private Account.Swipes swipes() {
        SortedMap<String, Integer> refused = new TreeMap<>();
        happened.malformed().forEach(bad -> refused.merge(bad.reason().name(), 1, Integer::sum));
        int taken = happened.visits().size();
        int doubled = happened.doubled().size();
        int unmatched = happened.strays().size();
        return new Account.Swipes(
                taken + doubled + happened.malformed().size() + unmatched, taken, doubled, refused, unmatched);
    }

    private static Place place(Student student, Session session) {
        return new Place(student.id(), session.id());
    }
}
