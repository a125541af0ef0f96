package org.rollcall.benchmarks.ingest;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.rollcall.testkit.Database;

/**
 * The limit: two consumers with a connection each, that do nothing but store the bare swipes by {@code unnest}, each once.
 */
final class PlainConsumers {

    private static final int CONSUMERS = 2;
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String INSERT = """
            INSERT INTO bare_swipe (card_number, swiped_at, reader_id, room)
            SELECT * FROM unnest(?::text[], ?::timestamptz[], ?::text[], ?::text[])
            ON CONFLICT DO NOTHING
            """;

    private final String bootstrapServers;
    private final Database database;
    private final int batch;

    PlainConsumers(String bootstrapServers, Database database, int batch) {
        this.bootstrapServers = bootstrapServers;
        this.database = database;
        this.batch = batch;
    }

    void createTable() throws SQLException {
        try (var connection = database.connectAsOwner();
                var statement = connection.createStatement()) {
            statement.execute("""
                    CREATE TABLE bare_swipe (
                        card_number text COLLATE "C", swiped_at timestamptz, reader_id text COLLATE "C", room text,
                        PRIMARY KEY (card_number, swiped_at, reader_id));
                    GRANT SELECT, INSERT, UPDATE ON bare_swipe TO %s
                    """.formatted(database.application()));
        }
    }

    /** Stores what stands in the topic from one place to another. */
    Measured store(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {
        var parts = new ArrayList<Map<TopicPartition, Long>>();
        for (var i = 0; i < CONSUMERS; i++) {
            parts.add(new HashMap<>());
        }
        from.forEach((partition, offset) ->
                parts.get(partition.partition() % CONSUMERS).put(partition, offset));
        var begin = Instant.now();
        var stored = 0L;
        try (var threads = Executors.newFixedThreadPool(CONSUMERS)) {
            var tasks = parts.stream()
                    .map(part -> (Callable<Long>) () -> consume(part, to))
                    .toList();
            for (var done : threads.invokeAll(tasks)) {
                stored += done.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("A plain consumer failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
        return Measured.between(begin, Instant.now(), stored);
    }

    private long consume(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to)
            throws SQLException, IOException {
        var left = from.entrySet().stream()
                .mapToLong(entry -> to.getOrDefault(entry.getKey(), 0L) - entry.getValue())
                .sum();
        var stored = 0L;
        try (var consumer = consumer();
                var connection = database.connectAsApplication()) {
            connection.setAutoCommit(false);
            consumer.assign(from.keySet());
            from.forEach(consumer::seek);
            while (stored < left) {
                var polled = consumer.poll(Duration.ofMillis(100));
                if (!polled.isEmpty()) {
                    insert(connection, polled);
                    connection.commit();
                    consumer.commitAsync();
                    stored += polled.count();
                }
            }
        }
        return stored;
    }

    private static void insert(Connection connection, ConsumerRecords<String, byte[]> polled)
            throws SQLException, IOException {
        var columns = List.of(
                new ArrayList<String>(), new ArrayList<String>(), new ArrayList<String>(), new ArrayList<String>());
        for (ConsumerRecord<String, byte[]> record : polled) {
            var swipe = JSON.readTree(record.value());
            columns.get(0).add(swipe.get("cardNumber").textValue());
            // Read as an instant: a text that is none must not get into the table.
            columns.get(1).add(Instant.parse(swipe.get("swipedAt").textValue()).toString());
            columns.get(2).add(swipe.get("readerId").textValue());
            columns.get(3).add(swipe.get("room").textValue());
        }
        try (var insert = connection.prepareStatement(INSERT)) {
            for (var i = 0; i < columns.size(); i++) {
                insert.setArray(
                        i + 1,
                        connection.createArrayOf(
                                i == 1 ? "timestamptz" : "text", columns.get(i).toArray()));
            }
            insert.executeUpdate();
        }
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.GROUP_ID_CONFIG,
                        "plain",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        batch,
                        ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
                        100_000),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }
}
