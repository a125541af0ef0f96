package org.rollcall.attendance.rejection;

import static java.util.stream.Collectors.toUnmodifiableSet;
import static org.rollcall.chassis.database.Sql.timestamp;
import static org.rollcall.chassis.database.Statements.instant;
import static org.rollcall.chassis.database.Statements.optionalInstant;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rollcall.attendance.rest.Pages;
import org.rollcall.attendance.rest.Period;
import org.rollcall.chassis.database.Columns;
import org.rollcall.chassis.database.Statements;
import org.rollcall.chassis.event.Publication;
import org.rollcall.chassis.event.Publications;
import org.rollcall.chassis.outbox.Headers;
import org.rollcall.chassis.outbox.Outbox;
import org.rollcall.chassis.quarantine.QuarantineObserver;
import org.rollcall.chassis.quarantine.Quarantined;
import org.rollcall.chassis.rest.Page;
import org.rollcall.chassis.rest.PageRequest;
import org.rollcall.contracts.AttendanceRejection;
import org.rollcall.contracts.Principals;
import org.rollcall.contracts.Topic;
import org.rollcall.contracts.Topics;

/**
 * What was refused, as it was received. Whoever sent it learns of it on {@code attendance.rejections}, and reads it here.
 * Where people's names and addresses travel, neither the payload nor a word that is quoted from it goes out on the topic.
 */
@ApplicationScoped
class Rejections implements QuarantineObserver {

    /** Written as JSON a character may become six, and a broker takes a megabyte: the rest is to be read by REST. */
    static final int LONGEST_PAYLOAD = 128 * 1024;

    private static final Set<String> PERSONAL = Set.of(Topics.STUDENTS.name(), Topics.PROGRAMMES.name());

    private static final Set<String> OURS_TO_FILL =
            Principals.ATTENDANCE_INGEST.writes().stream().map(Topic::name).collect(toUnmodifiableSet());

    private static final String FIND = """
            SELECT q.id, q.topic, q.partition_no, q.offset_no, q.reason, q.detail, q.quarantined_at,
                length(q.payload) AS payload_bytes, CASE WHEN length(q.payload) <= ? THEN q.payload END AS payload,
                (SELECT max(retried_at) FROM rejection_retry WHERE rejection_id = q.id) AS retried_at
            FROM quarantine q
            WHERE (?::text IS NULL OR topic = ?) AND quarantined_at >= ? AND quarantined_at < ?
            """;

    private final Statements statements;
    private final Publications publications;
    private final Outbox outbox;
    private final InstantSource clock;

    Rejections(Statements statements, Publications publications, Outbox outbox, InstantSource clock) {
        this.statements = statements;
        this.publications = publications;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public void quarantined(Quarantined record) {
        var at = record.at();
        var personal = PERSONAL.contains(at.topic());
        var rejection = new AttendanceRejection(
                record.id().toString(),
                at.topic(),
                at.partition(),
                at.offset(),
                record.reason(),
                personal ? fieldOf(record.detail()) : record.detail(),
                personal ? null : travelling(record.payload()),
                clock.instant());
        // No student stands behind a record that could not be read: the event is about the record.
        outbox.append(
                publications.of(Topics.REJECTIONS, keyOf(record), at.toString(), rejection.rejectionId(), rejection));
    }

    /** What was refused within the period, the latest first. */
    Page<Rejected> find(@Nullable String topic, Period period, PageRequest page) {
        return Pages.of(
                statements,
                FIND,
                "quarantined_at DESC, id DESC",
                page,
                Rejections::rejected,
                LONGEST_PAYLOAD,
                topic,
                topic,
                period.start(),
                period.end());
    }

    /** The payload as it was received, byte by byte; empty where there is no such rejection, or it had none. */
    Optional<byte[]> payload(UUID id) {
        return statements
                .list(
                        "SELECT payload FROM quarantine WHERE id = ?",
                        statement -> statement.setObject(1, id),
                        row -> Optional.ofNullable(row.getBytes("payload")))
                .stream()
                .findFirst()
                .flatMap(payload -> payload);
    }

    /**
     * Puts a refused record back on its topic, as it was received. It is a record of its own there: when it is refused
     * again, that is another rejection. What another service says stays that service's to say again.
     */
    @Transactional
    Retry retry(UUID id) {
        var refused = statements.list(
                "SELECT topic, key, headers::text AS headers, payload FROM quarantine WHERE id = ?",
                statement -> statement.setObject(1, id),
                Rejections::publication);
        if (refused.isEmpty()) {
            return new Retry.Unknown();
        }
        var topic = refused.getFirst().topic();
        if (!OURS_TO_FILL.contains(topic)) {
            return new Retry.NotOurs(topic);
        }
        var now = clock.instant();
        statements.execute(
                "INSERT INTO rejection_retry (rejection_id, retried_at) VALUES (?, ?) ON CONFLICT DO NOTHING",
                statement -> {
                    statement.setObject(1, id);
                    statement.setObject(2, timestamp(now));
                });
        outbox.appendAll(refused);
        return new Retry.OnItsWay(id.toString(), topic, now);
    }

    private static Publication publication(ResultSet row) throws SQLException {
        var key = text(row.getBytes("key"));
        return new Publication(
                row.getString("topic"),
                // The outbox keeps no NUL; no key of a contract has one.
                key == null ? "" : Columns.kept(key),
                row.getBytes("payload"),
                Headers.fromJson(row.getString("headers")));
    }

    private static Rejected rejected(ResultSet row) throws SQLException {
        return new Rejected(
                new AttendanceRejection(
                        row.getString("id"),
                        row.getString("topic"),
                        row.getInt("partition_no"),
                        row.getLong("offset_no"),
                        row.getString("reason"),
                        row.getString("detail"),
                        text(row.getBytes("payload")),
                        instant(row, "quarantined_at")),
                row.getLong("payload_bytes"),
                optionalInstant(row, "retried_at"));
    }

    /** The field at fault, which begins the detail; what follows may quote its value. */
    private static String fieldOf(String detail) {
        var end = detail.indexOf(':');
        return end < 0 ? detail : detail.substring(0, end);
    }

    /** As received; a record may come without a key, and the outbox keeps no NUL. */
    private static String keyOf(Quarantined record) {
        return record.key() == null ? "" : Columns.kept(record.key());
    }

    /**
     * What was refused.
     *
     * @param payloadBytes how long the payload is; a long one is not listed, but read by itself
     * @param retriedAt when it was last put back on its topic; null when it never was
     */
    record Rejected(
            @JsonUnwrapped AttendanceRejection rejection,
            long payloadBytes,
            @Nullable Instant retriedAt) {}

    /** What comes of asking for a record to be put back. */
    sealed interface Retry {

        /** It goes back to its topic. */
        record OnItsWay(String rejectionId, String topic, Instant retriedAt) implements Retry {}

        /** It was heard from another service, on a topic that only that service writes. */
        record NotOurs(String topic) implements Retry {}

        /** There is no such rejection. */
        record Unknown() implements Retry {}
    }

    private static @Nullable String travelling(byte @Nullable [] payload) {
        return payload == null || payload.length > LONGEST_PAYLOAD ? null : text(payload);
    }

    private static @Nullable String text(byte @Nullable [] payload) {
        return payload == null ? null : new String(payload, StandardCharsets.UTF_8);
    }
}
