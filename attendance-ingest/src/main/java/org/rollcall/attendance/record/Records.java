package org.rollcall.attendance.record;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.rollcall.chassis.database.Columns.INSTANT;
import static org.rollcall.chassis.database.Columns.booleans;
import static org.rollcall.chassis.database.Columns.instants;
import static org.rollcall.chassis.database.Columns.integers;
import static org.rollcall.chassis.database.Columns.longs;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rollcall.attendance.AttendanceSettings;
import org.rollcall.attendance.count.CommittedCounts;
import org.rollcall.attendance.record.KnownRecord.Witness;
import org.rollcall.attendance.status.Source;
import org.rollcall.attendance.status.StandingRule;
import org.rollcall.chassis.database.Sql;
import org.rollcall.chassis.database.Statements;
import org.rollcall.contracts.AttendanceRecord;

/**
 * Keeps the records in line with their evidence. Whatever happened to a session, a card, a swipe or a mark, the records
 * concerned go through {@link #update}, which finds what they are now and writes what has changed. What is said of a
 * record is the last line of its history: lines are only ever added.
 */
@ApplicationScoped
public class Records {

    /** In one order, so that no two transactions wait for each other's. */
    private static final String LOCK = """
            SELECT FROM attendance_record r
            JOIN unnest(?::text[], ?::text[]) AS key (student_id, session_id) USING (student_id, session_id)
            ORDER BY r.session_id, r.student_id
            FOR UPDATE OF r
            """;

    /**
     * The mark that was taken last stands; of two taken at the same moment the one that is kinder to the student, then a
     * register's before a file's: in both, what goes first happens to be the later in the alphabet. A student's swipes are
     * reached by the cards that the student ever held, in the session's window, where the key of the swipes begins; one lies in
     * the line that it made, perhaps. Each row is looked up by its key, however many the planner thinks there are: every part is
     * LATERAL and has a limit.
     */
    private static final String KNOWN = """
            SELECT r.student_id, r.session_id, r.active,
                said.status, said.source, said.observed_at, said.contradicted, said.session_version, said.revision,
                s.session_no, s.module_code, s.activity, s.starts_at, s.ends_at, s.compulsory, s.version,
                s.attendance_taken,
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
                SELECT * FROM record_history h
                WHERE h.session_no = s.session_no AND h.student_id = r.student_id
                ORDER BY h.revision DESC
                LIMIT 1
            ) AS said ON true
            LEFT JOIN LATERAL (
                SELECT m.mark, m.source, m.taken_at, m.taken_by, m.received_at
                FROM mark m
                WHERE m.student_id = r.student_id AND m.session_id = r.session_id
                ORDER BY m.taken_at DESC, m.mark DESC, m.source DESC, m.taken_by DESC
                LIMIT 1
            ) AS latest ON true
            LEFT JOIN LATERAL (
                (SELECT w.swiped_at, w.reader, w.received_at
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
                LIMIT 1)
                UNION ALL
                (SELECT h.observed_at, h.reported_by, h.received_at
                FROM record_history h
                WHERE h.session_no = s.session_no AND h.student_id = r.student_id AND h.swiped_card IS NOT NULL
                    AND said.revision > 1
                LIMIT 1)
                ORDER BY swiped_at, reader
                LIMIT 1
            ) AS earliest ON true
            ORDER BY s.session_no, r.student_id
            """;

    private static final String OF_EXPECTED = """
            SELECT key.position, said.*
            FROM unnest(?::text[], ?::text[]) WITH ORDINALITY AS key (student_id, session_id, position)
            CROSS JOIN LATERAL (SELECT s.session_no FROM session s WHERE s.session_id = key.session_id LIMIT 1) AS s
            CROSS JOIN LATERAL (
                SELECT h.status, h.source, h.observed_at, h.contradicted, h.session_version, h.revision
                FROM record_history h
                WHERE h.session_no = s.session_no AND h.student_id = key.student_id
                ORDER BY h.revision DESC
                LIMIT 1
            ) AS said
            WHERE said.status <> 'CANCELLED'
            """;

    private static final String ACTIVE = """
            SELECT r.student_id, r.session_id
            FROM unnest(?::text[], ?::text[]) AS key (student_id, session_id)
            CROSS JOIN LATERAL (
                SELECT * FROM attendance_record r
                WHERE r.session_id = key.session_id AND r.student_id = key.student_id
                LIMIT 1
            ) AS r
            WHERE r.active
            """;

    /** Where a line stands in the order in which changes become known. */
    private static final String PLACE = """
            (SELECT greatest(pg_current_xact_id()::text::bigint, pg_snapshot_xmax(pg_current_snapshot())::text::bigint - 1))""";

