package org.rollcall.benchmarks.mail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.rollcall.contracts.ProgrammeRecord;
import org.rollcall.contracts.StudentRecord;
import org.rollcall.contracts.ThresholdEvent.Action;
import org.rollcall.contracts.ThresholdIds;
import org.rollcall.contracts.ThresholdReached;
import org.rollcall.contracts.Topic;
import org.rollcall.contracts.Topics;

/** Publishes students, and that each of them has missed a week: one mail for each. */
final class Students implements AutoCloseable {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();
    private static final String PROGRAMME = "BSC-CS";
    private static final String YEAR = "2026/27";
    private static final LocalDate WEEK = LocalDate.of(2026, 10, 5);

    private final KafkaProducer<String, byte[]> producer;
    private volatile @Nullable Exception failure;

    Students(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.LINGER_MS_CONFIG,
                        5,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    void areEnrolled(int students) {
        publish(
                Topics.PROGRAMMES,
                PROGRAMME,
                new ProgrammeRecord(
                        PROGRAMME,
                        "BSc (Hons) Computer Science",
                        "FET",
                        "Dr P. Marsh",
                        "p.marsh@example.ac.uk",
                        "fet-admin@example.ac.uk"));
        for (var student = 0; student < students; student++) {
            publish(
                    Topics.STUDENTS,
                    id(student),
                    new StudentRecord(
                            id(student),
                            "Amina",
                            "Okafor",
                            "s%07d@student.example.ac.uk".formatted(student),
                            PROGRAMME,
                            5,
                            StudentRecord.Status.ENROLLED,
                            null,
                            LocalDate.of(2026, 9, 14),
                            null,
                            false,
                            List.of()));
        }
        flush();
    }

    /** Those from the first up to the last but one. */
    void missAWeek(int first, int end) {
        for (var student = first; student < end; student++) {
            publish(
                    Topics.THRESHOLDS,
                    id(student),
                    new ThresholdReached(
                            ThresholdIds.of(id(student), YEAR, "one-week", WEEK),
                            id(student),
                            PROGRAMME,
                            YEAR,
                            "one-week",
                            "3",
                            Action.CONTACT,
                            WEEK,
                            List.of(WEEK),
                            "2026.1",
                            Instant.parse("2026-10-14T00:00:00Z"),
                            1));
        }
        flush();
    }

    private static String id(int student) {
        return "S%07d".formatted(student);
    }

    private void publish(Topic<?> topic, String key, Object event) {
        try {
            var record = new ProducerRecord<>(topic.name(), key, JSON.writeValueAsBytes(event));
            if (topic.types().size() > 1) {
                record.headers()
                        .add("ce_id", key.getBytes(StandardCharsets.UTF_8))
                        .add("ce_type", Topic.ceType(event.getClass()).getBytes(StandardCharsets.UTF_8));
            }
            var _ = producer.send(record, (_, failed) -> {
                if (failed != null) {
                    failure = failed;
                }
            });
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void flush() {
        producer.flush();
        var failed = failure;
        if (failed != null) {
            throw new IllegalStateException("The broker did not take what was published", failed);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
