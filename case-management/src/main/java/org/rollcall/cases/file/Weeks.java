package org.rollcall.cases.file;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.rollcall.cases.life.StudentId;
import org.rollcall.cases.life.Week;
import org.rollcall.chassis.database.Columns;
import org.rollcall.chassis.database.Sql;
import org.rollcall.contracts.WeekAssessed;

/** Every student's assessed weeks: tens of thousands come at once when a week closes, so they are stored as a set. */
@ApplicationScoped
class Weeks {

    private final DataSource database;

    Weeks(DataSource database) {
        this.database = database;
    }

    /** Keeps the highest revision of each week. */
    @Transactional(TxType.MANDATORY)
    void keep(Collection<WeekAssessed> assessed) {
        var highest = assessed.stream()
                .collect(Collectors.toMap(
                        week -> List.of(week.studentId(), week.weekStarting()),
                        week -> week,
                        BinaryOperator.maxBy(Comparator.comparing(WeekAssessed::revision))))
                .values();
        try (var connection = database.getConnection();
                var upsert = connection.prepareStatement("""
                        INSERT INTO weeks (student_id, week_starting, attended, missed, revision)
                        SELECT * FROM unnest(?::text[], ?::date[], ?::boolean[], ?::boolean[], ?::integer[])
                        ORDER BY 1, 2
                        ON CONFLICT (student_id, week_starting) DO UPDATE
                        SET attended = excluded.attended, missed = excluded.missed, revision = excluded.revision
                        WHERE weeks.revision < excluded.revision
                        """)) {
            upsert.setArray(1, Columns.texts(connection, highest, WeekAssessed::studentId));
            upsert.setArray(2, Sql.column(connection, "date", highest, WeekAssessed::weekStarting));
            upsert.setArray(
                    3, Sql.column(connection, "boolean", highest, week -> outcome(week) == Week.Outcome.ATTENDED));
            upsert.setArray(
                    4, Sql.column(connection, "boolean", highest, week -> outcome(week) == Week.Outcome.MISSED));
            upsert.setArray(5, Sql.column(connection, "integer", highest, WeekAssessed::revision));
            upsert.executeUpdate();
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    /**
     * The weeks of these students, by student and Monday. Joined and not compared with an array: on a table that has
     * just been filled the planner would read all of it and compare every row with every student.
     */
    @Transactional(TxType.MANDATORY)
    Map<StudentId, Map<LocalDate, Week>> of(Collection<String> students) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("""
                        SELECT student_id, week_starting, attended, missed, revision
                        FROM unnest(?::text[]) AS asked (student_id) JOIN weeks USING (student_id)
                        """)) {
            select.setArray(1, Columns.texts(connection, students, id -> id));
            try (var rows = select.executeQuery()) {
                var weeks = new HashMap<StudentId, Map<LocalDate, Week>>();
                while (rows.next()) {
                    var starting = rows.getObject(2, LocalDate.class);
                    weeks.computeIfAbsent(new StudentId(rows.getString(1)), student -> new HashMap<>())
                            .put(
                                    starting,
                                    new Week(
                                            starting, outcome(rows.getBoolean(3), rows.getBoolean(4)), rows.getInt(5)));
                }
                return weeks;
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    private static Week.Outcome outcome(boolean attended, boolean missed) {
        if (attended) {
            return Week.Outcome.ATTENDED;
        }
        return missed ? Week.Outcome.MISSED : Week.Outcome.OTHER;
    }

    static Week.Outcome outcome(WeekAssessed week) {
        return switch (week.outcome()) {
            case ATTENDED -> Week.Outcome.ATTENDED;
            case MISSED -> Week.Outcome.MISSED;
            case UNKNOWN, EXCUSED, NOT_MONITORED -> Week.Outcome.OTHER;
        };
    }
}