    /** Unnested side by side in the list: in FROM, the server would lay down each column on its own before it reads the rows. */
    private static final String WRITE = """
            INSERT INTO record_history (session_no, student_id, revision, changed_at, session_version, module_code,
                activity, starts_at, ends_at, compulsory, status, source, observed_at, contradicted, received_at,
                reported_by, place)
            SELECT session_no, student_id, revision, ?, session_version, module_code,
                activity, %s, %s, compulsory, status, source, %s, contradicted, %s, reported_by, %s
            FROM (
                SELECT unnest(?::text[]) AS student_id, unnest(?::bigint[]) AS session_no, unnest(?::int[]) AS revision,
                    unnest(?::int[]) AS session_version, unnest(?::text[]) AS status, unnest(?::text[]) AS source,
                    unnest(?::bigint[]) AS observed, unnest(?::boolean[]) AS contradicted,
                    unnest(?::text[]) AS module_code, unnest(?::text[]) AS activity, unnest(?::bigint[]) AS starts,
                    unnest(?::bigint[]) AS ends, unnest(?::boolean[]) AS compulsory, unnest(?::bigint[]) AS received,
                    unnest(?::text[]) AS reported_by
            ) AS change
            """.formatted(
                    INSTANT.formatted("starts"),
                    INSTANT.formatted("ends"),
                    INSTANT.formatted("observed"),
                    INSTANT.formatted("received"),
                    PLACE);

    /** What a record repeats of its session is as in the line before, and is left out. */
    private static final String WRITE_SWIPED = """
            INSERT INTO record_history (session_no, student_id, revision, changed_at, session_version, status, source,
                observed_at, contradicted, received_at, reported_by, swiped_card, swiped_room, place)
            SELECT session_no, student_id, revision, ?, session_version, status, 'SWIPE', %s, false, ?, reported_by,
                swiped_card, swiped_room, %s
            FROM (
                SELECT unnest(?::text[]) AS student_id, unnest(?::bigint[]) AS session_no, unnest(?::int[]) AS revision,
                    unnest(?::int[]) AS session_version, unnest(?::text[]) AS status, unnest(?::bigint[]) AS observed,
                    unnest(?::text[]) AS reported_by, unnest(?::text[]) AS swiped_card, unnest(?::text[]) AS swiped_room
            ) AS change
            """.formatted(INSTANT.formatted("observed"), PLACE);

    /** A swipe lies in the line that it made, or among the others. */
    private static final String MOVE_OUT = """
            WITH moved AS (
                UPDATE record_history h
                SET swiped_card = NULL, swiped_room = NULL
                FROM unnest(?::text[], ?::text[]) AS key (student_id, session_id)
                JOIN session s USING (session_id)
                WHERE h.session_no = s.session_no AND h.student_id = key.student_id AND h.swiped_card IS NOT NULL
                RETURNING old.swiped_card, h.observed_at, h.reported_by, old.swiped_room, h.received_at, h.student_id,
                    session_id
            )
            INSERT INTO swipe (card_number, swiped_at, reader, room, received_at, student_id, session_id)
            SELECT * FROM moved
            ON CONFLICT DO NOTHING
            """;

    private final Statements statements;
    private final Expectations expectations;
    private final CommittedCounts counts;
    private final StandingRule rule;
    private final String opensBefore;

    Records(Statements statements, Expectations expectations, CommittedCounts counts, AttendanceSettings settings) {
        this.statements = statements;
        this.expectations = expectations;
        this.counts = counts;
        this.rule = new StandingRule(settings.lateAfter());
        this.opensBefore = settings.opensBefore().toString();
    }

    /**
     * Locks the records, draws their standing from the evidence, and writes a revision where it is not what was said last.
     *
     * @param keys a student and session without a record is left out
     * @return the records as they are now, changed or not: to say again what was said is harmless, and what a crash kept
     *     from being said is said when its cause is delivered again
     */
    @Transactional(TxType.MANDATORY)
    public List<Current> update(Collection<RecordKey> keys, Instant now) {
        var ordered = new TreeSet<>(keys);
        if (ordered.isEmpty()) {
            return List.of();
        }
        lock(ordered);
        while (true) {
            var current = drawAnew(ordered, now);
            if (current.isPresent()) {
                count(current.get());
                return current.get();
            }
        }
    }

