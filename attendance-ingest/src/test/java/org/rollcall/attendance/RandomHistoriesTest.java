package org.rollcall.attendance;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.attendance.RandomHistory.Value;
import org.rollcall.attendance.record.HistoryDesk;
import org.rollcall.attendance.record.RecordKey;
import org.rollcall.chassis.event.Delivery;
import org.rollcall.chassis.event.Publication;
import org.rollcall.contracts.AttendanceRecord;
import org.rollcall.contracts.StudentCard;
import org.rollcall.contracts.TimetableSession;
import org.rollcall.testkit.RollcallResource;

/**
 * The service against {@link NaiveAttendance}, over histories that are made to collide. They arrive in any order between
 * topics, cut into any batches, some of it twice; now and then the service dies between commit and publishing and is given
 * some batches again; sessions close in between. After every batch the tables hold what the naive model says; and at the
 * end the history still tells what they held at any moment before.
 */
@QuarkusTest
@QuarkusTestResource(value = RollcallResource.class, initArgs = @ResourceArg(name = "database", value = "attendance"))
class RandomHistoriesTest {

    /** So many share their batches. */
    private static final int AT_ONCE = 100;

    /** How many histories a case lives through in all. */
    private static final int HISTORIES = Integer.getInteger("rollcall.histories", AT_ONCE);

    /** Another run of the same test, on other histories. */
    private static final long MORE_SEEDS = Long.getLong("rollcall.seed", 0);

    /** Of so many moments each history is asked afterwards what was known then. */
    private static final int LOOKS_BACK = 2;

    @Inject
    Desk desk;

    @Inject
    HistoryDesk history;

    @Inject
    InstantSource clock;

    @BeforeEach
    void start() {
        Service.emptyAndBeforeEverything(clock);
    }

    @ParameterizedTest(name = "seed {1}, around {0}")
    @CsvSource({
        "2026-10-05T08:00:00Z, 20261005",
        // The hour from 01:00 to 02:00 comes twice in London, and a card's day ends an hour later than it did.
        "2026-10-24T22:30:00Z, 20261025",
        // And here there is no such hour.
        "2027-03-27T23:15:00Z, 20270328",
    })
    void whatever_order_and_batches_evidence_comes_in_the_records_are_what_it_says(Instant base, long seed) {
        for (var round = 0; round * AT_ONCE < HISTORIES; round++) {
            Service.emptyAndBeforeEverything(clock);
            var roundSeed = seed + MORE_SEEDS + round;
            try {
                new World(base, roundSeed).live();
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("-Drollcall.seed=%d fails, round %d".formatted(roundSeed - seed, round), e);
            }
        }
    }

    /** All histories at once, and what happens to them. */
    private final class World {

        private final Random random;
        private final Map<String, NaiveAttendance> models = new LinkedHashMap<>();
        private final List<Feed<?>> feeds;
        private final Map<RecordKey, AttendanceRecord> published = new HashMap<>();
        private final Map<RecordKey, Map<Integer, AttendanceRecord>> revisions = new HashMap<>();
        private final TreeMap<Instant, Map<RecordKey, AttendanceRecord>> known = new TreeMap<>();
        private Instant now;

        World(Instant base, long seed) {
            random = new Random(seed);
            now = base.minus(Duration.ofHours(3));
            var histories = Stream.iterate(0, i -> i + 1)
                    .limit(AT_ONCE)
                    .map(i -> RandomHistory.of(random, "H" + i, base))
                    .toList();
            for (var i = 0; i < AT_ONCE; i++) {
                models.put("H" + i, new NaiveAttendance());
            }
            feeds = List.of(
                    new Feed<>(
                            desk::takeSessions,
                            this::naiveSessions,
                            batches(inOrder(histories.stream().flatMap(history -> history.sessions().stream())))),
                    new Feed<>(
                            desk::takeCards,
                            this::naiveCards,
                            batches(inOrder(histories.stream().flatMap(history -> history.cards().stream())))),
                    new Feed<>(
                            desk::takeSwipes,
                            (batch, _) -> batch.forEach(
                                    swipe -> model(swipe.event().cardNumber()).swipe(swipe.event())),
                            batches(inAnyOrder(histories.stream().flatMap(history -> history.swipes().stream())))),
                    new Feed<>(
                            desk::takeRegisters,
                            (batch, _) -> batch.forEach(register ->
                                    model(register.event().sessionId()).register(register.event())),
                            batches(inAnyOrder(histories.stream().flatMap(history -> history.registers().stream())))),
                    new Feed<>(
                            (at, batch) -> {
                                desk.takeLines(
                                        at, batch.stream().map(Delivery::event).toList());
                                return List.of();
                            },
                            (batch, _) -> batch.stream()
                                    .map(Delivery::event)
                                    .collect(Collectors.groupingBy(line -> line.eventId()
                                            .substring(0, line.eventId().indexOf('-'))))
                                    .forEach((name, lines) -> model(name + "-").lines(lines)),
                            batches(inAnyOrder(histories.stream().flatMap(history -> history.lines().stream())))));
        }

