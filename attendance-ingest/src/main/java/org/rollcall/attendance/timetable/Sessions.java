package org.rollcall.attendance.timetable;

import static org.rollcall.chassis.database.Columns.kept;
import static org.rollcall.chassis.database.Columns.texts;
import static org.rollcall.chassis.database.Sql.column;
import static org.rollcall.chassis.database.Sql.timestamp;
import static org.rollcall.chassis.database.Statements.instant;
import static org.rollcall.chassis.database.Statements.optionalInstant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rollcall.attendance.AttendanceSettings;
import org.rollcall.attendance.record.RecordKey;
import org.rollcall.attendance.swipe.Slot;
import org.rollcall.chassis.database.Statements;
import org.rollcall.contracts.TimetableSession;

/**
 * The timetable as it is now. A session is open until it is closed, a while after its end; cancelled ones are not closed,
 * because nothing follows from them. A closed session that is moved to where its close is still to come is open again;
 * one that is moved within the past stays as it was closed.
 */
@ApplicationScoped
public class Sessions {

    private static final String REPLACE = """
            INSERT INTO session AS s (session_id, module_code, title, activity, starts_at, ends_at, room, compulsory,
                cancelled, version)
            SELECT new.*, 1
            FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::text[],
                    ?::boolean[], ?::boolean[])
                AS new (session_id, module_code, title, activity, starts_at, ends_at, room, compulsory, cancelled)
            ON CONFLICT (session_id) DO UPDATE
            SET module_code = excluded.module_code, title = excluded.title, activity = excluded.activity,
                starts_at = excluded.starts_at, ends_at = excluded.ends_at, room = excluded.room,
                compulsory = excluded.compulsory, cancelled = excluded.cancelled,
                version = s.version + CASE
                    WHEN (s.module_code, s.activity, s.starts_at, s.ends_at, s.compulsory)
                        IS DISTINCT FROM (excluded.module_code, excluded.activity, excluded.starts_at,
                            excluded.ends_at, excluded.compulsory)
                    THEN 1 ELSE 0 END,
                closed_at = CASE WHEN excluded.ends_at <= ? THEN s.closed_at END,
                attendance_taken = CASE WHEN excluded.ends_at <= ? THEN s.attendance_taken END,
                imported = false
            """;

    /** The parts that records do not repeat, where they are not what they were. */
    private static final String REMEMBER = """
            INSERT INTO session_history (session_id, changed_at, room, title)
            SELECT s.session_id, ?, s.room, s.title
            FROM session s
            LEFT JOIN LATERAL (
                SELECT h.change_no, h.room, h.title FROM session_history h
                WHERE h.session_id = s.session_id ORDER BY h.change_no DESC LIMIT 1
            ) AS before ON true
            WHERE s.session_id = ANY (?)
                AND (before.change_no IS NULL OR (before.room, before.title) IS DISTINCT FROM (s.room, s.title))
            """;

    /** A file knows of no room: nobody can swipe there. */
    private static final String IMPORT = """
            INSERT INTO session (session_id, module_code, title, activity, starts_at, ends_at, compulsory, cancelled,
                version, imported)
            SELECT session_id, module_code, title, activity, starts_at, ends_at, compulsory, false, 1, true
            FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::boolean[])
                AS new (session_id, module_code, title, activity, starts_at, ends_at, compulsory)
            ON CONFLICT DO NOTHING
            """;

    private static final String ADD_IMPORTED = """
            INSERT INTO attendance_record (student_id, session_id, named, active, room, starts_at, ends_at)
            SELECT named.student_id, session_id, true, NOT s.cancelled, s.room, s.starts_at, s.ends_at
            FROM unnest(?::text[], ?::text[]) AS named (student_id, session_id)
            JOIN session s USING (session_id)
            WHERE s.imported AND NOT s.cancelled
            ON CONFLICT DO NOTHING
            """;

    private static final String WITHDRAW = "UPDATE session SET cancelled = true WHERE session_id = ANY (?)";

    /** What is said of the record is decided from its evidence, in the same transaction. */
    private static final String ADD_NAMED = """
            INSERT INTO attendance_record (student_id, session_id, named, active, room, starts_at, ends_at)
            SELECT named.student_id, session_id, true, NOT s.cancelled, s.room, s.starts_at, s.ends_at
            FROM unnest(?::text[], ?::text[]) AS named (student_id, session_id)
            JOIN session s USING (session_id)
            ON CONFLICT DO NOTHING
            RETURNING student_id, session_id, room AS new_room, starts_at AS new_starts_at, ends_at AS new_ends_at,
                NULL AS old_room
            """;