    /**
     * A statement of its own reads them: its snapshot begins when the rows are ours, and so sees whoever had them before.
     *
     * @return empty where a swipe, which takes no lock, has changed one of them meanwhile, as the next reading sees
     */
    private Optional<List<Current>> drawAnew(SortedSet<RecordKey> keys, Instant now) {
        var known = statements.list(
                KNOWN,
                statement -> {
                    setKeys(statement, keys);
                    statement.setString(3, opensBefore);
                },
                KnownRecord::from);
        var current = new ArrayList<Current>(known.size());
        var changes = new ArrayList<Change>();
        for (var record : known) {
            var standing = rule.of(record.evidence());
            var changed = record.differsFrom(standing);
            var revision = record.said().revision();
            var event = record.asEvent(standing, changed ? revision + 1 : revision);
            current.add(new Current(record.key(), event, changed));
            if (changed) {
                changes.add(new Change(record.key(), record.session(), event, record.witness(standing.source())));
            }
        }
        if (changes.isEmpty()) {
            return Optional.of(current);
        }
        expectations.drop(changes.stream().map(Change::key).toList());
        return statements.attempt(() -> {
            add(changes, now);
            return current;
        });
    }

    /**
     * Takes into account what swipes saw, in place of {@link #update}: without looking at the evidence again, and without a
     * lock, because nearly always nobody else is at the same record.
     *
     * @param sightings one at most for each record
     * @return what became of the records, not counted yet ({@link #count}) because it may yet be undone
     * @throws Sql.DatabaseFailure for a broken key where somebody else was first at one of them: what is said of it now has to be
     *     found out again, in the next attempt
     */
    @Transactional(value = TxType.MANDATORY, dontRollbackOn = Sql.DatabaseFailure.class)
    public Seen see(Collection<Sighting> sightings, Instant now) {
        var current = new ArrayList<Current>(sightings.size());
        var changes = new ArrayList<SwipedChange>(sightings.size());
        var unclear = new TreeSet<RecordKey>();
        for (var sighting : sightings) {
            var found = sighting.record();
            var swiped = sighting.swiped();
            var said = found.said();
            if (!said.isOf(found.session())) {
                unclear.add(found.key());
            } else if (swiped == null) {
                current.add(found.unchanged());
            } else {
                var standing = rule.withSwipe(said.standing(), found.session().startsAt(), swiped.swipedAt());
                if (standing.equals(said.standing())) {
                    current.add(found.unchanged());
                } else if (standing.source() == Source.SWIPE) {
                    changes.add(new SwipedChange(
                            found.key(),
                            found.session(),
                            found.session().saying(found.key(), standing, said.revision() + 1),
                            swiped,
                            sighting.held()));
                } else {
                    unclear.add(found.key());
                }
            }
        }
        if (!unclear.isEmpty()) {
            // Before the lines, as in update: who has their rows may be waiting for one of these lines.
            lock(unclear);
        }
        changes.sort(SwipedChange.ORDER);
        if (!changes.isEmpty()) {
            addSwiped(changes, now);
        }
        changes.forEach(change -> current.add(new Current(change.key(), change.event(), true)));
        return new Seen(current, unclear);
    }

    /** Counts the changes in the metrics, with the commit of the transaction. */
    public void count(List<Current> current) {
        current.stream()
                .filter(Current::changed)
                .collect(groupingBy(change -> change.record().status(), counting()))
                .forEach((status, many) -> counts.add("rollcall.records", Tags.of("status", status.name()), many));
    }

    /**
     * What was said last of those who are expected at these sessions; the others are left out. Whatever changes who is
     * expected says so in the same transaction, so that the last line of the history knows.
     *
     * @param places the keys of the records, and their sessions as they are now
     * @param alone whether it may be trusted that nobody else is at these records: then what is remembered of those who were not
     *     seen yet is taken for what was said last, as writing the next revision will show
     */
    @Transactional(TxType.MANDATORY)
    public Map<RecordKey, Said> ofExpected(Map<RecordKey, SessionNow> places, boolean alone) {
        if (!alone) {
            expectations.forget(places.keySet());
        }
        var found = alone ? expectations.take(places) : new HashMap<RecordKey, Said>();
        // In the order of the key, so that neighbours are found together.
        var asked = places.keySet().stream()
                .filter(key -> !found.containsKey(key))
                .sorted()
                .toList();
        if (!asked.isEmpty()) {
            statements.list(
                    OF_EXPECTED,
                    statement -> setKeys(statement, asked),
                    row -> found.put(asked.get(row.getInt("position") - 1), Said.from(row)));
        }
        return found;
    }

    /**
     * Those who are expected at these sessions by the records themselves, while what is said of them is still to follow in
     * this transaction.
     */
    @Transactional(TxType.MANDATORY)
    public Set<RecordKey> active(Set<RecordKey> keys) {
        return new HashSet<>(statements.list(ACTIVE, statement -> setKeys(statement, keys), RecordKey::from));
    }

    /** Has the swipes that lines of these records hold lie among the others, so that they can be matched again. */
    @Transactional(TxType.MANDATORY)
    public void moveOut(Collection<RecordKey> keys) {
        if (!keys.isEmpty()) {
            statements.execute(MOVE_OUT, statement -> setKeys(statement, keys));
        }
    }