        void live() {
            for (var waiting = waiting(); !waiting.isEmpty(); waiting = waiting()) {
                step(waiting.get(random.nextInt(waiting.size())));
                now = now.plus(Duration.ofMinutes(random.nextInt(40)));
                if (random.nextInt(4) == 0) {
                    close();
                }
            }
            now = now.plus(Duration.ofDays(3));
            close();

            assertThat(desk.latestHistory()).isEqualTo(desk.records());
            assertThat(historyRows())
                    .isEqualTo(desk.records().values().stream()
                            .mapToLong(AttendanceRecord::revision)
                            .sum());
            desk.outbox().forEach(this::publish);
            assertThat(new TreeMap<>(published)).isEqualTo(desk.records());
            models.keySet().forEach(this::lookBack);
            assertThat(swipes())
                    .containsExactlyInAnyOrderElementsOf(models.values().stream()
                            .flatMap(NaiveAttendance::swipes)
                            .map(match -> match.getKey().cardNumber() + " "
                                    + match.getKey().room() + " "
                                    + match.getKey().swipedAt() + " "
                                    + match.getValue())
                            .toList());
            assertThat(unmatchedMarks())
                    .containsExactlyInAnyOrderElementsOf(models.values().stream()
                            .flatMap(NaiveAttendance::unmatchedMarks)
                            .map(mark -> mark.studentId() + " " + mark.sessionId() + " " + mark.mark() + " "
                                    + mark.takenAt() + " " + mark.takenBy() + " " + mark.source())
                            .toList());
        }

        private List<Feed<?>> waiting() {
            return feeds.stream().filter(Feed::hasNext).toList();
        }

        private <E> void step(Feed<E> feed) {
            var batch = feed.next();
            var said = feed.service().apply(now, batch).stream().map(desk::said).toList();
            feed.model().take(batch, now);

            var expected = expected();
            assertThat(desk.records()).isEqualTo(expected);
            assertThat(said).allSatisfy(record -> assertThat(record).isEqualTo(expected.get(key(record))));
            var crashed = random.nextInt(6) == 0;
            if (crashed) {
                feed.goBack(random.nextInt(1, 4));
            } else {
                said.forEach(this::publish);
            }
        }

        private void close() {
            desk.tick(now);
            models.values().forEach(model -> model.close(now));
            assertThat(desk.records()).isEqualTo(expected());
        }

        /** What a student of the history would have been told at some moment is told of that moment now. */
        private void lookBack(String name) {
            for (var look = 0; look < LOOKS_BACK; look++) {
                var studentId = name + "-S" + random.nextInt(3);
                var lived = Duration.between(known.firstKey(), now);
                var then = known.firstKey().plusMillis(random.nextLong(lived.toMillis()));
                var expected = known.floorEntry(then).getValue().values().stream()
                        .filter(record -> record.studentId().equals(studentId))
                        .toList();
                assertThat(history.asOf(studentId, then))
                        .as("%s as of %s", studentId, then)
                        .containsExactlyInAnyOrderElementsOf(expected);
            }
        }

        /** Whoever listens keeps the highest revision; and a revision says one thing only. */
        private void publish(AttendanceRecord record) {
            var key = key(record);
            published.merge(key, record, (one, other) -> one.revision() > other.revision() ? one : other);
            var same = revisions.computeIfAbsent(key, _ -> new HashMap<>()).putIfAbsent(record.revision(), record);
            assertThat(same == null || same.equals(record)).isTrue();
        }

        private Map<RecordKey, AttendanceRecord> expected() {
            var all = new TreeMap<RecordKey, AttendanceRecord>();
            models.values().forEach(model -> all.putAll(model.records()));
            known.put(now, all);
            return all;
        }

        private void naiveSessions(List<Delivery<TimetableSession>> batch, Instant at) {
            var latest = new LinkedHashMap<String, Delivery<TimetableSession>>();
            batch.forEach(delivery -> latest.put(String.valueOf(delivery.key()), delivery));
            latest.forEach((id, delivery) -> {
                if (delivery.withdrawn()) {
                    model(id).withdrawSession(id);
                } else {
                    model(id).session(delivery.event(), at);
                }
            });
        }

