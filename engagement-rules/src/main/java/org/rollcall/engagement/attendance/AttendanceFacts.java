package org.rollcall.engagement.attendance;

import static org.rollcall.chassis.database.Columns.texts;
import static org.rollcall.chassis.database.Sql.column;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.rollcall.chassis.database.Columns;
import org.rollcall.chassis.database.Statements;
import org.rollcall.chassis.event.Delivery;
import org.rollcall.chassis.event.Publication;
import org.rollcall.chassis.time.AcademicCalendar;
import org.rollcall.contracts.Activity;
import org.rollcall.contracts.AttendanceRecord;
import org.rollcall.engagement.assessment.Session;
import org.rollcall.engagement.due.DueStudents;
import org.rollcall.engagement.due.FactLock;
import org.rollcall.engagement.week.Period;
import org.rollcall.engagement.week.Weeks;

/**
 * What is known of every student at every session. This is the hot path: a batch of records is one statement, which
 * stores those of a higher revision and marks whoever had a closed week changed by it.
 */
@ApplicationScoped
public class AttendanceFacts {

    /**
     * A session that moved from one week to another changes both, so the earlier counts. Only what the timetable says of
     * a session tells a change of the timetable from a correction of the attendance.
     */
    private static final String STORE = """
            WITH stored AS (
                INSERT INTO attendance_fact AS fact (student_id, session_id, module_code, activity, starts_at,
                    week_starting, compulsory, status, revision)
                SELECT student_id, session_id, module_code, activity, @starts_at@, @week_starting@, compulsory, status, revision
                FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::integer[], ?::boolean[], ?::text[],
                        ?::integer[])
                    AS new (student_id, session_id, module_code, activity, starts_at, week_starting, compulsory, status,
                        revision)
                ORDER BY session_id COLLATE "C", student_id COLLATE "C"
                ON CONFLICT (session_id, student_id) DO UPDATE
                    SET module_code = excluded.module_code, activity = excluded.activity,
                        starts_at = excluded.starts_at, week_starting = excluded.week_starting,
                        compulsory = excluded.compulsory, status = excluded.status, revision = excluded.revision
                    WHERE excluded.revision > fact.revision
                RETURNING new.student_id, least(old.week_starting, new.week_starting) AS since,
                    CASE WHEN old.starts_at <> new.starts_at
                            OR old.compulsory <> new.compulsory
                            OR (old.status = 'CANCELLED') <> (new.status = 'CANCELLED')
                        THEN 'TIMETABLE_CHANGED' ELSE 'ATTENDANCE_CORRECTED' END AS reason)
            INSERT INTO assessment_due (student_id, since, reason)
            SELECT student_id, min(since), min(reason)
            FROM stored
            WHERE since <= (SELECT max(week_starting) FROM closed_week)
            GROUP BY student_id
            ORDER BY student_id
            """.replace("@starts_at@", Columns.INSTANT.formatted("starts_at"))
                    .replace("@week_starting@", Columns.DAY.formatted("week_starting"))
            + DueStudents.MERGE;

    private static final String OF_PERIODS = """
            SELECT student_id, session_id, date_part('epoch', starts_at) AS starts_at, compulsory, status, revision
            FROM unnest(?::text[], ?::date[], ?::date[]) AS period (student_id, first, last)
            JOIN attendance_fact USING (student_id)
            WHERE week_starting BETWEEN period.first AND period.last
            """;

    private static final String OF_WEEK = """
            SELECT student_id, session_id, date_part('epoch', starts_at) AS starts_at, compulsory, status, revision
            FROM attendance_fact WHERE week_starting = ? AND student_id = ANY (?)
            """;

    private static final String TEACHING = """
            SELECT session_id, module_code, activity FROM attendance_fact WHERE student_id = ? AND session_id = ANY (?)
            """;

    private final FactLock lock;
    private final Weeks weeks;
    private final Statements statements;

    AttendanceFacts(FactLock lock, Weeks weeks, Statements statements) {
        this.lock = lock;
        this.weeks = weeks;
        this.statements = statements;
    }