    /** Takes the rows until the transaction ends, waiting for whoever has them. */
    private void lock(SortedSet<RecordKey> keys) {
        statements.execute(LOCK, statement -> setKeys(statement, keys));
    }

    /**
     * Adds lines to the history. It breaks their key where somebody else has written one of these revisions since the records were
     * read.
     *
     * @param changes in the order of the key, so that no two transactions wait for each other's
     */
    private void add(List<Change> changes, Instant now) {
        statements.execute(WRITE, statement -> {
            var connection = statement.getConnection();
            statement.setObject(1, timestamp(now));
            statement.setArray(
                    2, texts(connection, changes, change -> change.event().studentId()));
            statement.setArray(
                    3, longs(connection, changes, change -> change.session().number()));
            statement.setArray(
                    4, integers(connection, changes, change -> change.event().revision()));
            statement.setArray(
                    5, integers(connection, changes, change -> change.session().version()));
            statement.setArray(
                    6,
                    texts(connection, changes, change -> change.event().status().name()));
            statement.setArray(
                    7,
                    texts(connection, changes, change -> change.event().source().name()));
            statement.setArray(
                    8, instants(connection, changes, change -> change.event().observedAt()));
            statement.setArray(
                    9, booleans(connection, changes, change -> change.event().contradicted()));
            statement.setArray(
                    10, texts(connection, changes, change -> change.event().moduleCode()));
            statement.setArray(
                    11,
                    texts(
                            connection,
                            changes,
                            change -> change.event().activity().name()));
            statement.setArray(
                    12, instants(connection, changes, change -> change.event().startsAt()));
            statement.setArray(
                    13, instants(connection, changes, change -> change.event().endsAt()));
            statement.setArray(
                    14, booleans(connection, changes, change -> change.event().compulsory()));
            statement.setArray(15, instants(connection, changes, Change::receivedAt));
            statement.setArray(16, texts(connection, changes, Change::reportedBy));
        });
    }

    /** As {@link #add}, of records of which the world knows the session as it is now. */
    private void addSwiped(List<SwipedChange> changes, Instant now) {
        statements.execute(WRITE_SWIPED, statement -> {
            var connection = statement.getConnection();
            statement.setObject(1, timestamp(now));
            statement.setObject(2, timestamp(now));
            statement.setArray(
                    3, texts(connection, changes, change -> change.key().studentId()));
            statement.setArray(
                    4, longs(connection, changes, change -> change.session().number()));
            statement.setArray(
                    5, integers(connection, changes, change -> change.event().revision()));
            statement.setArray(
                    6, integers(connection, changes, change -> change.session().version()));
            statement.setArray(
                    7,
                    texts(connection, changes, change -> change.event().status().name()));
            statement.setArray(
                    8, instants(connection, changes, change -> change.swiped().swipedAt()));
            statement.setArray(
                    9, texts(connection, changes, change -> change.swiped().reader()));
            statement.setArray(10, texts(connection, changes, SwipedChange::heldCard));
            statement.setArray(11, texts(connection, changes, SwipedChange::heldRoom));
        });
    }

    private static void setKeys(PreparedStatement statement, Collection<RecordKey> keys) throws SQLException {
        statement.setArray(1, texts(statement.getConnection(), keys, RecordKey::studentId));
        statement.setArray(2, texts(statement.getConnection(), keys, RecordKey::sessionId));
    }

    /**
     * What became of records.
     *
     * @param current as they are now, changed or not
     * @param unclear those where a register has spoken, or the session has changed: they are to be drawn from their evidence,
     *     once all of it is kept
     */
    public record Seen(List<Current> current, SortedSet<RecordKey> unclear) {}

    /** A new revision on its way into the tables. */
    private record Change(
            RecordKey key,
            SessionNow session,
            AttendanceRecord event,
            @Nullable Witness witness) {

        @Nullable
        Instant receivedAt() {
            return witness == null ? null : witness.receivedAt();
        }

        @Nullable
        String reportedBy() {
            return witness == null ? null : witness.reportedBy();
        }
    }

    /**
     * A new revision that a swipe makes by itself.
     *
     * @param held the swipe is kept in this line and nowhere else
     */
    private record SwipedChange(
            RecordKey key, SessionNow session, AttendanceRecord event, Swiped swiped, boolean held) {

        /** That of the key of the history. */
        static final Comparator<SwipedChange> ORDER = Comparator.comparingLong(
                        (SwipedChange change) -> change.session.number())
                .thenComparing(change -> change.key.studentId());

        @Nullable
        String heldCard() {
            return held ? swiped.cardNumber() : null;
        }

        @Nullable
        String heldRoom() {
            return held ? swiped.room() : null;
        }
    }
}
