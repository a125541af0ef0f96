package org.rollcall.benchmarks.ingest;

import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.rollcall.benchmarks.ingest.Term.Place;
import org.rollcall.benchmarks.ingest.Term.Swipe;
import org.rollcall.testkit.Database;

/**
 * The least that makes swipes into attendance with a history that the world is told of, by someone who knows beforehand whose
 * card it is and which session it counts for, and never asks what was said before: a line of the history with the swipe in it, and
 * after the commit an event that the broker acknowledges. Nothing is matched, and there is no index but the key.
 */
final class LeastRecords implements PlainConsumers.Work, AutoCloseable {

    /** Unnested in the list and with instants as numbers, which costs the server least. */
    private static final String LINES = """
            INSERT INTO line (session_id, student_id, revision, status, source, observed_at, received_at, reported_by, card_number,
                room)
            SELECT session_id, student_id, 2, status, 'SWIPE', timestamptz 'epoch' + observed * interval '1 microsecond', now(),
                reported_by, card_number, room
            FROM (
                SELECT unnest(?::text[]) AS session_id, unnest(?::text[]) AS student_id, unnest(?::text[]) AS status,
                    unnest(?::bigint[]) AS observed, unnest(?::text[]) AS reported_by, unnest(?::text[]) AS card_number,
                    unnest(?::text[]) AS room
            ) AS line
            ON CONFLICT DO NOTHING
            """;

    private static final String TOPIC = "attendance.records";

    private final Term term;
    private final KafkaProducer<String, byte[]> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    LeastRecords(Term term, KafkaProducer<String, byte[]> producer) {
        this.term = term;
        this.producer = producer;
    }

    static void createTable(Database database) throws SQLException {
        try (var connection = database.connectAsOwner();
                var statement = connection.createStatement()) {
            statement.execute("""
                    CREATE TABLE line (
                        session_id text COLLATE "C", student_id text COLLATE "C", revision integer, status text, source text,
                        observed_at timestamptz, received_at timestamptz, reported_by text, card_number text, room text,
                        PRIMARY KEY (session_id, student_id, revision));
                    GRANT SELECT, INSERT ON line TO %s
                    """.formatted(database.application()));
        }
    }

    @Override
    public void take(Connection connection, List<Swipe> swipes) throws SQLException {
        // In the order of the key, so that two consumers do not wait for each other's.
        var seen = swipes.stream()
                .map(swipe -> new Seen(swipe, term.placeOf(swipe)))
                .sorted(Seen.BY_KEY)
                .toList();
        var seenSwipes = seen.stream().map(Seen::swipe).toList();
        try (var insert = connection.prepareStatement(LINES)) {
            insert.setArray(1, texts(connection, seen, one -> one.place().sessionId()));
            insert.setArray(2, texts(connection, seen, one -> one.place().studentId()));
            insert.setArray(3, texts(connection, seen, Seen::status));
            insert.setArray(4, instants(connection, seenSwipes));
            insert.setArray(5, texts(connection, seenSwipes, Swipe::readerId));
            insert.setArray(6, texts(connection, seenSwipes, Swipe::cardNumber));
            insert.setArray(7, texts(connection, seenSwipes, Swipe::room));
            insert.executeUpdate();
        }
        connection.commit();
        seen.forEach(this::tell);
        producer.flush();
        var thrown = failure.get();
        if (thrown != null) {
            throw new IllegalStateException("The broker did not take an event", thrown);
        }
    }

    private void tell(Seen seen) {
        var place = seen.place();
        var event = "{\"studentId\":\"" + place.studentId() + "\",\"sessionId\":\"" + place.sessionId()
                + "\",\"moduleCode\":\"5COM1\",\"activity\":\"LECTURE\",\"startsAt\":\"" + place.startsAt()
                + "\",\"endsAt\":\"" + place.endsAt() + "\",\"compulsory\":true,\"status\":\"" + seen.status()
                + "\",\"source\":\"SWIPE\",\"observedAt\":\"" + seen.swipe().swipedAt()
                + "\",\"contradicted\":false,\"revision\":2}";
        var told = new ProducerRecord<>(TOPIC, place.studentId(), event.getBytes(StandardCharsets.UTF_8));
        told.headers().add("ce_id", UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
        producer.send(told, (_, thrown) -> {
            if (thrown != null) {
                failure.set(thrown);
            }
        });
    }

    private static <T> Array texts(Connection connection, List<T> rows, Function<T, String> column)
            throws SQLException {
        return connection
                .unwrap(PGConnection.class)
                .createArrayOf("text", rows.stream().map(column).toArray(String[]::new));
    }

    private static Array instants(Connection connection, List<Swipe> swipes) throws SQLException {
        return connection
                .unwrap(PGConnection.class)
                .createArrayOf(
                        "int8",
                        swipes.stream()
                                .mapToLong(swipe -> swipe.swipedAt().getEpochSecond() * 1_000_000)
                                .toArray());
    }

    @Override
    public void close() {
        producer.close();
    }

    private record Seen(Swipe swipe, Place place) {

        static final Comparator<Seen> BY_KEY = Comparator.<Seen, String>comparing(
                        seen -> seen.place().sessionId())
                .thenComparing(seen -> seen.place().studentId());

        String status() {
            return swipe.swipedAt().isAfter(place.startsAt().plus(Term.LATE_AFTER)) ? "LATE" : "PRESENT";
        }
    }
}
