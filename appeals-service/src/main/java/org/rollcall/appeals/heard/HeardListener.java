package org.rollcall.appeals.heard;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;
import org.rollcall.appeals.dossier.Source;
import org.rollcall.appeals.heard.Heard.Told;
import org.rollcall.appeals.students.Students;
import org.rollcall.chassis.consumption.Consumption;
import org.rollcall.chassis.event.Coordinates;
import org.rollcall.chassis.event.Delivery;
import org.rollcall.chassis.privacy.LegalHolds;
import org.rollcall.contracts.CaseEvent.FacultyDecisionMade;
import org.rollcall.contracts.NotificationEvent;
import org.rollcall.contracts.StudentRecord;
import org.rollcall.contracts.ThresholdEvent;
import org.rollcall.contracts.ThresholdReached;
import org.rollcall.contracts.ThresholdRescinded;
import org.rollcall.contracts.Topic;
import org.rollcall.contracts.Topics;
import org.rollcall.contracts.WeekAssessed;

/** Hears of cases, weeks, steps, e-mails and students, and keeps all of it. */
@ApplicationScoped
class HeardListener {

    private final Consumption consumption;
    private final Heard heard;
    private final Decisions decisions;
    private final Students students;
    private final LegalHolds holds;
    private final InstantSource clock;

    HeardListener(
            Consumption consumption,
            Heard heard,
            Decisions decisions,
            Students students,
            LegalHolds holds,
            InstantSource clock) {
        this.consumption = consumption;
        this.heard = heard;
        this.decisions = decisions;
        this.students = students;
        this.holds = holds;
        this.clock = clock;
    }

    @Incoming("cases")
    @Blocking
    void onCases(ConsumerRecords<String, byte[]> records) {
        take(
                records,
                Topics.CASES,
                (event, publishedAt) -> new When(event.studentId(), event.occurredAt(), publishedAt),
                events -> {
                    holds.hearCases(events);
                    decisions.keep(events.stream()
                            .map(Delivery::event)
                            .filter(FacultyDecisionMade.class::isInstance)
                            .map(FacultyDecisionMade.class::cast)
                            .toList());
                });
    }

    @Incoming("weeks")
    @Blocking
    void onWeeks(ConsumerRecords<String, byte[]> records) {
        take(
                records,
                Topics.WEEKS,
                (WeekAssessed week, Instant publishedAt) -> new When(week.studentId(), publishedAt, publishedAt),
                events -> {});
    }

    @Incoming("thresholds")
    @Blocking
    void onThresholds(ConsumerRecords<String, byte[]> records) {
        take(records, Topics.THRESHOLDS, HeardListener::ofThreshold, events -> {});
    }

    private static When ofThreshold(ThresholdEvent event, Instant publishedAt) {
        return switch (event) {
            case ThresholdReached reached -> new When(reached.studentId(), reached.raisedAt(), publishedAt);
            case ThresholdRescinded rescinded -> new When(rescinded.studentId(), rescinded.rescindedAt(), publishedAt);
        };
    }

    @Incoming("notifications")
    @Blocking
    void onNotifications(ConsumerRecords<String, byte[]> records) {
        take(
                records,
                Topics.NOTIFICATIONS,
                (NotificationEvent event, Instant publishedAt) ->
                        new When(event.studentId(), event.occurredAt(), publishedAt),
                events -> {});
    }

    @Incoming("students")
    @Blocking
    void onStudents(ConsumerRecords<String, byte[]> records) {
        var publishedAt = publishedAt(records);
        consumption.batch(records, Topics.STUDENTS, deliveries -> {
            students.take(deliveries);
            heard.keep(deliveries.stream()
                    .filter(delivery -> !delivery.withdrawn())
                    .map(delivery -> toldOf(delivery, publishedAt.get(delivery.at())))
                    .toList());
            return List.of();
        });
    }

    private Told toldOf(Delivery<StudentRecord> delivery, @Nullable Instant publishedAt) {
        var record = delivery.event();
        var known = publishedAt == null ? clock.instant() : publishedAt;
        return new Told(
                record.studentId(),
                new Source(delivery.eventId(), delivery.at().topic(), Standing.class.getSimpleName(), known, known),
                Standing.from(record));
    }

    /** Whom an event is about, when what it tells happened, and when it was told. */
    private record When(String studentId, Instant at, Instant knownAt) {}

    private <E> void take(
            ConsumerRecords<String, byte[]> records,
            Topic<E> topic,
            BiFunction<E, Instant, When> when,
            Consumer<List<Delivery<E>>> besides) {
        var publishedAt = publishedAt(records);
        consumption.batch(records, topic, deliveries -> {
            heard.keep(deliveries.stream()
                    .map(delivery -> {
                        var event = delivery.event();
                        var known = publishedAt.get(delivery.at());
                        var told = when.apply(event, known == null ? clock.instant() : known);
                        var source = new Source(
                                delivery.eventId(),
                                topic.name(),
                                event.getClass().getSimpleName(),
                                told.at(),
                                told.knownAt());
                        return new Told(told.studentId(), source, event);
                    })
                    .toList());
            besides.accept(deliveries);
            return List.of();
        });
    }

    /** When each record was published, as its producer says; those that do not say are taken as of now. */
    private static Map<Coordinates, Instant> publishedAt(ConsumerRecords<String, byte[]> records) {
        var published = new HashMap<Coordinates, Instant>();
        for (var record : records) {
            var at = publishedAt(record);
            if (at != null) {
                published.put(new Coordinates(record.topic(), record.partition(), record.offset()), at);
            }
        }
        return published;
    }

    private static @Nullable Instant publishedAt(ConsumerRecord<String, byte[]> record) {
        var header = record.headers().lastHeader("ce_time");
        if (header == null || header.value() == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(new String(header.value(), StandardCharsets.UTF_8))
                    .toInstant();
        } catch (DateTimeParseException unreadable) {
            return null;
        }
    }
}
