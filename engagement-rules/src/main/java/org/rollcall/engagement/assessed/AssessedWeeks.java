package org.rollcall.engagement.assessed;

import static org.rollcall.chassis.database.Columns.texts;
import static org.rollcall.chassis.database.Sql.column;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.rollcall.chassis.database.Columns;
import org.rollcall.chassis.database.Statements;
import org.rollcall.contracts.WeekAssessed;
import org.rollcall.contracts.WeekAssessed.Outcome;
import org.rollcall.engagement.assessment.AcademicYear;
import org.rollcall.engagement.week.Period;

/** What was said last of every student's weeks, in the very form in which it was said. */
@ApplicationScoped
public class AssessedWeeks {

    private static final String OF_PERIODS = """
            SELECT student_id, week_starting, programme_code, outcome, required, attended, late, excused, unrecorded, run,
                policy_version, revision
            FROM unnest(?::text[], ?::date[], ?::date[]) AS period (student_id, first, last)
            JOIN assessed_week USING (student_id)
            WHERE week_starting BETWEEN period.first AND period.last
            ORDER BY student_id, week_starting
            """;

    private static final String SAVE = """
            INSERT INTO assessed_week (student_id, week_starting, programme_code, outcome, required, attended, late, excused,
                unrecorded, run, policy_version, revision)
            SELECT student_id, @week_starting@, programme_code, outcome, required, attended, late, excused, unrecorded, run,
                policy_version, revision
            FROM unnest(?::text[], ?::integer[], ?::text[], ?::text[], ?::integer[], ?::integer[], ?::integer[], ?::integer[],
                    ?::integer[], ?::integer[], ?::text[], ?::integer[])
                AS new (student_id, week_starting, programme_code, outcome, required, attended, late, excused, unrecorded,
                    run, policy_version, revision)
            ON CONFLICT (student_id, week_starting) DO UPDATE
                SET programme_code = excluded.programme_code, outcome = excluded.outcome, required = excluded.required,
                    attended = excluded.attended, late = excluded.late, excused = excluded.excused,
                    unrecorded = excluded.unrecorded, run = excluded.run, policy_version = excluded.policy_version,
                    revision = excluded.revision
            """.replace("@week_starting@", Columns.DAY.formatted("week_starting"));

    private final Statements statements;

    AssessedWeeks(Statements statements) {
        this.statements = statements;
    }

    /** The weeks of each period, in order. */
    public Map<String, List<WeekAssessed>> of(Collection<Period> periods) {
        return statements.listByKey(
                OF_PERIODS,
                statement -> {
                    var connection = statement.getConnection();
                    statement.setArray(1, texts(connection, periods, Period::studentId));
                    statement.setArray(2, column(connection, "date", periods, Period::from));
                    statement.setArray(3, column(connection, "date", periods, Period::to));
                },
                AssessedWeeks::week);
    }

    /** Keeps what is said from now on. */
    @Transactional(TxType.MANDATORY)
    public void save(List<WeekAssessed> weeks) {
        if (weeks.isEmpty()) {
            return;
        }
        statements.update(SAVE, statement -> {
            var connection = statement.getConnection();
            statement.setArray(1, Columns.texts(connection, weeks, WeekAssessed::studentId));
            statement.setArray(2, Columns.days(connection, weeks, WeekAssessed::weekStarting));
            statement.setArray(3, Columns.texts(connection, weeks, WeekAssessed::programmeCode));
            statement.setArray(
                    4, Columns.texts(connection, weeks, week -> week.outcome().name()));
            statement.setArray(5, Columns.integers(connection, weeks, WeekAssessed::required));
            statement.setArray(6, Columns.integers(connection, weeks, WeekAssessed::attended));
            statement.setArray(7, Columns.integers(connection, weeks, WeekAssessed::late));
            statement.setArray(8, Columns.integers(connection, weeks, WeekAssessed::excused));
            statement.setArray(9, Columns.integers(connection, weeks, WeekAssessed::unrecorded));
            statement.setArray(10, Columns.integers(connection, weeks, WeekAssessed::run));
            statement.setArray(11, Columns.texts(connection, weeks, WeekAssessed::policyVersion));
            statement.setArray(12, Columns.integers(connection, weeks, WeekAssessed::revision));
        });
    }

    private static WeekAssessed week(ResultSet row) throws SQLException {
        var monday = row.getObject("week_starting", LocalDate.class);
        return new WeekAssessed(
                row.getString("student_id"),
                row.getString("programme_code"),
                AcademicYear.of(monday).toString(),
                monday,
                Outcome.valueOf(row.getString("outcome")),
                row.getInt("required"),
                row.getInt("attended"),
                row.getInt("late"),
                row.getInt("excused"),
                row.getInt("unrecorded"),
                row.getInt("run"),
                row.getString("policy_version"),
                row.getInt("revision"));
    }
}
