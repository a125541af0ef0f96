package org.rollcall.benchmarks.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.rollcall.benchmarks.rules.University.TaughtSession;
import org.rollcall.testkit.ServerFailure;

/** Publishes what the services before engagement-rules would, and knows how much of it was taken. */
final class Topics implements AutoCloseable {

    private static final String GROUP = "engagement-rules";
    private static final String RECORDS = org.rollcall.contracts.Topics.RECORDS.name();

    private final KafkaProducer<String, byte[]> producer;
    private final Admin admin;
    private volatile @Nullable Exception failure;

    Topics(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.LINGER_MS_CONFIG,
                        5,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        262_144,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4"),
                new StringSerializer(),
                new ByteArraySerializer());
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    void publishStudents(University university) {
        for (var student = 0; student < university.students(); student++) {
            send(
                    org.rollcall.contracts.Topics.STUDENTS.name(),
                    University.studentId(student),
                    University.studentRecord(student));
        }
        flush();
    }

    /** The week as it is lived: session by session, each with all its students. */
    void publishWeek(University university, int week) {
        for (var session = 0; session < university.sessionsAWeek(); session++) {
            var taught = TaughtSession.of(week, session);
            for (var student = 0; student < university.students(); student++) {
                var id = University.studentId(student);
                send(RECORDS, id, taught.record(id, University.status(student, week, session)));
            }
        }
        flush();
    }

    /** How many attendance records the service has taken and committed. */
    long taken() {
        try {
            return admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata().get().entrySet().stream()
                    .filter(partition -> partition.getKey().topic().equals(RECORDS) && partition.getValue() != null)
                    .mapToLong(partition -> partition.getValue().offset())
                    .sum();
        } catch (ExecutionException e) {
            throw new ServerFailure("The broker does not tell the group's offsets", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailure("Interrupted while asking for offsets", e);
        }
    }

    private void flush() {
        producer.flush();
        var failed = failure;
        if (failed != null) {
            throw new ServerFailure("The broker did not take what was published", failed);
        }
    }

    private void send(String topic, String key, String value) {
        var _ = producer.send(new ProducerRecord<>(topic, key, value.getBytes(UTF_8)), (_, failed) -> {
            if (failed != null) {
                failure = failed;
            }
        });
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