    /**
     * Who is named is asked with IN, because that is looked up in a hash table in any case. Joined with an array whose length
     * a prepared plan does not know, twenty thousand records would be compared with twenty thousand names, one by one.
     */
    private static final String FOLLOW = """
            WITH place AS MATERIALIZED (
                SELECT r.student_id, s.*, (r.student_id, r.session_id) IN (SELECT * FROM unnest(?::text[], ?::text[])) AS named
                FROM session s
                JOIN attendance_record r USING (session_id)
                WHERE s.session_id = ANY (?)
            ), now AS (
                SELECT student_id, session_id, named, named AND NOT cancelled AS active, room, starts_at, ends_at FROM place
            )
            UPDATE attendance_record r
            SET named = now.named, active = now.active, room = now.room, starts_at = now.starts_at, ends_at = now.ends_at
            FROM now
            WHERE r.student_id = now.student_id AND r.session_id = now.session_id
                AND (r.named, r.active, r.room, r.starts_at, r.ends_at)
                    IS DISTINCT FROM (now.named, now.active, now.room, now.starts_at, now.ends_at)
            RETURNING r.student_id, r.session_id, old.room AS old_room, old.starts_at AS old_starts_at, old.ends_at AS old_ends_at,
                new.room AS new_room, new.starts_at AS new_starts_at, new.ends_at AS new_ends_at
            """;

    private static final String DUE = """
            SELECT session_id FROM session
            WHERE closed_at IS NULL AND NOT cancelled AND ends_at <= ?
            ORDER BY ends_at, session_id
            LIMIT ?
            FOR UPDATE SKIP LOCKED
            """;

    private static final String CLOSE = """
            UPDATE session s
            SET closed_at = ?,
                attendance_taken = EXISTS (
                    SELECT FROM record_now r
                    WHERE r.session_id = s.session_id AND r.status IN ('PRESENT', 'LATE', 'ABSENT'))
            WHERE s.session_id = ANY (?)
            """;

    private final Statements statements;
    private final AttendanceSettings settings;

    Sessions(Statements statements, AttendanceSettings settings) {
        this.statements = statements;
        this.settings = settings;
    }

    /** Enters sessions as they are now, each once. */
    @Transactional(TxType.MANDATORY)
    void replace(Collection<TimetableSession> sessions, Instant now) {
        statements.execute(REPLACE, statement -> {
            var connection = statement.getConnection();
            statement.setArray(1, texts(connection, sessions, TimetableSession::sessionId));
            statement.setArray(2, texts(connection, sessions, TimetableSession::moduleCode));
            statement.setArray(3, texts(connection, sessions, TimetableSession::title));
            statement.setArray(
                    4, texts(connection, sessions, session -> session.activity().name()));
            statement.setArray(5, column(connection, "timestamptz", sessions, session -> kept(session.startsAt())));
            statement.setArray(6, column(connection, "timestamptz", sessions, session -> kept(session.endsAt())));
            statement.setArray(7, texts(connection, sessions, TimetableSession::room));
            statement.setArray(8, column(connection, "bool", sessions, TimetableSession::compulsory));
            statement.setArray(9, column(connection, "bool", sessions, TimetableSession::cancelled));
            statement.setObject(10, timestamp(endOfThoseDue(now)));
            statement.setObject(11, timestamp(endOfThoseDue(now)));
        });
        remember(sessions.stream().map(TimetableSession::sessionId).toList(), now);
    }

    private void remember(Collection<String> sessionIds, Instant now) {
        statements.execute(REMEMBER, statement -> {
            statement.setObject(1, timestamp(now));
            statement.setArray(2, texts(statement.getConnection(), sessionIds, session -> session));
        });
    }

    /**
     * Enters sessions that a file tells of and nobody has told of before, each once, and expects these students at them;
     * where the timetable has told of a session, it alone says who is expected.
     */
    @Transactional(TxType.MANDATORY)
    public void enterImported(Collection<TimetableSession> sessions, Set<RecordKey> named, Instant now) {
        statements.execute(IMPORT, statement -> {
            var connection = statement.getConnection();
            statement.setArray(1, texts(connection, sessions, TimetableSession::sessionId));
            statement.setArray(2, texts(connection, sessions, TimetableSession::moduleCode));
            statement.setArray(3, texts(connection, sessions, TimetableSession::title));
            statement.setArray(
                    4, texts(connection, sessions, session -> session.activity().name()));
            statement.setArray(5, column(connection, "timestamptz", sessions, session -> kept(session.startsAt())));
            statement.setArray(6, column(connection, "timestamptz", sessions, session -> kept(session.endsAt())));
            statement.setArray(7, column(connection, "bool", sessions, TimetableSession::compulsory));
        });
        remember(sessions.stream().map(TimetableSession::sessionId).toList(), now);
        statements.execute(ADD_IMPORTED, statement -> setKeys(statement, named));
    }

