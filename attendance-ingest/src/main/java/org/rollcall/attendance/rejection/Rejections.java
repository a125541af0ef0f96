package org.rollcall.attendance.rejection;

import static org.rollcall.attendance.sql.Columns.instant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rollcall.attendance.rest.Period;
import org.rollcall.attendance.sql.Statements;
import org.rollcall.chassis.event.Publications;
import org.rollcall.chassis.outbox.Outbox;
import org.rollcall.chassis.quarantine.QuarantineObserver;
import org.rollcall.chassis.quarantine.Quarantined;
import org.rollcall.chassis.rest.Page;
import org.rollcall.chassis.rest.PageRequest;
import org.rollcall.contracts.AttendanceRejection;
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

    private static final String FIND = """
            SELECT id, topic, partition_no, offset_no, reason, detail, payload, quarantined_at
            FROM quarantine
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
    Page<AttendanceRejection> find(@Nullable String topic, Period period, PageRequest page) {
        return statements.page(
                FIND,
                "quarantined_at DESC, id DESC",
                page,
                Rejections::rejection,
                topic,
                topic,
                period.start(),
                period.end());
    }

    private static AttendanceRejection rejection(ResultSet row) throws SQLException {
        return new AttendanceRejection(
                row.getString("id"),
                row.getString("topic"),
                row.getInt("partition_no"),
                row.getLong("offset_no"),
                row.getString("reason"),
                row.getString("detail"),
                text(row.getBytes("payload")),
                instant(row, "quarantined_at"));
    }

    /** The field at fault, which begins the detail; what follows may quote its value. */
    private static String fieldOf(String detail) {
        var end = detail.indexOf(':');
        return end < 0 ? detail : detail.substring(0, end);
    }

    /** As received; a record may come without a key, and the outbox keeps no NUL. */
    private static String keyOf(Quarantined record) {
        return record.key() == null ? "" : record.key().replace('\0', '\uFFFD');
    }

    private static @Nullable String travelling(byte @Nullable [] payload) {
        return payload == null || payload.length > LONGEST_PAYLOAD ? null : text(payload);
    }

    private static @Nullable String text(byte @Nullable [] payload) {
        return payload == null ? null : new String(payload, StandardCharsets.UTF_8);
    }
}
