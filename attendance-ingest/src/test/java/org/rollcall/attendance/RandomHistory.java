package org.rollcall.attendance;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.rollcall.attendance.file.jisc.Binding.Attendance;
import org.rollcall.contracts.Activity;
import org.rollcall.contracts.Register;
import org.rollcall.contracts.StudentCard;
import org.rollcall.contracts.Swipe;
import org.rollcall.contracts.TimetableSession;

/**
 * A few students, cards, rooms and sessions within some hours, and all that happens to them: sessions that are moved,
 * cancelled, withdrawn and given other students, cards that change hands, swipes at the edges of every window, registers
 * that contradict them. Made to collide.
 *
 * @param lines of files, that tell of these sessions and of one that nobody else knows
 * @param sessions by session, in the order of their values; an empty one withdraws it
 * @param cards likewise, by card
 */
record RandomHistory(
        List<List<Value<TimetableSession>>> sessions,
        List<List<Value<StudentCard>>> cards,
        List<Swipe> swipes,
        List<Register> registers,
        List<Attendance> lines) {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    /** A value of a compacted topic. */
    record Value<E>(String key, Optional<E> event) {}

    /**
     * One history.
     *
     * @param name begins all ids, so that histories do not touch each other
     * @param base when its first session may start
     */
    static RandomHistory of(RandomGenerator random, String name, Instant base) {
        return new Maker(random, name, base).make();
    }

    private record Maker(RandomGenerator random, String name, Instant base) {

        RandomHistory make() {
            var sessions = times(2, 4, i -> sessionValues(name + "-X" + i));
            var cards = times(1, 3, i -> cardValues(name + "-C" + i));
            var known = sessions.stream()
                    .flatMap(List::stream)
                    .flatMap(value -> value.event().stream())
                    .toList();
            return new RandomHistory(
                    sessions,
                    cards,
                    times(3, 12, _ -> swipe(known)),
                    times(0, 4, _ -> register()),
                    times(0, 4, _ -> line()));
        }

        private List<Value<TimetableSession>> sessionValues(String id) {
            return times(
                    1,
                    4,
                    i -> i > 0 && oneIn(6)
                            ? new Value<TimetableSession>(id, Optional.empty())
                            : new Value<>(id, Optional.of(session(id))));
        }

        private TimetableSession session(String id) {
            var startsAt = base.plus(Duration.ofMinutes(5L * random.nextInt(24)));
            return new TimetableSession(
                    id,
                    oneIn(5) ? "5COM2" : "5COM1",
                    "A session",
                    oneIn(5) ? Activity.SEMINAR : Activity.LECTURE,
                    startsAt,
                    startsAt.plus(Duration.ofMinutes(15 + 5L * random.nextInt(20))),
                    oneIn(8) ? null : room(),
                    !oneIn(6),
                    oneIn(8),
                    List.of(student(), student(), student()));
        }

        private List<Value<StudentCard>> cardValues(String number) {
            return times(
                    1,
                    3,
                    i -> i > 0 && oneIn(6)
                            ? new Value<StudentCard>(number, Optional.empty())
                            : new Value<>(number, Optional.of(card(number))));
        }

        private StudentCard card(String number) {
            var validFrom = today().plusDays(random.nextInt(-2, 2));
            return new StudentCard(
                    number, student(), validFrom, oneIn(3) ? validFrom.plusDays(random.nextInt(3)) : null);
        }

        private Swipe swipe(List<TimetableSession> sessions) {
            var number = name + "-C" + random.nextInt(4);
            var room = room();
            return new Swipe(number, room, readerIn(room), oneIn(2) ? anyTime() : edge(sessions));
        }

        private Instant anyTime() {
            return base.plus(Duration.ofMinutes(random.nextInt(-30, 260)));
        }

        /** At, just before or just after the instant from which, or until which, a swipe means something. */
        private Instant edge(List<TimetableSession> sessions) {
            var session = sessions.get(random.nextInt(sessions.size()));
            var edge = switch (random.nextInt(4)) {
                case 0 -> session.startsAt().minus(Duration.ofMinutes(15));
                case 1 -> session.startsAt();
                case 2 -> session.startsAt().plus(Duration.ofMinutes(10));
                default -> session.endsAt();
            };
            return edge.plus(random.nextInt(-1, 2), ChronoUnit.MICROS);
        }

        private Register register() {
            var takenAt = base.plus(Duration.ofMinutes(60L * random.nextInt(3)));
            var marks = times(0, 4, _ -> new Register.Mark(student(), anyOf(Register.Mark.Value.values())));
            return new Register(name + "-X" + random.nextInt(5), takenAt, oneIn(2) ? "tutor-a" : "tutor-b", marks);
        }

        private Attendance line() {
            var attended = random.nextBoolean();
            var startsAt = base.plus(Duration.ofMinutes(30L * random.nextInt(4)));
            return new Attendance(
                    student(),
                    name + "-" + (oneIn(2) ? "F" : "X" + random.nextInt(4)),
                    startsAt,
                    startsAt.plus(Duration.ofHours(1)),
                    attended,
                    attended && oneIn(3),
                    !oneIn(4),
                    null,
                    oneIn(2) ? "Seminar" : null,
                    oneIn(2) ? "5COM3" : null,
                    oneIn(3) ? "tutor-a" : null,
                    oneIn(2) ? null : base.plus(Duration.ofMinutes(60L * random.nextInt(3))));
        }

        private String student() {
            return name + "-S" + random.nextInt(3);
        }

        private String room() {
            return oneIn(3) ? "JP-302" : "JP-301";
        }

        private @Nullable String readerIn(String room) {
            return switch (random.nextInt(3)) {
                case 0 -> null;
                case 1 -> room + "-door";
                default -> room + "-desk";
            };
        }

        private LocalDate today() {
            return base.atZone(LONDON).toLocalDate();
        }

        private boolean oneIn(int many) {
            return random.nextInt(many) == 0;
        }

        private <T> T anyOf(T[] values) {
            return values[random.nextInt(values.length)];
        }

        private <T> List<T> times(int atLeast, int atMost, IntFunction<T> make) {
            var made = new ArrayList<T>();
            var times = random.nextInt(atLeast, atMost + 1);
            for (var i = 0; i < times; i++) {
                made.add(make.apply(i));
            }
            return made;
        }
    }
}