        private void naiveCards(List<Delivery<StudentCard>> batch, Instant at) {
            for (var delivery : batch) {
                var number = String.valueOf(delivery.key());
                if (delivery.withdrawn()) {
                    model(number).withdrawCard(number);
                } else {
                    model(number).card(delivery.event());
                }
            }
        }

        private NaiveAttendance model(String id) {
            return requireNonNull(models.get(id.substring(0, id.indexOf('-'))));
        }

        /** The values of each key in their order, and the keys mixed. */
        private <E> List<Delivery<E>> inOrder(Stream<List<Value<E>>> keys) {
            var queues = new ArrayList<Queue<Value<E>>>();
            keys.forEach(values -> queues.add(new ArrayDeque<>(twiceNowAndThen(values))));
            var mixed = new ArrayList<Delivery<E>>();
            while (!queues.isEmpty()) {
                var queue = queues.get(random.nextInt(queues.size()));
                var value = queue.remove();
                mixed.add(value.event()
                        .map(event -> desk.delivery(value.key(), event))
                        .orElseGet(() -> desk.withdrawal(value.key())));
                if (queue.isEmpty()) {
                    queues.remove(queue);
                }
            }
            return mixed;
        }

        private <E> List<Delivery<E>> inAnyOrder(Stream<E> events) {
            var mixed = twiceNowAndThen(events.toList());
            Collections.shuffle(mixed, random);
            return mixed.stream().map(event -> desk.delivery("key", event)).toList();
        }

        private <T> List<T> twiceNowAndThen(Collection<T> values) {
            var more = new ArrayList<T>();
            for (var value : values) {
                more.add(value);
                if (random.nextInt(8) == 0) {
                    more.add(value);
                }
            }
            return more;
        }

        private <E> List<List<E>> batches(List<E> all) {
            var batches = new ArrayList<List<E>>();
            for (var from = 0; from < all.size(); ) {
                var to = Math.min(all.size(), from + 1 + random.nextInt(all.size() / 8));
                batches.add(all.subList(from, to));
                from = to;
            }
            return batches;
        }
    }

    /** Each with the record that it counts for, wherever it lies. */
    private List<String> swipes() {
        return desk.rows("""
                SELECT card_number, room, swiped_at, student_id, session_id FROM swipe
                UNION ALL
                SELECT swiped_card, swiped_room, observed_at, student_id, session_id FROM record_line
                WHERE swiped_card IS NOT NULL
                """, row -> {
            var session = Optional.ofNullable(row.getString("session_id"));
            var student = row.getString("student_id");
            return row.getString("card_number") + " " + row.getString("room") + " "
                    + row.getObject("swiped_at", OffsetDateTime.class).toInstant() + " "
                    + session.map(id -> new RecordKey(student, id));
        });
    }

    private List<String> unmatchedMarks() {
        return desk.rows(
                "SELECT * FROM mark WHERE NOT matched",
                row -> row.getString("student_id") + " " + row.getString("session_id") + " " + row.getString("mark")
                        + " " + row.getObject("taken_at", OffsetDateTime.class).toInstant() + " "
                        + row.getString("taken_by") + " " + row.getString("source"));
    }

    private long historyRows() {
        return desk.rows("SELECT count(*) FROM record_history", row -> row.getLong(1))
                .getFirst();
    }

    private static RecordKey key(AttendanceRecord record) {
        return new RecordKey(record.studentId(), record.sessionId());
    }

    /** What is to be delivered of a topic; a consumer that begins again begins at a batch that it had before. */
    private static final class Feed<E> {

        private final BiFunction<Instant, List<Delivery<E>>, List<Publication>> service;
        private final Naive<E> model;
        private final List<List<Delivery<E>>> batches;
        private int next;

        Feed(
                BiFunction<Instant, List<Delivery<E>>, List<Publication>> service,
                Naive<E> model,
                List<List<Delivery<E>>> batches) {
            this.service = service;
            this.model = model;
            this.batches = batches;
        }

        boolean hasNext() {
            return next < batches.size();
        }

        List<Delivery<E>> next() {
            return batches.get(next++);
        }

        void goBack(int batches) {
            next = Math.max(0, next - batches);
        }

        BiFunction<Instant, List<Delivery<E>>, List<Publication>> service() {
            return service;
        }

        Naive<E> model() {
            return model;
        }
    }

    @FunctionalInterface
    private interface Naive<E> {
        void take(List<Delivery<E>> batch, Instant now);
    }
}
