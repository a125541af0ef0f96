package org.rollcall.engagement.due;

import static org.rollcall.chassis.database.Columns.texts;
import static org.rollcall.chassis.database.Sql.column;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.rollcall.chassis.database.Statements;
import org.rollcall.chassis.database.Statements.Parameters;
import org.rollcall.contracts.ThresholdRescinded.Reason;

/**
 * The students who are to be assessed: all of them when a week closes, those concerned when a fact of a closed week
 * changes.
 *
 * <p>A mark that stands already is written again, never skipped: so whoever marks a student while an assessment of them
 * is under way waits for its end and leaves a new mark, and no fact falls between the two.
 */
@ApplicationScoped
public class DueStudents {

    /**
     * How two marks become one, as the end of an {@code INSERT INTO assessment_due}: from the earlier week on, and of two
     * reasons always the same one, whichever came first; {@code least} passes over a reason that is missing.
     */
    public static final String MERGE = """
            ON CONFLICT (student_id) DO UPDATE
                SET since = least(assessment_due.since, excluded.since),
                    reason = least(assessment_due.reason, excluded.reason)
            """;

    private static final String MARK = """
            INSERT INTO assessment_due (student_id, since, reason)
            SELECT student_id, since, reason
            FROM unnest(?::text[], ?::date[], ?::text[]) AS new (student_id, since, reason)
            WHERE since < (SELECT max(week_starting) + 7 FROM closed_week)
            ORDER BY student_id COLLATE "C"
            """ + MERGE;

    /** Whoever left before the academic year began has nothing in it that could be assessed. */
    private static final String MARK_ALL = """
            INSERT INTO assessment_due (student_id, since)
            SELECT student_id, ?::date FROM student
            WHERE enrolled_from < ?::date + 7 AND (enrolled_to IS NULL OR enrolled_to >= ?::date)
            ORDER BY student_id
            """ + MERGE;

    private static final String TAKE = """
            WITH chosen AS MATERIALIZED (
                SELECT student_id FROM assessment_due
                WHERE reason IS NULL OR marked_at <= clock_timestamp() - make_interval(secs => ?)
                ORDER BY student_id LIMIT ? FOR UPDATE SKIP LOCKED)
            DELETE FROM assessment_due due USING chosen WHERE due.student_id = chosen.student_id
            RETURNING due.student_id, due.since, due.reason
            """;

    private final Statements statements;

    DueStudents(Statements statements) {
        this.statements = statements;
    }

    /** Marks each of these students, at most once each, unless the weeks that may have changed are all open. */
    @Transactional(TxType.MANDATORY)
    public void mark(Collection<Due> due) {
        if (due.isEmpty()) {
            return;
        }
        statements.update(MARK, statement -> {
            var connection = statement.getConnection();
            statement.setArray(1, texts(connection, due, Due::studentId));
            statement.setArray(2, column(connection, "date", due, Due::since));
            statement.setArray(
                    3,
                    texts(
                            connection,
                            due,
                            each -> each.reason() == null ? null : each.reason().name()));
        });
    }

    /** Marks everybody who can have anything to assess between two weeks, both included. */
    @Transactional(TxType.MANDATORY)
    public int markAll(LocalDate since, LocalDate until, LocalDate startOfYear) {
        return statements.update(MARK_ALL, statement -> {
            statement.setObject(1, since);
            statement.setObject(2, until);
            statement.setObject(3, startOfYear);
        });
    }

    /**
     * Takes some of the marks that nobody else holds; when the transaction ends otherwise than well, they stand again.
     *
     * @param pause how long, in real time, a corrected student is left alone from the first correction on
     */
    @Transactional(TxType.MANDATORY)
    public List<Due> take(int atMost, Duration pause) {
        return statements.list(
                TAKE,
                statement -> {
                    statement.setDouble(1, pause.toMillis() / 1000.0);
                    statement.setInt(2, atMost);
                },
                DueStudents::due);
    }

    /** Whether anybody is due, those included whom somebody is assessing at this moment. */
    public boolean areLeft() {
        return statements.one("SELECT EXISTS (SELECT FROM assessment_due)", Parameters.NONE, row -> row.getBoolean(1));
    }

    /** How many are due. */
    public long count() {
        return statements.one("SELECT count(*) FROM assessment_due", Parameters.NONE, row -> row.getLong(1));
    }

    private static Due due(ResultSet row) throws SQLException {
        var reason = row.getString("reason");
        return new Due(
                row.getString("student_id"),
                row.getObject("since", LocalDate.class),
                reason == null ? null : Reason.valueOf(reason));
    }
}
