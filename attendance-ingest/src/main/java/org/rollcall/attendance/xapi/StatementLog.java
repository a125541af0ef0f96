package org.rollcall.attendance.xapi;

import static org.rollcall.chassis.database.Columns.kept;
import static org.rollcall.chassis.database.Sql.timestamp;
import static org.rollcall.chassis.database.Statements.instant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.rollcall.attendance.xapi.Attended.Place;
import org.rollcall.chassis.database.Statements;

/**
 * The revisions that make statements, in the order in which they became known, and how far each store has been told. A
 * revision is only read when nothing can be added before it any more: every transaction that could has ended.
 */
@ApplicationScoped
class StatementLog {

    private static final String AFTER = """
            SELECT line.student_id, line.session_id, line.revision, line.module_code, line.activity, line.starts_at,
                line.ends_at, line.compulsory, line.status, coalesce(line.received_at, line.changed_at) AS submitted_at,
                line.changed_at, line.place
            FROM (
                SELECT session_no, student_id, revision
                FROM record_history
                WHERE status IN ('PRESENT', 'LATE', 'ABSENT')
                    AND place < (SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint)
                    AND place >= ?
                    AND (place, student_id, session_no, revision)
                        > (?, ?, coalesce((SELECT session_no FROM session WHERE session_id = ?), 0), ?)
                ORDER BY place, student_id, session_no, revision
                LIMIT ?
            ) AS next
            JOIN session s USING (session_no)
            CROSS JOIN LATERAL (
                SELECT * FROM record_line l
                WHERE l.session_id = s.session_id AND l.student_id = next.student_id AND l.revision = next.revision
                LIMIT 1
            ) AS line
            ORDER BY line.place, line.student_id, next.session_no, line.revision
            """;

    /** Times do not say in which order changes became known: the first place that is not before it all. */
    private static final String FIRST_SINCE = "SELECT min(place) AS place FROM record_history WHERE changed_at > ?";

    private static final String MOVE = """
            INSERT INTO statement_cursor AS c (store, place, student_id, session_id, revision, moved_at)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (store) DO UPDATE
            SET place = excluded.place, student_id = excluded.student_id, session_id = excluded.session_id,
                revision = excluded.revision, moved_at = excluded.moved_at
            """;

    private static final String REFUSE = """
            INSERT INTO statement_refused (store, statement_id, student_id, session_id, revision, reason, refused_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """;

    private final Statements statements;

    StatementLog(Statements statements) {
        this.statements = statements;
    }

    /** What comes after a place, up to so many. */
    List<Attended> after(Place place, int limit) {
        return statements.list(
                AFTER,
                statement -> {
                    statement.setLong(1, place.place());
                    setPlace(statement, 2, place);
                    statement.setInt(6, limit);
                },
                StatementLog::attended);
    }

    /** The place after which all stands that changed after this instant, and perhaps some of what changed before it. */
    Place before(Instant since) {
        return statements
                .list(FIRST_SINCE, statement -> statement.setObject(1, timestamp(since)), row -> {
                    var place = row.getLong("place");
                    return new Place(row.wasNull() ? Long.MAX_VALUE : place, "", "", 0);
                })
                .getFirst();
    }

    /** How far this store has been told; the beginning, where it never was. */
    Place toldTo(String store) {
        return statements
                .list(
                        "SELECT place, student_id, session_id, revision FROM statement_cursor WHERE store = ?",
                        statement -> statement.setString(1, store),
                        StatementLog::place)
                .stream()
                .findFirst()
                .orElse(Place.BEGINNING);
    }

    /** The store has all up to this place. */
    void tell(String store, Place place, Instant now) {
        statements.execute(MOVE, statement -> {
            statement.setString(1, store);
            setPlace(statement, 2, place);
            statement.setObject(6, timestamp(now));
        });
    }

    /** The store will never take this one: it is written down, and the others go on. */
    @Transactional
    void refuse(String store, Attended attended, String reason, Instant now) {
        statements.execute(REFUSE, statement -> {
            statement.setString(1, store);
            statement.setObject(2, Statement.id(attended));
            statement.setString(3, attended.studentId());
            statement.setString(4, attended.sessionId());
            statement.setInt(5, attended.revision());
            statement.setString(6, kept(reason));
            statement.setObject(7, timestamp(now));
        });
    }

    /** How many statements a store refused for good. */
    long refused(String store) {
        return statements
                .list(
                        "SELECT count(*) FROM statement_refused WHERE store = ?",
                        statement -> statement.setString(1, store),
                        row -> row.getLong(1))
                .getFirst();
    }

    private static void setPlace(PreparedStatement statement, int first, Place place) throws SQLException {
        statement.setLong(first, place.place());
        statement.setString(first + 1, place.studentId());
        statement.setString(first + 2, place.sessionId());
        statement.setInt(first + 3, place.revision());
    }

    private static Place place(ResultSet row) throws SQLException {
        return new Place(
                row.getLong("place"), row.getString("student_id"), row.getString("session_id"), row.getInt("revision"));
    }

    private static Attended attended(ResultSet row) throws SQLException {
        return new Attended(
                row.getString("student_id"),
                row.getString("session_id"),
                row.getInt("revision"),
                row.getString("module_code"),
                row.getString("activity"),
                instant(row, "starts_at"),
                instant(row, "ends_at"),
                row.getBoolean("compulsory"),
                row.getString("status"),
                instant(row, "submitted_at"),
                instant(row, "changed_at"),
                place(row));
    }
}
