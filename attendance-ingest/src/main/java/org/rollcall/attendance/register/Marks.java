package org.rollcall.attendance.register;

import static org.rollcall.chassis.database.Sql.column;
import static org.rollcall.chassis.database.Sql.texts;
import static org.rollcall.chassis.database.Sql.timestamp;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.rollcall.attendance.sql.Statements;

/** All marks that were ever given, whether the session names the student or not. */
@ApplicationScoped
public class Marks {

    /** In the order of the key, so that no two transactions wait for each other's. */
    private static final String TAKE = """
            INSERT INTO mark (student_id, session_id, taken_at, mark, taken_by, received_at, matched)
            SELECT m.student_id, m.session_id, m.taken_at, m.mark, m.taken_by, ?, coalesce(r.named, false)
            FROM unnest(?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::text[])
                AS m (student_id, session_id, taken_at, mark, taken_by)
            LEFT JOIN attendance_record r USING (student_id, session_id)
            ORDER BY m.student_id, m.session_id, m.taken_at, m.mark, m.taken_by
            ON CONFLICT DO NOTHING
            RETURNING matched
            """;

    private static final String MATCH_AGAIN = """
            UPDATE mark m
            SET matched = r.named
            FROM attendance_record r
            WHERE r.session_id = ANY (?)
                AND m.student_id = r.student_id AND m.session_id = r.session_id AND m.matched <> r.named
            """;

    private final Statements statements;

    Marks(Statements statements) {
        this.statements = statements;
    }

    /**
     * Keeps the marks, each once.
     *
     * @return for each that is new, whether the session names the student
     */
    @Transactional(TxType.MANDATORY)
    List<Boolean> take(List<Marked> marks, Instant now) {
        return statements.list(
                TAKE,
                statement -> {
                    var connection = statement.getConnection();
                    statement.setObject(1, timestamp(now));
                    statement.setArray(
                            2, texts(connection, marks, mark -> mark.key().studentId()));
                    statement.setArray(
                            3, texts(connection, marks, mark -> mark.key().sessionId()));
                    statement.setArray(4, column(connection, "timestamptz", marks, Marked::takenAt));
                    statement.setArray(
                            5, texts(connection, marks, mark -> mark.mark().name()));
                    statement.setArray(6, texts(connection, marks, Marked::takenBy));
                },
                row -> row.getBoolean("matched"));
    }

    /** Looks again which marks of these sessions are for a student whom the session names. */
    @Transactional(TxType.MANDATORY)
    public void matchAgainAt(Collection<String> sessionIds) {
        statements.execute(
                MATCH_AGAIN,
                statement -> statement.setArray(1, texts(statement.getConnection(), sessionIds, session -> session)));
    }
}
