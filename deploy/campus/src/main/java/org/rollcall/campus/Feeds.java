package org.rollcall.campus;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rollcall.campus.Happenings.AuthorisedAbsence;
import org.rollcall.campus.Happenings.TakenRegister;
import org.rollcall.campus.Happenings.Tap;
import org.rollcall.campus.Happenings.Visit;
import org.rollcall.contracts.AbsenceAuthorisation;
import org.rollcall.contracts.ProgrammeRecord;
import org.rollcall.contracts.Register;
import org.rollcall.contracts.StudentCard;
import org.rollcall.contracts.StudentRecord;
import org.rollcall.contracts.StudentRecord.Status;
import org.rollcall.contracts.Swipe;
import org.rollcall.contracts.TimetableSession;
import org.rollcall.contracts.Topics;

/** What the systems of the campus publish of all that, and on which day. */
final class Feeds {

    private static final LocalDate ENROLLED_FROM = LocalDate.of(2026, 9, 14);
    private static final int SPONSORED_ONE_IN = 10;

    private final Plan plan;
    private final List<Student> students;
    private final List<Session> sessions;
    private final Happenings happened;

    Feeds(Plan plan, List<Student> students, List<Session> sessions, Happenings happened) {
        this.plan = plan;
        this.students = students;
        this.sessions = sessions;
        this.happened = happened;
    }

    /** Before the first day: programmes, students, their cards, and all sessions. */
    List<Line> reference() {
        List<Line> lines = new ArrayList<>();
        plan.programmes().forEach(programme -> lines.add(record(programme)));
        students.forEach(student -> lines.add(record(student, Status.ENROLLED, null)));
        students.forEach(student -> lines.add(card(student)));
        sessions.forEach(session -> lines.add(session(session, false)));
        return lines;
    }

    /** Day by day, each in the order in which it is published. */
    Map<LocalDate, List<Line>> daily() {
        Days days = new Days();
        happened.visits().stream()
                .map(Visit::tap)
                .sorted(Comparator.comparing(Tap::at).thenComparing(Tap::card))
                .forEach(tap -> days.add(tap.date(), swipe(tap)));
        happened.strays().forEach(tap -> days.add(tap.date(), swipe(tap)));
        happened.malformed().forEach(bad -> days.add(bad.date(), Line.raw(Topics.SWIPES, bad.card(), bad.value())));
        happened.doubled().forEach(doubled -> days.add(doubled.again(), swipe(doubled.tap())));
        happened.registers().forEach(taken -> days.add(Calendar.dateOf(taken.arrivesAt()), register(taken)));
        happened.absences().forEach(absence -> days.add(Calendar.dateOf(absence.decidedAt()), absence(absence)));
        for (Mishaps.Cancellation cancellation : plan.mishaps().cancellations()) {
            sessions.stream()
                    .filter(cancellation::cancels)
                    .forEach(session -> days.add(cancellation.announced(), session(session, true)));
        }
        for (Student student : students) {
            LocalDate interruptedFrom = student.behaviour().interruptedFrom();
            if (interruptedFrom != null) {
                days.add(interruptedFrom, record(student, Status.INTERRUPTED, interruptedFrom));
            }
        }
        return days.lines;
    }

    static Line swipe(Tap tap) {
        return Line.of(Topics.SWIPES, tap.card(), new Swipe(tap.card(), tap.room(), "R-" + tap.room(), tap.at()));
    }

    private static Line record(Programme programme) {
        return Line.of(
                Topics.PROGRAMMES,
                programme.code(),
                new ProgrammeRecord(
                        programme.code(),
                        programme.title(),
                        programme.faculty(),
                        programme.leaderName(),
                        programme.leaderEmail(),
                        programme.adminOfficeEmail()));
    }

    private Line record(Student student, Status status, @Nullable LocalDate statusFrom) {
        boolean sponsored = students.indexOf(student) % SPONSORED_ONE_IN == 0;
        return Line.of(
                Topics.STUDENTS,
                student.id(),
                new StudentRecord(
                        student.id(),
                        student.givenName(),
                        student.familyName(),
                        student.email(),
                        student.programme().code(),
                        student.level(),
                        status,
                        statusFrom,
                        ENROLLED_FROM,
                        null,
                        sponsored,
                        sponsored ? List.of() : List.of("SLC")));
    }

    private static Line card(Student student) {
        return Line.of(
                Topics.CARDS, student.card(), new StudentCard(student.card(), student.id(), ENROLLED_FROM, null));
    }

    private static Line session(Session session, boolean cancelled) {
        return Line.of(
                Topics.SESSIONS,
                session.id(),
                new TimetableSession(
                        session.id(),
                        session.module().code(),
                        session.module().title(),
                        session.activity(),
                        session.startsAt(),
                        session.endsAt(),
                        session.room(),
                        true,
                        cancelled,
                        session.students().stream().map(Student::id).toList()));
    }

    private static Line register(TakenRegister taken) {
        return Line.of(
                Topics.REGISTERS,
                taken.session().id(),
                new Register(
                        taken.session().id(),
                        taken.takenAt(),
                        "tutor-" + taken.session().module().code(),
                        taken.marks().entrySet().stream()
                                .map(mark -> new Register.Mark(mark.getKey(), mark.getValue()))
                                .toList()));
    }

    private static Line absence(AuthorisedAbsence absence) {
        Student student = absence.student();
        return Line.of(
                Topics.ABSENCES,
                student.id(),
                new AbsenceAuthorisation(
                        "absence-" + student.id() + "-" + absence.from(),
                        student.id(),
                        absence.from(),
                        absence.to(),
                        AbsenceAuthorisation.Status.AUTHORISED,
                        "office-" + student.programme().faculty(),
                        absence.decidedAt(),
                        1));
    }

    private static final class Days {

        private final Map<LocalDate, List<Line>> lines = new TreeMap<>();

        void add(LocalDate date, Line line) {
            lines.computeIfAbsent(date, day -> new ArrayList<>()).add(line);
        }
    }
}
