package org.rollcall.attendance.record;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.rollcall.chassis.database.Columns.INSTANT;
import static org.rollcall.chassis.database.Columns.booleans;
import static org.rollcall.chassis.database.Columns.instants;
import static org.rollcall.chassis.database.Columns.integers;
import static org.rollcall.chassis.database.Columns.texts;
import static org.rollcall.chassis.database.Sql.timestamp;

import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rollcall.attendance.AttendanceSettings;
import org.rollcall.attendance.count.CommittedCounts;
import org.rollcall.attendance.record.KnownRecord.Witness;
import org.rollcall.attendance.status.Source;
import org.rollcall.attendance.status.StandingRule;
import org.rollcall.chassis.database.Statements;
import org.rollcall.contracts.AttendanceRecord;

/**
 * Keeps the records in line with their evidence. Whatever happened to a session, a card, a swipe or a mark, the records
 * concerned go through {@link #update}, which finds what they are now and writes what has changed.
 */
@ApplicationScoped
public class Records {

    /** In one order, so that no two transactions wait for each other's. */
    private static final String LOCK = """
            SELECT FROM attendance_record r
            JOIN unnest(?::text[], ?::text[]) AS key (student_id, session_id) USING (student_id, session_id)
            ORDER BY r.student_id, r.session_id
            FOR UPDATE OF r
            """;

    /**
     * The mark that was taken last stands; of two taken at the same moment the one that is kinder to the student, then a
     * register's before a file's: in both, what goes first happens to be the later in the alphabet. A student's swipes are
     * reached by the cards that the student ever held, in the session's window, where the key of the swipes begins. Each row
     * is looked up by its key, however many the planner thinks there are: every part is LATERAL and has a limit.
     */
    private static final String KNOWN = """
            SELECT r.student_id, r.session_id, r.active,
                r.status, r.source, r.observed_at, r.contradicted, r.session_version, r.revision,
                s.module_code, s.activity, s.starts_at, s.ends_at, s.compulsory, s.version, s.attendance_taken,
                latest.mark, latest.source AS mark_source, latest.taken_at, latest.taken_by,
                latest.received_at AS mark_received_at,
                earliest.swiped_at, earliest.reader, earliest.received_at AS swipe_received_at
            FROM unnest(?::text[], ?::text[]) AS key (student_id, session_id)
            CROSS JOIN LATERAL (
                SELECT * FROM attendance_record r
                WHERE r.student_id = key.student_id AND r.session_id = key.session_id
                LIMIT 1
            ) AS r
            CROSS JOIN LATERAL (SELECT * FROM session s WHERE s.session_id = r.session_id LIMIT 1) AS s
            LEFT JOIN LATERAL (
                SELECT m.mark, m.source, m.taken_at, m.taken_by, m.received_at
                FROM mark m
                WHERE m.student_id = r.student_id AND m.session_id = r.session_id
                ORDER BY m.taken_at DESC, m.mark DESC, m.source DESC, m.taken_by DESC
                LIMIT 1
            ) AS latest ON true
            LEFT JOIN LATERAL (
                SELECT w.swiped_at, w.reader, w.received_at
                FROM card_holding h
                CROSS JOIN LATERAL (
                    SELECT w.swiped_at, w.reader, w.received_at
                    FROM swipe w
                    WHERE w.card_number = h.card_number
                        AND w.swiped_at BETWEEN s.starts_at - ?::interval AND s.ends_at
                        AND w.student_id = r.student_id AND w.session_id = r.session_id
                    ORDER BY w.swiped_at, w.reader
                    LIMIT 1
                ) AS w
                WHERE h.student_id = r.student_id
                ORDER BY w.swiped_at, w.reader
                LIMIT 1
            ) AS earliest ON true
            ORDER BY r.student_id, r.session_id
            """;

