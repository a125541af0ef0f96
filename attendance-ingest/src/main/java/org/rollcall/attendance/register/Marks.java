package org.rollcall.attendance.register;

import static org.rollcall.chassis.database.Columns.texts;
import static org.rollcall.chassis.database.Sql.column;
import static org.rollcall.chassis.database.Sql.timestamp;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.rollcall.attendance.account.Outcome;
import org.rollcall.chassis.database.Statements;

/** All marks that were ever given, whether the session names the student or not. */
@ApplicationScoped
public class Marks {

    /**
     * In the order of the key, so that no two transactions wait for each other's. Which are new is asked with IN, which is
     * looked up in a hash table however many there are.
     */
    private static final String TAKE = """
            WITH given AS (
                SELECT m.*, coalesce(r.named, false) AS matched
                FROM unnest(?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::text[], ?::text[])
                    WITH ORDINALITY AS m (student_id, session_id, taken_at, mark, source, taken_by, position)
                LEFT JOIN attendance_record r USING (student_id, session_id)
            ), taken AS (
                INSERT INTO mark (student_id, session_id, taken_at, mark, source, taken_by, received_at, matched)
                SELECT student_id, session_id, taken_at, mark, source, taken_by, ?, matched
                FROM given
                ORDER BY student_id, session_id, taken_at, mark, source, taken_by
                ON CONFLICT DO NOTHING
                RETURNING student_id, session_id, taken_at, mark, source, taken_by
            )
            SELECT matched,
                (student_id, session_id, taken_at, mark, source, taken_by) IN (SELECT * FROM taken) AS is_new
            FROM given
            ORDER BY position
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
     * Keeps the marks.
     *
     * @param marks each once
     * @return what became of each, in their order
     */
    @Transactional(TxType.MANDATORY)
    public List<Outcome> take(Collection<Marked> marks, Instant now) {
        return statements.list(
                TAKE,
                statement -> {
                    var connection = statement.getConnection();
                    statement.setArray(
                            1, texts(connection, marks, mark -> mark.key().studentId()));
                    statement.setArray(
                            2, texts(connection, marks, mark -> mark.key().sessionId()));
                    statement.setArray(3, column(connection, "timestamptz", marks, Marked::takenAt));
                    statement.setArray(
                            4, texts(connection, marks, mark -> mark.mark().name()));
                    statement.setArray(
                            5, texts(connection, marks, mark -> mark.source().name()));
                    statement.setArray(6, texts(connection, marks, Marked::takenBy));
                    statement.setObject(7, timestamp(now));
                },
                row -> {
                    if (!row.getBoolean("is_new")) {
                        return Outcome.REPEATED;
                    }
                    return row.getBoolean("matched") ? Outcome.TAKEN : Outcome.UNMATCHED;
                });
    }

    /** Looks again which marks of these sessions are for a student whom the session names. */
    @Transactional(TxType.MANDATORY)
    public void matchAgainAt(Collection<String> sessionIds) {
        statements.execute(
                MATCH_AGAIN,
                statement -> statement.setArray(1, texts(statement.getConnection(), sessionIds, session -> session)));
    }
}
