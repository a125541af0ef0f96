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
import org.rollcall.benchmarks.ingest.Term.Swipe;
import org.rollcall.testkit.Database;

/** Two consumers with a connection each, and nothing but them between the broker and the database. */
final class PlainConsumers {

    private static final int CONSUMERS = 2;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What is done with the swipes of a batch; it ends with a commit, and whatever follows from it. */
    interface Work {
        void take(Connection connection, List<Swipe> swipes) throws SQLException;
    }

    private final String bootstrapServers;
    private final Database database;
    private final int batch;
    private final Work work;

    PlainConsumers(String bootstrapServers, Database database, int batch, Work work) {
        this.bootstrapServers = bootstrapServers;
        this.database = database;
        this.batch = batch;
        this.work = work;
    }

    /** Takes what stands in the topic from one place to another. */
    Measured take(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {
        var parts = new ArrayList<Map<TopicPartition, Long>>();
        for (var i = 0; i < CONSUMERS; i++) {
            parts.add(new HashMap<>());
        }
        from.forEach((partition, offset) ->
                parts.get(partition.partition() % CONSUMERS).put(partition, offset));
        var begin = Instant.now();
        var taken = 0L;
        try (var threads = Executors.newFixedThreadPool(CONSUMERS)) {
            var tasks = parts.stream()
                    .map(part -> (Callable<Long>) () -> consume(part, to))
                    .toList();
            for (var done : threads.invokeAll(tasks)) {
                taken += done.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("A plain consumer failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
        return Measured.between(begin, Instant.now(), taken);
    }

    private long consume(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to)
            throws SQLException, IOException {
        var taken = 0L;
        try (var consumer = consumer();
                var connection = database.connectAsApplication()) {
            connection.setAutoCommit(false);
            consumer.assign(from.keySet());
            from.forEach(consumer::seek);
            while (!reached(consumer, to)) {
                var polled = consumer.poll(Duration.ofMillis(100));
                if (!polled.isEmpty()) {
                    work.take(connection, read(polled));
                    consumer.commitAsync();
                    taken += polled.count();
                }
            }
        }
        return taken;
    }

    /** Whether it stands at the end of each of its partitions, and not only as many records further. */
    private static boolean reached(KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> to) {
        return consumer.assignment().stream()
                .allMatch(partition -> consumer.position(partition) >= to.getOrDefault(partition, 0L));
    }

    private static List<Swipe> read(ConsumerRecords<String, byte[]> polled) throws IOException {
        var swipes = new ArrayList<Swipe>(polled.count());
        for (ConsumerRecord<String, byte[]> record : polled) {
            var swipe = JSON.readTree(record.value());
            swipes.add(new Swipe(
                    swipe.get("cardNumber").textValue(),
                    swipe.get("room").textValue(),
                    swipe.get("readerId").textValue(),
                    // Read as an instant: a text that is none must not get into the table.
                    Instant.parse(swipe.get("swipedAt").textValue())));
        }
        return swipes;
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