    /** A record that somebody else has changed since it was read is left alone: the answer counts those that were written. */
    private static final String WRITE = """
            WITH change AS (
                SELECT student_id, session_id, revision, session_version, status, source, contradicted, module_code,
                    activity, compulsory, reported_by, %s AS observed_at, %s AS starts_at, %s AS ends_at, %s AS received_at
                FROM unnest(?::text[], ?::text[], ?::int[], ?::int[], ?::text[], ?::text[], ?::bigint[],
                        ?::boolean[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::boolean[],
                        ?::bigint[], ?::text[])
                    AS change (student_id, session_id, revision, session_version, status, source, observed,
                        contradicted, module_code, activity, starts, ends, compulsory,
                        received, reported_by)
            ), updated AS (
                UPDATE attendance_record r
                SET status = change.status, source = change.source, observed_at = change.observed_at,
                    contradicted = change.contradicted, session_version = change.session_version,
                    revision = change.revision
                FROM change
                WHERE r.student_id = change.student_id AND r.session_id = change.session_id
                    AND r.revision = change.revision - 1
                RETURNING change.*
            ), remembered AS (
            INSERT INTO record_history (student_id, session_id, revision, changed_at, module_code, activity, starts_at,
                ends_at, compulsory, status, source, observed_at, contradicted, received_at, reported_by,
                place)
            SELECT student_id, session_id, revision, ?, module_code, activity, starts_at,
                ends_at, compulsory, status, source, observed_at, contradicted, received_at, reported_by,
                (SELECT greatest(pg_current_xact_id()::text::bigint,
                    pg_snapshot_xmax(pg_current_snapshot())::text::bigint - 1))
            FROM updated
            )
            SELECT count(*) FROM updated
            """.formatted(
                    INSTANT.formatted("observed"),
                    INSTANT.formatted("starts"),
                    INSTANT.formatted("ends"),
                    INSTANT.formatted("received"));

    private final Statements statements;
    private final CommittedCounts counts;
    private final StandingRule rule;
    private final String opensBefore;

    Records(Statements statements, CommittedCounts counts, AttendanceSettings settings) {
        this.statements = statements;
        this.counts = counts;
        this.rule = new StandingRule(settings.lateAfter());
        this.opensBefore = settings.opensBefore().toString();
    }

    /**
     * Locks the records, draws their standing from the evidence, and writes a revision and its history where it is not
     * what was said last.
     *
     * @param keys a student and session without a record is left out
     * @return the records as they are now, changed or not: to say again what was said is harmless, and what a crash kept
     *     from being said is said when its cause is delivered again
     */
    @Transactional(TxType.MANDATORY)
    public List<Current> update(Collection<RecordKey> keys, Instant now) {
        if (keys.isEmpty()) {
            return List.of();
        }
        var ordered = new TreeSet<>(keys);
        lock(ordered);
        // A statement of its own: its snapshot begins when the rows are ours, and so sees whoever had them before.
        var known = statements.list(
                KNOWN,
                statement -> {
                    setKeys(statement, ordered);
                    statement.setString(3, opensBefore);
                },
                KnownRecord::from);

        var current = new ArrayList<Current>(known.size());
        var changes = new ArrayList<Change>();
        for (var record : known) {
            var standing = rule.of(record.evidence());
            var changed = record.differsFrom(standing);
            var event = record.asEvent(standing, changed ? record.revision() + 1 : record.revision());
            current.add(new Current(event, changed));
            if (changed) {
                changes.add(new Change(event, record.session().version(), record.witness(standing.source())));
            }
        }
        if (write(changes, now) < changes.size()) {
            throw new IllegalStateException("Records changed under their lock");
        }
        return current;
    }

