package org.rollcall.benchmarks.rules;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.rollcall.engagement.assessment.Session.Status;

/**
 * A university of any size whose students attend by a fixed pattern: of a hundred, five never come, three stay away every
 * other week and the others miss a session now and then.
 *
 * @param sessionsAWeek of every student, two each day at most
 */
record University(int students, int sessionsAWeek) {

    static final ZoneId LONDON = ZoneId.of("Europe/London");
    static final LocalDate WEEK_1 = LocalDate.of(2026, 9, 28);

    private static final LocalTime FIRST_SESSION = LocalTime.of(9, 0);
    private static final int DAYS = 5;
    private static final int PROGRAMMES = 60;

    static LocalDate monday(int week) {
        return WEEK_1.plusWeeks(week - 1L);
    }

    /** When the week closes by the default policy: 48 hours after its end. */
    static Instant closeOf(int week) {
        return monday(week).plusDays(9).atStartOfDay(LONDON).toInstant();
    }

    static String studentId(int student) {
        return "S%07d".formatted(student);
    }

    int factsAWeek() {
        return students * sessionsAWeek;
    }

    static Instant startOf(int week, int session) {
        return monday(week)
                .plusDays(session % DAYS)
                .atTime(FIRST_SESSION.plusHours(session / DAYS))
                .atZone(LONDON)
                .toInstant();
    }

    static Status status(int student, int week, int session) {
        var kind = student % 100;
        if (kind < 5 || (kind < 8 && week % 2 == 0)) {
            return Status.ABSENT;
        }
        var chance = Math.floorMod(31 * student + 17 * week + 7 * session, 20);
        return chance == 0 ? Status.ABSENT : chance == 1 ? Status.LATE : Status.PRESENT;
    }

    /** A record of {@code student.records}. */
    static String studentRecord(int student) {
        return """
                {"studentId":"%s","givenName":"A","familyName":"B","email":"a@student.example.ac.uk","programmeCode":"BSC-%02d",\
                "level":%d,"status":"ENROLLED","enrolledFrom":"2026-09-14","enrolledTo":null,"sponsored":false,\
                "fundingBodies":[]}""".formatted(studentId(student), student % PROGRAMMES, 4 + student % 3);
    }

    /** A session of a week, with what its records have in common. */
    record TaughtSession(String id, Instant start, String head) {

        static TaughtSession of(int week, int session) {
            var start = startOf(week, session);
            var id = "M%02d-%s".formatted(session, start.atZone(LONDON).format(DateTimeFormatter.ISO_LOCAL_DATE));
            return new TaughtSession(
                    id,
                    start,
                    "\",\"sessionId\":\"" + id + "\",\"moduleCode\":\"" + module(session)
                            + "\",\"activity\":\"LECTURE\",\"startsAt\":\"" + start + "\",\"endsAt\":\""
                            + start.plusSeconds(3600)
                            + "\",\"compulsory\":true,\"source\":\"REGISTER\",\"observedAt\":\"" + start
                            + "\",\"contradicted\":false,\"revision\":2,\"status\":\"");
        }

        static String module(int session) {
            return "5COM%d".formatted(session % 6);
        }

        /** A record of {@code attendance.records}. */
        String record(String studentId, Status status) {
            return "{\"studentId\":\"" + studentId + head + status + "\"}";
        }
    }
}
