package org.rollcall.attendance;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rollcall.contracts.Activity;
import org.rollcall.contracts.Register;
import org.rollcall.contracts.StudentCard;
import org.rollcall.contracts.Swipe;
import org.rollcall.contracts.TimetableSession;

/** What happens on Monday 5 October 2026, with times as a clock in London shows them. */
public final class Monday {

    static final LocalDate DATE = LocalDate.parse("2026-10-05");
    static final String ROOM = "JP-301";

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final LocalDate START_OF_YEAR = LocalDate.parse("2026-09-01");

    private Monday() {}

    public static Instant at(String time) {
        return DATE.atTime(LocalTime.parse(time)).atZone(LONDON).toInstant();
    }

    public static Instant onTuesdayAt(String time) {
        return DATE.plusDays(1).atTime(LocalTime.parse(time)).atZone(LONDON).toInstant();
    }

    public static TimetableSession lecture(String id, String from, String to, String... students) {
        return lecture(id, at(from), at(to), ROOM, students);
    }

    public static TimetableSession lecture(
            String id, Instant from, Instant to, @Nullable String room, String... students) {
        return new TimetableSession(
                id, "5COM1", "Algorithms", Activity.LECTURE, from, to, room, true, false, List.of(students));
    }

    public static TimetableSession cancelled(TimetableSession session) {
        return new TimetableSession(
                session.sessionId(),
                session.moduleCode(),
                session.title(),
                session.activity(),
                session.startsAt(),
                session.endsAt(),
                session.room(),
                session.compulsory(),
                true,
                session.studentIds());
    }

    /** The student's card since September. */
    public static StudentCard card(String number, String student) {
        return card(number, student, START_OF_YEAR, null);
    }

    public static StudentCard card(String number, String student, LocalDate from, @Nullable LocalDate to) {
        return new StudentCard(number, student, from, to);
    }

    public static Swipe swipe(String card, String time) {
        return swipe(card, at(time));
    }

    public static Swipe swipe(String card, Instant at) {
        return new Swipe(card, ROOM, "R-0412", at);
    }

    public static Register register(String session, String takenAt, Register.Mark... marks) {
        return new Register(session, at(takenAt), "p.marsh", List.of(marks));
    }

    public static Register.Mark present(String student) {
        return new Register.Mark(student, Register.Mark.Value.PRESENT);
    }

    public static Register.Mark late(String student) {
        return new Register.Mark(student, Register.Mark.Value.LATE);
    }

    public static Register.Mark absent(String student) {
        return new Register.Mark(student, Register.Mark.Value.ABSENT);
    }
}