    /**
     * Takes into account what swipes saw, in place of {@link #update}: without looking at the evidence again, and without a
     * lock, because nearly always nobody else is at the same record. Where somebody was, or where a register has spoken,
     * the record is drawn from its evidence.
     *
     * @param sightings one at most for each record, and kept already
     * @return the records as they are now, changed or not
     */
    @Transactional(TxType.MANDATORY)
    public List<Current> see(Collection<Sighting> sightings, Instant now) {
        var current = new ArrayList<Current>(sightings.size());
        var changes = new ArrayList<Change>(sightings.size());
        var drawnAnew = new TreeSet<RecordKey>();
        for (var sighting : sightings) {
            var found = sighting.record();
            var swipedAt = sighting.swipedAt();
            var reader = sighting.reader();
            if (!found.isUpToDate()) {
                drawnAnew.add(found.key());
            } else if (swipedAt == null || reader == null) {
                current.add(found.unchanged());
            } else {
                var standing = rule.withSwipe(found.said(), found.session().startsAt(), swipedAt);
                if (standing.equals(found.said())) {
                    current.add(found.unchanged());
                } else if (standing.source() == Source.SWIPE) {
                    changes.add(new Change(
                            found.session().saying(found.key(), standing, found.revision() + 1),
                            found.saidVersion(),
                            new Witness(reader, now)));
                } else {
                    drawnAnew.add(found.key());
                }
            }
        }
        // In one order, so that no two transactions wait for each other's.
        changes.sort(Comparator.comparing(Change::key));
        if (write(changes, now) < changes.size()) {
            changes.forEach(change -> drawnAnew.add(change.key()));
        } else {
            changes.forEach(change -> current.add(new Current(change.event(), true)));
        }
        current.addAll(update(drawnAnew, now));
        return current;
    }

    /** Takes the rows until the transaction ends, waiting for whoever has them. */
    @Transactional(TxType.MANDATORY)
    public void lock(SortedSet<RecordKey> keys) {
        statements.execute(LOCK, statement -> setKeys(statement, keys));
    }

    private long write(List<Change> changes, Instant now) {
        if (changes.isEmpty()) {
            return 0;
        }
        var written = statements.list(
                WRITE,
                statement -> {
                    var connection = statement.getConnection();
                    statement.setArray(
                            1,
                            texts(connection, changes, change -> change.event().studentId()));
                    statement.setArray(
                            2,
                            texts(connection, changes, change -> change.event().sessionId()));
                    statement.setArray(
                            3,
                            integers(
                                    connection,
                                    changes,
                                    change -> change.event().revision()));
                    statement.setArray(4, integers(connection, changes, Change::sessionVersion));
                    statement.setArray(
                            5,
                            texts(
                                    connection,
                                    changes,
                                    change -> change.event().status().name()));
                    statement.setArray(
                            6,
                            texts(
                                    connection,
                                    changes,
                                    change -> change.event().source().name()));
                    statement.setArray(
                            7,
                            instants(
                                    connection,
                                    changes,
                                    change -> change.event().observedAt()));
                    statement.setArray(
                            8,
                            booleans(
                                    connection,
                                    changes,
                                    change -> change.event().contradicted()));
                    statement.setArray(
                            9,
                            texts(connection, changes, change -> change.event().moduleCode()));
                    statement.setArray(
                            10,
                            texts(
                                    connection,
                                    changes,
                                    change -> change.event().activity().name()));
                    statement.setArray(
                            11,
                            instants(
                                    connection,
                                    changes,
                                    change -> change.event().startsAt()));
                    statement.setArray(
                            12,
                            instants(
                                    connection,
                                    changes,
                                    change -> change.event().endsAt()));
                    statement.setArray(
                            13,
                            booleans(
                                    connection,
                                    changes,
                                    change -> change.event().compulsory()));
                    statement.setArray(14, instants(connection, changes, Change::receivedAt));
                    statement.setArray(15, texts(connection, changes, Change::reportedBy));
                    statement.setObject(16, timestamp(now));
                },
                row -> row.getLong(1));
        changes.stream()
                .collect(groupingBy(change -> change.event().status().name(), counting()))
                .forEach((status, many) -> counts.add("rollcall.records", Tags.of("status", status), many));
        return written.getFirst();
    }

    private static void setKeys(PreparedStatement statement, Collection<RecordKey> keys) throws SQLException {
        statement.setArray(1, texts(statement.getConnection(), keys, RecordKey::studentId));
        statement.setArray(2, texts(statement.getConnection(), keys, RecordKey::sessionId));
    }

    /** A new revision on its way into the tables. */
    private record Change(
            AttendanceRecord event,
            int sessionVersion,
            @Nullable Witness witness) {

        RecordKey key() {
            return new RecordKey(event.studentId(), event.sessionId());
        }

        @Nullable
        Instant receivedAt() {
            return witness == null ? null : witness.receivedAt();
        }

        @Nullable
        String reportedBy() {
            return witness == null ? null : witness.reportedBy();
        }
    }
}
