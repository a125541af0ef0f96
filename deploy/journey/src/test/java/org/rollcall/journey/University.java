package org.rollcall.journey;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.rollcall.contracts.Activity;
import org.rollcall.contracts.ProgrammeRecord;
import org.rollcall.contracts.Register;
import org.rollcall.contracts.StudentCard;
import org.rollcall.contracts.StudentRecord;
import org.rollcall.contracts.Swipe;
import org.rollcall.contracts.TimetableSession;
import org.rollcall.contracts.Topics;
import org.rollcall.testkit.TopicProbe;

/** What a university's own systems publish: a programme, its students, one lecture a week, and who came. */
final class University {

    static final ZoneId LONDON = ZoneId.of("Europe/London");
    static final LocalDate WEEK_1 = LocalDate.parse("2026-10-05");

    private static final String PROGRAMME = "BSC-CS";
    private static final String ROOM = "JP-301";
    private static final LocalDate TERM = LocalDate.parse("2026-09-14");

    private final TopicProbe kafka;

    University(TopicProbe kafka) {
        this.kafka = kafka;
    }

    static String session(int week) {
        return "5COM1-L-W" + week;
    }

    static LocalDate monday(int week) {
        return WEEK_1.plusWeeks(week - 1);
    }

    static String mailbox(String studentId) {
        return studentId.toLowerCase(Locale.ROOT) + "@student.example.ac.uk";
    }

    static String givenName(String studentId) {
        return "Given" + studentId;
    }

    static String familyName(String studentId) {
        return "Family" + studentId;
    }

    /** When a week closes: 48 hours after its Sunday has ended in London. */
    static Instant closeOf(int week) {
        return monday(week).plusWeeks(1).atStartOfDay(LONDON).toInstant().plus(Duration.ofHours(48));
    }

    void opens(int weeks, List<String> students) {
        kafka.publish(
                Topics.PROGRAMMES,
                PROGRAMME,
                new ProgrammeRecord(
                        PROGRAMME,
                        "BSc (Hons) Computer Science",
                        "FET",
                        "Dr P. Marsh",
                        "p.marsh@example.ac.uk",
                        "fet-admin@example.ac.uk"));
        for (var student : students) {
            kafka.publish(
                    Topics.STUDENTS,
                    student,
                    new StudentRecord(
                            student,
                            givenName(student),
                            familyName(student),
                            mailbox(student),
                            PROGRAMME,
                            5,
                            StudentRecord.Status.ENROLLED,
                            null,
                            TERM,
                            null,
                            false,
                            List.of()));
            kafka.publish(Topics.CARDS, card(student), new StudentCard(card(student), student, TERM, null));
        }
        for (var week = 1; week <= weeks; week++) {
            kafka.publish(
                    Topics.SESSIONS,
                    session(week),
                    new TimetableSession(
                            session(week),
                            "5COM1",
                            "Algorithms lecture",
                            Activity.LECTURE,
                            lecture(week),
                            lecture(week).plus(Duration.ofHours(1)),
                            ROOM,
                            true,
                            false,
                            students));
        }
    }

    /** Student records publish a record that cannot be used. */
    void misspells(String student, String givenName) {
        kafka.publish(
                Topics.STUDENTS.name(),
                student,
                Map.of(
                        "studentId",
                        student,
                        "givenName",
                        givenName,
                        "email",
                        givenName + " at home",
                        "level",
                        givenName));
    }

    /** The student's card is read at the door, three minutes after the lecture began. */
    void comes(String student, int week) {
        var card = card(student);
        kafka.publish(
                Topics.SWIPES,
                card,
                new Swipe(card, ROOM, "R-0412", lecture(week).plus(Duration.ofMinutes(3))));
    }

    /** A tutor corrects the register of a week, long after. */
    void isMarkedPresent(String student, int week) {
        kafka.publish(
                Topics.REGISTERS,
                session(week),
                new Register(
                        session(week),
                        lecture(week).plus(Duration.ofDays(30)),
                        "p.marsh",
                        List.of(new Register.Mark(student, Register.Mark.Value.PRESENT))));
    }

    private static Instant lecture(int week) {
        return monday(week)
                .with(DayOfWeek.TUESDAY)
                .atTime(LocalTime.of(9, 0))
                .atZone(LONDON)
                .toInstant();
    }

    private static String card(String student) {
        return "000" + student.substring(1);
    }
}