    /** Takes the records of a batch; nothing is to be said of them. */
    @Transactional(TxType.MANDATORY)
    List<Publication> take(List<Delivery<AttendanceRecord>> deliveries) {
        store(highest(deliveries));
        return List.of();
    }

    /** The sessions of each period's student in its weeks. */
    @Transactional(TxType.MANDATORY)
    public Map<String, List<Session>> sessions(Collection<Period> periods) {
        return statements.listByKey(
                OF_PERIODS,
                statement -> {
                    var connection = statement.getConnection();
                    statement.setArray(1, texts(connection, periods, Period::studentId));
                    statement.setArray(2, column(connection, "date", periods, Period::from));
                    statement.setArray(3, column(connection, "date", periods, Period::to));
                },
                AttendanceFacts::session);
    }

    /** The sessions of these students in one week. */
    @Transactional(TxType.MANDATORY)
    public Map<String, List<Session>> sessions(LocalDate monday, Collection<String> studentIds) {
        return statements.listByKey(
                OF_WEEK,
                statement -> {
                    statement.setObject(1, monday);
                    statement.setArray(2, texts(statement.getConnection(), studentIds, id -> id));
                },
                AttendanceFacts::session);
    }

    /** What is taught in these sessions of a student, by their ids. */
    public Map<String, Teaching> teaching(String studentId, Collection<String> sessionIds) {
        return statements
                .list(
                        TEACHING,
                        statement -> {
                            statement.setString(1, studentId);
                            statement.setArray(2, texts(statement.getConnection(), sessionIds, id -> id));
                        },
                        row -> Map.entry(
                                row.getString("session_id"),
                                new Teaching(
                                        row.getString("module_code"), Activity.valueOf(row.getString("activity")))))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** One record for each student and session: a statement cannot change a row twice. */
    private static Collection<AttendanceRecord> highest(List<Delivery<AttendanceRecord>> deliveries) {
        return deliveries.stream()
                .map(Delivery::event)
                .collect(Collectors.toMap(
                        Key::of,
                        record -> record,
                        BinaryOperator.maxBy(Comparator.comparingInt(AttendanceRecord::revision)),
                        () -> new HashMap<>(deliveries.size() * 2)))
                .values();
    }

    private void store(Collection<AttendanceRecord> records) {
        lock.toStoreFacts();
        // A batch has thousands of records, and a few dozen times at which their sessions begin.
        var mondays = new HashMap<Instant, LocalDate>();
        Function<AttendanceRecord, LocalDate> week =
                record -> mondays.computeIfAbsent(record.startsAt(), AcademicCalendar::weekOf);
        weeks.taught(records.stream().map(week).collect(Collectors.toSet()));
        statements.update(STORE, statement -> {
            var connection = statement.getConnection();
            statement.setArray(1, Columns.texts(connection, records, AttendanceRecord::studentId));
            statement.setArray(2, Columns.texts(connection, records, AttendanceRecord::sessionId));
            statement.setArray(3, Columns.texts(connection, records, AttendanceRecord::moduleCode));
            statement.setArray(
                    4,
                    Columns.texts(
                            connection, records, record -> record.activity().name()));
            statement.setArray(5, Columns.instants(connection, records, AttendanceRecord::startsAt));
            statement.setArray(6, Columns.days(connection, records, week));
            statement.setArray(7, Columns.booleans(connection, records, AttendanceRecord::compulsory));
            statement.setArray(
                    8,
                    Columns.texts(connection, records, record -> record.status().name()));
            statement.setArray(9, Columns.integers(connection, records, AttendanceRecord::revision));
        });
    }

    private static Session session(ResultSet row) throws SQLException {
        return new Session(
                row.getString(2),
                Columns.instant(row.getDouble(3)),
                row.getBoolean(4),
                Session.Status.valueOf(row.getString(5)),
                row.getInt(6));
    }

    /** What a session is of. */
    public record Teaching(String moduleCode, Activity activity) {}

    private record Key(String studentId, String sessionId) {

        static Key of(AttendanceRecord record) {
            return new Key(record.studentId(), record.sessionId());
        }
    }
}