    /** Cancels sessions that were taken out of the timetable. */
    @Transactional(TxType.MANDATORY)
    void withdraw(Collection<String> sessionIds) {
        statements.execute(
                WITHDRAW,
                statement -> statement.setArray(1, texts(statement.getConnection(), sessionIds, session -> session)));
    }

    /**
     * Gives every student whom these sessions name a record, and has the records of all whom they ever named follow their
     * session.
     *
     * @param named those whom they name now; whoever is not among them is expected no longer
     * @return where and when the students were expected, and where and when they are now, as far as that has changed
     */
    @Transactional(TxType.MANDATORY)
    List<Slot> expect(Collection<String> sessionIds, Set<RecordKey> named) {
        var added = slots(ADD_NAMED, statement -> setKeys(statement, named));
        var followed = slots(FOLLOW, statement -> {
            setKeys(statement, named);
            statement.setArray(3, texts(statement.getConnection(), sessionIds, session -> session));
        });
        return Stream.concat(added, followed).toList();
    }

    /** The records of all whom these sessions ever named. */
    @Transactional(TxType.MANDATORY)
    Set<RecordKey> records(Collection<String> sessionIds) {
        return keys("SELECT student_id, session_id FROM attendance_record WHERE session_id = ANY (?)", sessionIds);
    }

    /** The records of these sessions for which there is no evidence yet. */
    @Transactional(TxType.MANDATORY)
    TreeSet<RecordKey> withoutEvidence(Collection<String> sessionIds) {
        return keys(
                "SELECT student_id, session_id FROM record_now WHERE session_id = ANY (?) AND status = 'EXPECTED'",
                sessionIds);
    }

    /** Takes sessions that are to be closed now, passing over those that another instance is closing. */
    @Transactional(TxType.MANDATORY)
    List<String> takeDue(Instant now) {
        return statements.list(
                DUE,
                statement -> {
                    statement.setObject(1, timestamp(endOfThoseDue(now)));
                    statement.setInt(2, settings.closedAtOnce());
                },
                row -> row.getString("session_id"));
    }

    /** Closes sessions, and writes down whether anybody's attendance was recorded by now. */
    @Transactional(TxType.MANDATORY)
    void close(Collection<String> sessionIds, Instant now) {
        statements.execute(CLOSE, statement -> {
            statement.setObject(1, timestamp(now));
            statement.setArray(2, texts(statement.getConnection(), sessionIds, session -> session));
        });
    }

    /** Whether the timetable ever had such a session. */
    boolean isKnown(String sessionId) {
        return statements
                .list(
                        "SELECT EXISTS (SELECT FROM session WHERE session_id = ?)",
                        statement -> statement.setString(1, sessionId),
                        row -> row.getBoolean(1))
                .getFirst();
    }

    /** When the next session is to be closed. */
    @Nullable
    Instant nextDue() {
        var ends = statements
                .list(
                        "SELECT min(ends_at) AS ends_at FROM session WHERE closed_at IS NULL AND NOT cancelled",
                        _ -> {},
                        row -> Optional.ofNullable(optionalInstant(row, "ends_at")))
                .getFirst();
        return ends.map(end -> end.plus(settings.closesAfter())).orElse(null);
    }

    private Instant endOfThoseDue(Instant now) {
        return now.minus(settings.closesAfter());
    }

    private TreeSet<RecordKey> keys(String sql, Collection<String> sessionIds) {
        return new TreeSet<>(statements.list(
                sql,
                statement -> statement.setArray(1, texts(statement.getConnection(), sessionIds, session -> session)),
                RecordKey::from));
    }

    private Stream<Slot> slots(String sql, Statements.Parameters parameters) {
        return statements.list(sql, parameters, row -> List.of(slot(row, "old_"), slot(row, "new_"))).stream()
                .flatMap(List::stream)
                .flatMap(Optional::stream)
                .distinct();
    }

    /** Where there is no room, nobody can swipe. */
    private static Optional<Slot> slot(ResultSet row, String prefix) throws SQLException {
        var room = row.getString(prefix + "room");
        return room == null
                ? Optional.empty()
                : Optional.of(new Slot(
                        RecordKey.from(row),
                        room,
                        instant(row, prefix + "starts_at"),
                        instant(row, prefix + "ends_at")));
    }

    private static void setKeys(PreparedStatement statement, Collection<RecordKey> keys) throws SQLException {
        statement.setArray(1, texts(statement.getConnection(), keys, RecordKey::studentId));
        statement.setArray(2, texts(statement.getConnection(), keys, RecordKey::sessionId));
    }
}
