package org.rollcall.engagement.explanation;

import static org.rollcall.chassis.database.Columns.texts;
import static org.rollcall.chassis.database.Sql.column;
import static org.rollcall.chassis.database.Statements.instant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.rollcall.chassis.database.Sql;
import org.rollcall.chassis.database.Statements;
import org.rollcall.contracts.ThresholdRescinded.Reason;
import org.rollcall.engagement.explanation.Word.What;

/** Every word on every raise, kept as it was said. */
@ApplicationScoped
public class Words {

    private static final TypeReference<List<ToldWeek>> TOLD_WEEKS = new TypeReference<>() {};

    private static final String KEEP = """
            INSERT INTO threshold_word (student_id, threshold_id, revision, event_id, what, reason, said_at, policy_version,
                weeks)
            SELECT student_id, threshold_id, revision, event_id, what, reason, said_at, policy_version, weeks::jsonb
            FROM unnest(?::text[], ?::text[], ?::integer[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::text[],
                    ?::text[])
                AS new (student_id, threshold_id, revision, event_id, what, reason, said_at, policy_version, weeks)
            """;

    private static final String ON_RAISE = """
            SELECT student_id, threshold_id, revision, what, reason, said_at, policy_version, weeks
            FROM threshold_word WHERE student_id = ? AND threshold_id = ? ORDER BY revision
            """;

    private final Statements statements;
    private final ObjectMapper json;

    Words(Statements statements, ObjectMapper json) {
        this.statements = statements;
        this.json = json;
    }

    /**
     * A word that is said, and the event that says it.
     *
     * @param eventId whatever the event causes names this id
     */
    public record Said(String eventId, Word word) {}

    /** Keeps what is said from now on. */
    @Transactional(TxType.MANDATORY)
    public void keep(List<Said> said) {
        if (said.isEmpty()) {
            return;
        }
        statements.update(KEEP, statement -> {
            var connection = statement.getConnection();
            statement.setArray(1, texts(connection, said, each -> each.word().studentId()));
            statement.setArray(2, texts(connection, said, each -> each.word().thresholdId()));
            statement.setArray(
                    3, column(connection, "integer", said, each -> each.word().revision()));
            statement.setArray(4, texts(connection, said, Said::eventId));
            statement.setArray(
                    5, texts(connection, said, each -> each.word().what().name()));
            statement.setArray(6, texts(connection, said, each -> {
                var reason = each.word().reason();
                return reason == null ? null : reason.name();
            }));
            statement.setArray(
                    7,
                    column(
                            connection,
                            "timestamptz",
                            said,
                            each -> Sql.timestamp(each.word().saidAt())));
            statement.setArray(8, texts(connection, said, each -> each.word().policyVersion()));
            statement.setArray(
                    9, texts(connection, said, each -> write(each.word().weeks())));
        });
    }

    /** The words on a raise, in the order in which they were said. */
    List<Word> on(String studentId, String thresholdId) {
        return statements.list(
                ON_RAISE,
                statement -> {
                    statement.setString(1, studentId);
                    statement.setString(2, thresholdId);
                },
                this::word);
    }

    private Word word(ResultSet row) throws SQLException {
        var reason = row.getString("reason");
        return new Word(
                row.getString("student_id"),
                row.getString("threshold_id"),
                row.getInt("revision"),
                What.valueOf(row.getString("what")),
                reason == null ? null : Reason.valueOf(reason),
                instant(row, "said_at"),
                row.getString("policy_version"),
                read(row.getString("weeks")));
    }

    private String write(List<ToldWeek> weeks) {
        try {
            return json.writeValueAsString(weeks);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<ToldWeek> read(String weeks) {
        try {
            return json.readValue(weeks, TOLD_WEEKS);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
