package org.rollcall.notification.sessions;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Date;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import javax.sql.DataSource;
import org.rollcall.chassis.database.Columns;
import org.rollcall.chassis.database.Sql;
import org.rollcall.chassis.time.AcademicCalendar;
import org.rollcall.contracts.AbsenceAuthorisation;
import org.rollcall.contracts.AttendanceRecord;
import org.rollcall.contracts.TimetableSession;
import org.rollcall.notification.people.Latest;

/** Who was missing where, as attendance records, the timetable and authorised absences last said together. */
@ApplicationScoped
public class Attendance {

    private final DataSource database;

    Attendance(DataSource database) {
        this.database = database;
    }

    /** The sessions that each of the students missed in the weeks from the first Monday to the last, in their order. */
    public Map<String, List<MissedSession>> missed(
            Collection<String> studentIds, LocalDate firstMonday, LocalDate lastMonday) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("""
                        SELECT a.student_id, COALESCE(NULLIF(s.title, ''), a.module_code), s.room, a.starts_at, a.ends_at
                        FROM attendance a LEFT JOIN session s ON s.session_id = a.session_id
                        WHERE a.student_id = ANY (?) AND a.missed AND a.starts_at >= ? AND a.starts_at < ?
                          AND NOT EXISTS (
                              SELECT FROM authorised_absence x
                              WHERE x.student_id = a.student_id AND x.stands
                                AND CAST(a.starts_at AT TIME ZONE 'Europe/London' AS date)
                                    BETWEEN x.first_day AND x.last_day)
                        ORDER BY a.student_id, a.starts_at, a.session_id
                        """)) {
            select.setArray(1, Columns.texts(connection, studentIds, Function.identity()));
            select.setObject(2, Sql.timestamp(AcademicCalendar.startOf(firstMonday)));
            select.setObject(3, Sql.timestamp(AcademicCalendar.startOf(lastMonday.plusWeeks(1))));
            try (var found = select.executeQuery()) {
                var missed = new HashMap<String, List<MissedSession>>();
                while (found.next()) {
                    missed.computeIfAbsent(found.getString(1), student -> new ArrayList<>())
                            .add(new MissedSession(
                                    found.getString(2),
                                    found.getString(3),
                                    found.getTimestamp(4).toInstant(),
                                    found.getTimestamp(5).toInstant()));
                }
                return missed;
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    void takeSessions(Latest<TimetableSession> latest) {
        try (var connection = database.getConnection();
                var delete = connection.prepareStatement("DELETE FROM session WHERE session_id = ANY (?)");
                var upsert = connection.prepareStatement("""
                        INSERT INTO session (session_id, title, room)
                        SELECT * FROM unnest(?::text[], ?::text[], ?::text[])
                        ON CONFLICT (session_id) DO UPDATE SET title = excluded.title, room = excluded.room
                        WHERE (session.title, session.room) IS DISTINCT FROM (excluded.title, excluded.room)
                        """)) {
            delete.setArray(1, Columns.texts(connection, latest.withdrawn(), Function.identity()));
            delete.executeUpdate();
            upsert.setArray(1, Columns.texts(connection, latest.told(), TimetableSession::sessionId));
            upsert.setArray(2, Columns.texts(connection, latest.told(), TimetableSession::title));
            upsert.setArray(3, Columns.texts(connection, latest.told(), TimetableSession::room));
            upsert.executeUpdate();
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    /** Takes what is known of sessions that are over; nobody missed one that is still to come. */
    void takeRecords(Collection<AttendanceRecord> records) {
        var latest = new TreeMap<String, AttendanceRecord>();
        for (var record : records) {
            if (record.status() != AttendanceRecord.Status.EXPECTED || record.revision() > 1) {
                latest.merge(
                        record.studentId() + "\n" + record.sessionId(),
                        record,
                        (one, other) -> one.revision() >= other.revision() ? one : other);
            }
        }
        var rows = latest.values();
        try (var connection = database.getConnection();
                var upsert = connection.prepareStatement("""
                        INSERT INTO attendance
                            (student_id, session_id, module_code, starts_at, ends_at, missed, revision)
                        SELECT * FROM unnest(
                            ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::boolean[], ?::int[])
                        ON CONFLICT (student_id, session_id) DO UPDATE SET
                            module_code = excluded.module_code, starts_at = excluded.starts_at,
                            ends_at = excluded.ends_at, missed = excluded.missed, revision = excluded.revision
                        WHERE attendance.revision < excluded.revision
                        """)) {
            upsert.setArray(1, Columns.texts(connection, rows, AttendanceRecord::studentId));
            upsert.setArray(2, Columns.texts(connection, rows, AttendanceRecord::sessionId));
            upsert.setArray(3, Columns.texts(connection, rows, AttendanceRecord::moduleCode));
            upsert.setArray(4, Sql.column(connection, "timestamptz", rows, row -> text(row.startsAt())));
            upsert.setArray(5, Sql.column(connection, "timestamptz", rows, row -> text(row.endsAt())));
            upsert.setArray(6, Sql.column(connection, "boolean", rows, Attendance::isMissed));
            upsert.setArray(7, Sql.column(connection, "int4", rows, AttendanceRecord::revision));
            upsert.executeUpdate();
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    void takeAbsences(Collection<AbsenceAuthorisation> absences) {
        var latest = new TreeMap<String, AbsenceAuthorisation>();
        for (var absence : absences) {
            latest.merge(
                    absence.authorisationId(),
                    absence,
                    (one, other) -> one.revision() >= other.revision() ? one : other);
        }
        var rows = latest.values();
        try (var connection = database.getConnection();
                var upsert = connection.prepareStatement("""
                        INSERT INTO authorised_absence
                            (authorisation_id, student_id, first_day, last_day, stands, revision)
                        SELECT * FROM unnest(?::text[], ?::text[], ?::date[], ?::date[], ?::boolean[], ?::int[])
                        ON CONFLICT (authorisation_id) DO UPDATE SET
                            student_id = excluded.student_id, first_day = excluded.first_day,
                            last_day = excluded.last_day, stands = excluded.stands, revision = excluded.revision
                        WHERE authorised_absence.revision < excluded.revision
                        """)) {
            upsert.setArray(1, Columns.texts(connection, rows, AbsenceAuthorisation::authorisationId));
            upsert.setArray(2, Columns.texts(connection, rows, AbsenceAuthorisation::studentId));
            upsert.setArray(3, Sql.column(connection, "date", rows, row -> Date.valueOf(row.from())));
            upsert.setArray(4, Sql.column(connection, "date", rows, row -> Date.valueOf(row.to())));
            upsert.setArray(
                    5,
                    Sql.column(
                            connection,
                            "boolean",
                            rows,
                            row -> row.status() == AbsenceAuthorisation.Status.AUTHORISED));
            upsert.setArray(6, Sql.column(connection, "int4", rows, AbsenceAuthorisation::revision));
            upsert.executeUpdate();
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    private static boolean isMissed(AttendanceRecord record) {
        return record.compulsory() && record.status() == AttendanceRecord.Status.ABSENT;
    }

    private static String text(Instant instant) {
        return instant.toString();
    }
}
