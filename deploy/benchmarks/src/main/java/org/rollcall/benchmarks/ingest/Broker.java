package org.rollcall.benchmarks.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.rollcall.testkit.KafkaServer;

/** The broker, as those who publish and those who measure see it. */
final class Broker implements AutoCloseable {

    private static final Duration LONGEST_STANDSTILL = Duration.ofMinutes(2);

    private final String bootstrapServers;
    private final Admin admin;

    Broker(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    /** Somewhere to publish to. */
    interface Outlet {
        void publish(String key, String value);
    }

    /** Publishes to a topic; returns when the broker has all of it. */
    void publishing(String topic, Consumer<Outlet> work) {
        var failure = new AtomicReference<@Nullable Exception>();
        try (var producer = producer()) {
            work.accept((key, value) -> producer.send(
                    new ProducerRecord<>(topic, key, value.getBytes(StandardCharsets.UTF_8)), (_, thrown) -> {
                        if (thrown != null) {
                            failure.set(thrown);
                        }
                    }));
            producer.flush();
        }
        var thrown = failure.get();
        if (thrown != null) {
            throw new IllegalStateException("Not published to " + topic, thrown);
        }
    }

    /** A producer that is told when all in-sync replicas have a record. */
    KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.<String, Object>of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4",
                        ProducerConfig.LINGER_MS_CONFIG,
                        5,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        128 * 1024),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** The next offset of each partition. */
    Map<TopicPartition, Long> ends(String topic) {
        try {
            var partitions = new HashMap<TopicPartition, OffsetSpec>();
            for (var partition = 0; partition < KafkaServer.PARTITIONS; partition++) {
                partitions.put(new TopicPartition(topic, partition), OffsetSpec.latest());
            }
            var ends = new HashMap<TopicPartition, Long>();
            admin.listOffsets(partitions).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
            return ends;
        } catch (ExecutionException e) {
            throw new IllegalStateException("The broker does not say where " + topic + " ends", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    /** Waits until a group has taken all that stands in the topics, and says when it had. */
    Instant awaitTaken(String group, List<String> topics) {
        return awaitTaken(group, topics, (_, _) -> {});
    }

    /** Somebody who is told, again and again, how many records a group has still to take. */
    interface Watcher {
        void left(Instant now, long left);
    }

    /** As {@link #awaitTaken(String, List)}, watched. */
    Instant awaitTaken(String group, List<String> topics, Watcher watcher) {
        var ends = new HashMap<TopicPartition, Long>();
        topics.forEach(topic -> ends.putAll(ends(topic)));
        var left = Long.MAX_VALUE;
        var moved = Instant.now();
        while (true) {
            var behind = behind(group, ends);
            var now = Instant.now();
            watcher.left(now, behind);
            if (behind == 0) {
                return now;
            }
            if (behind < left) {
                left = behind;
                moved = now;
            } else if (moved.plus(LONGEST_STANDSTILL).isBefore(now)) {
                throw new IllegalStateException(group + " stands still, " + left + " records before the end");
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted", e);
            }
        }
    }

    private long behind(String group, Map<TopicPartition, Long> ends) {
        try {
            var committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            return ends.entrySet().stream()
                    .mapToLong(end -> {
                        var offset = committed.get(end.getKey());
                        return end.getValue() - (offset == null ? 0 : offset.offset());
                    })
                    .sum();
        } catch (ExecutionException notYet) {
            return Long.MAX_VALUE - 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
