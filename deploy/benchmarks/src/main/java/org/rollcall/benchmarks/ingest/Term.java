package org.rollcall.benchmarks.ingest;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * A term of a university whose students all have a card and a full timetable, in which everybody swipes at every session:
 * four sessions a day for each group of a hundred, one after the other, in the order of time, as readers send them.
 *
 * @param students how many there are
 * @param sessionsEach how many sessions each is expected at, and so how many different swipes each makes
 * @param firstDay of the term; its sessions are still to come, so that none is closed meanwhile
 */
record Term(int students, int sessionsEach, LocalDate firstDay) {

    static final int GROUP = 100;

    static final Duration LATE_AFTER = Duration.ofMinutes(15);

    private static final int SESSIONS_A_DAY = 4;
    private static final int FIRST_HOUR = 9;
    private static final int HOURS_BETWEEN = 2;
    private static final int DUPLICATES_PERCENT = 1;
    private static final Duration EARLIEST = Duration.ofMinutes(10);
    private static final Duration LENGTH = Duration.ofMinutes(50);

    /** A swipe as it is published. */
    record Swipe(String cardNumber, String room, String readerId, Instant swipedAt) {

        String json() {
            return "{\"cardNumber\":\"%s\",\"room\":\"%s\",\"readerId\":\"%s\",\"swipedAt\":\"%s\",\"battery\":87,\"firmware\":\"4.11.2-stable\",\"site\":\"Main campus\"}"
                    .formatted(cardNumber, room, readerId, swipedAt);
        }
    }

    /** A student at a session. */
    record Place(String studentId, String sessionId, Instant startsAt, Instant endsAt) {}

    /** What a swipe counts for, as nobody can know who was only told of the timetable. */
    Place placeOf(Swipe swipe) {
        var number = Integer.parseInt(swipe.cardNumber());
        // Nobody is earlier than ten minutes before.
        var hours =
                Duration.between(startsAt(0), swipe.swipedAt().plus(EARLIEST)).toHours();
        var session = (int) (hours / 24 * SESSIONS_A_DAY + hours % 24 / HOURS_BETWEEN);
        var startsAt = startsAt(session);
        return new Place(student(number), sessionId(number / GROUP, session), startsAt, startsAt.plus(LENGTH));
    }

    int groups() {
        return (students + GROUP - 1) / GROUP;
    }

    static String student(int number) {
        return "S%07d".formatted(number);
    }

    static String card(int number) {
        return "%010d".formatted(number);
    }

    String cardJson(int number) {
        return "{\"cardNumber\":\"%s\",\"studentId\":\"%s\",\"validFrom\":\"2020-01-01\",\"validTo\":null}"
                .formatted(card(number), student(number));
    }

    String sessionId(int group, int session) {
        return "G%04d-%04d".formatted(group, session);
    }

    String sessionJson(int group, int session) {
        var students = new ArrayList<String>();
        for (var number = group * GROUP; number < Math.min(students(), (group + 1) * GROUP); number++) {
            students.add("\"" + student(number) + "\"");
        }
        return """
                {"sessionId":"%s","moduleCode":"5COM1","title":"A lecture","activity":"LECTURE","startsAt":"%s","endsAt":"%s",\
                "room":"%s","compulsory":true,"cancelled":false,"studentIds":[%s]}""".formatted(
                        sessionId(group, session),
                        startsAt(session),
                        startsAt(session).plus(LENGTH),
                        room(group),
                        String.join(",", students));
    }

    /**
     * Hands over the swipes at some of the sessions, from one up to another; one in a hundred comes a second time, a little
     * later.
     *
     * @return how many were handed over, with those that came twice
     */
    long swipes(int fromSession, int toSession, Consumer<Swipe> reader) {
        var random = new Random(42L + fromSession);
        var handed = 0L;
        for (var session = fromSession; session < toSession; session++) {
            var again = new ArrayList<Swipe>();
            for (var number = 0; number < students; number++) {
                var swipe = new Swipe(
                        card(number),
                        room(number / GROUP),
                        "R-" + room(number / GROUP),
                        startsAt(session).plusSeconds(random.nextInt(-(int) EARLIEST.toSeconds(), 1500)));
                reader.accept(swipe);
                handed++;
                if (random.nextInt(100) < DUPLICATES_PERCENT) {
                    again.add(swipe);
                }
                if (again.size() == 100) {
                    handed += handOver(again, reader);
                }
            }
            handed += handOver(again, reader);
        }
        return handed;
    }

    private static int handOver(List<Swipe> again, Consumer<Swipe> reader) {
        var many = again.size();
        again.forEach(reader);
        again.clear();
        return many;
    }

    private static String room(int group) {
        return "JP-%04d".formatted(group);
    }

    private Instant startsAt(int session) {
        return firstDay.plusDays(session / SESSIONS_A_DAY)
                .atTime(LocalTime.of(FIRST_HOUR + HOURS_BETWEEN * (session % SESSIONS_A_DAY), 0))
                .toInstant(ZoneOffset.UTC);
    }
}
