package org.rollcall.engagement.assessed;

import static org.rollcall.chassis.database.Columns.texts;
import static org.rollcall.chassis.database.Sql.column;
import static org.rollcall.chassis.database.Statements.instant;
import static org.rollcall.chassis.database.Statements.optionalInstant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.database.Sql;
import org.rollcall.chassis.database.Statements;
import org.rollcall.contracts.ThresholdEvent;
import org.rollcall.contracts.ThresholdEvent.Action;
import org.rollcall.contracts.ThresholdReached;
import org.rollcall.contracts.ThresholdRescinded;
import org.rollcall.contracts.ThresholdRescinded.Reason;
import org.rollcall.engagement.assessment.AcademicYear;
import org.rollcall.engagement.week.Period;

/** What was said last of every raise, in the very form in which it was said: that it was reached, or rescinded. */
@ApplicationScoped
public class Raises {

    private static final String COLUMNS = """
            SELECT student_id, as_of_week, step, threshold_id, programme_code, clause, action, missed_weeks, policy_version,
                raised_at, rescinded_at, reason, revision
            """;

    private static final String OF_ID = COLUMNS + "FROM raise WHERE threshold_id = ?";

    private static final String OF_PERIODS = COLUMNS + """
            FROM unnest(?::text[], ?::date[], ?::date[]) AS period (student_id, first, last)
            JOIN raise USING (student_id)
            WHERE as_of_week BETWEEN period.first AND period.last
            ORDER BY student_id, as_of_week
            """;

    /** An array of arrays would have to be rectangular, so the missed weeks come as the text of an array. */
    private static final String SAVE = """
            INSERT INTO raise (student_id, as_of_week, step, threshold_id, programme_code, clause, action, missed_weeks,
                policy_version, raised_at, rescinded_at, reason, revision)
            SELECT student_id, as_of_week, step, threshold_id, programme_code, clause, action, missed_weeks::date[],
                policy_version, raised_at, rescinded_at, reason, revision
            FROM unnest(?::text[], ?::date[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                    ?::timestamptz[], ?::timestamptz[], ?::text[], ?::integer[])
                AS new (student_id, as_of_week, step, threshold_id, programme_code, clause, action, missed_weeks,
                    policy_version, raised_at, rescinded_at, reason, revision)
            ON CONFLICT (student_id, as_of_week, step) DO UPDATE
                SET programme_code = excluded.programme_code, clause = excluded.clause, action = excluded.action,
                    missed_weeks = excluded.missed_weeks, policy_version = excluded.policy_version,
                    rescinded_at = excluded.rescinded_at, reason = excluded.reason, revision = excluded.revision
            """;

    private final Statements statements;

    Raises(Statements statements) {
        this.statements = statements;
    }

    /** What was raised as of the weeks of each period, in their order. */
    public Map<String, List<ThresholdEvent>> of(Collection<Period> periods) {
        return statements.listByKey(
                OF_PERIODS,
                statement -> {
                    var connection = statement.getConnection();
                    statement.setArray(1, texts(connection, periods, Period::studentId));
                    statement.setArray(2, column(connection, "date", periods, Period::from));
                    statement.setArray(3, column(connection, "date", periods, Period::to));
                },
                Raises::raise);
    }

    /** The raise with this id, as it stands. */
    public Optional<ThresholdEvent> of(String thresholdId) {
        return statements.list(OF_ID, statement -> statement.setString(1, thresholdId), Raises::raise).stream()
                .findFirst();
    }

    /** Keeps what is said from now on. */
    @Transactional(TxType.MANDATORY)
    public void save(List<ThresholdEvent> raises) {
        if (raises.isEmpty()) {
            return;
        }
        statements.update(SAVE, statement -> {
            var connection = statement.getConnection();
            statement.setArray(1, texts(connection, raises, ThresholdEvent::studentId));
            statement.setArray(2, column(connection, "date", raises, ThresholdEvent::asOfWeek));
            statement.setArray(3, texts(connection, raises, ThresholdEvent::step));
            statement.setArray(4, texts(connection, raises, ThresholdEvent::thresholdId));
            statement.setArray(5, texts(connection, raises, ThresholdEvent::programmeCode));
            statement.setArray(6, texts(connection, raises, ThresholdEvent::clause));
            statement.setArray(
                    7, texts(connection, raises, raise -> raise.action().name()));
            statement.setArray(8, texts(connection, raises, Raises::missedWeeks));
            statement.setArray(9, texts(connection, raises, ThresholdEvent::policyVersion));
            statement.setArray(10, column(connection, "timestamptz", raises, raise -> Sql.timestamp(raise.raisedAt())));
            statement.setArray(11, column(connection, "timestamptz", raises, Raises::rescindedAt));
            statement.setArray(12, texts(connection, raises, Raises::reason));
            statement.setArray(13, column(connection, "integer", raises, ThresholdEvent::revision));
        });
    }

    private static String missedWeeks(ThresholdEvent raise) {
        return raise.missedWeeks().stream().map(LocalDate::toString).collect(Collectors.joining(",", "{", "}"));
    }

    private static @Nullable Object rescindedAt(ThresholdEvent raise) {
        return switch (raise) {
            case ThresholdReached _ -> null;
            case ThresholdRescinded rescinded -> Sql.timestamp(rescinded.rescindedAt());
        };
    }

    private static @Nullable String reason(ThresholdEvent raise) {
        return switch (raise) {
            case ThresholdReached _ -> null;
            case ThresholdRescinded rescinded -> rescinded.reason().name();
        };
    }

    private static ThresholdEvent raise(ResultSet row) throws SQLException {
        var asOfWeek = row.getObject("as_of_week", LocalDate.class);
        var reached = new ThresholdReached(
                row.getString("threshold_id"),
                row.getString("student_id"),
                row.getString("programme_code"),
                AcademicYear.of(asOfWeek).toString(),
                row.getString("step"),
                row.getString("clause"),
                Action.valueOf(row.getString("action")),
                asOfWeek,
                Stream.of((Date[]) row.getArray("missed_weeks").getArray())
                        .map(Date::toLocalDate)
                        .toList(),
                row.getString("policy_version"),
                instant(row, "raised_at"),
                row.getInt("revision"));
        var rescindedAt = optionalInstant(row, "rescinded_at");
        return rescindedAt == null
                ? reached
                : new ThresholdRescinded(
                        reached.thresholdId(),
                        reached.studentId(),
                        reached.programmeCode(),
                        reached.academicYear(),
                        reached.step(),
                        reached.clause(),
                        reached.action(),
                        reached.asOfWeek(),
                        reached.missedWeeks(),
                        reached.policyVersion(),
                        reached.raisedAt(),
                        reached.revision(),
                        rescindedAt,
                        Reason.valueOf(row.getString("reason")));
    }
}
