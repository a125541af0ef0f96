package org.rollcall.attendance.record;

import static java.util.Objects.requireNonNullElse;
import static org.rollcall.chassis.database.Sql.timestamp;
import static org.rollcall.chassis.database.Statements.instant;
import static org.rollcall.chassis.database.Statements.optionalInstant;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.rollcall.attendance.rest.Pages;
import org.rollcall.attendance.rest.Period;
import org.rollcall.chassis.database.Statements;
import org.rollcall.chassis.rest.Page;
import org.rollcall.chassis.rest.PageRequest;
import org.rollcall.contracts.Activity;
import org.rollcall.contracts.AttendanceRecord;

/** Reads records and their history for whoever asks. */
@ApplicationScoped
class RecordQueries {

    private static final String OF_STUDENT = """
            SELECT r.student_id, r.session_id, r.status, r.source, r.observed_at, r.contradicted, r.revision,
                s.module_code, s.activity, s.starts_at, s.ends_at, s.compulsory, s.room, s.title
            FROM record_now r
            JOIN session s USING (session_id)
            WHERE r.student_id = ? AND s.starts_at >= ? AND s.starts_at < ?
            """;

    /** What the latest revision said that was made by then, and what the session was called and where it was held then. */
    private static final String OF_STUDENT_AS_OF = """
            SELECT known.*, at.room, at.title
            FROM attendance_record r
            CROSS JOIN LATERAL (
                SELECT * FROM record_line h
                WHERE h.session_id = r.session_id AND h.student_id = r.student_id AND h.changed_at <= ?
                ORDER BY h.revision DESC
                LIMIT 1
            ) AS known
            LEFT JOIN LATERAL (
                SELECT h.room, h.title FROM session_history h
                WHERE h.session_id = known.session_id AND h.changed_at <= ?
                ORDER BY h.change_no DESC
                LIMIT 1
            ) AS at ON true
            WHERE r.student_id = ? AND known.starts_at >= ? AND known.starts_at < ?
            """;

    private static final String HISTORY = """
            SELECT h.*, before.revision AS before_revision, before.module_code AS before_module_code,
                before.activity AS before_activity, before.starts_at AS before_starts_at,
                before.ends_at AS before_ends_at, before.compulsory AS before_compulsory,
                before.status AS before_status, before.source AS before_source,
                before.observed_at AS before_observed_at, before.contradicted AS before_contradicted
            FROM record_line h
            LEFT JOIN record_line before ON before.student_id = h.student_id
                AND before.session_id = h.session_id AND before.revision = h.revision - 1
            WHERE h.student_id = ? AND h.session_id = ?
            """;

    private static final String KNOWN = """
            SELECT EXISTS (SELECT FROM student WHERE student_id = ?)
                OR EXISTS (SELECT FROM attendance_record WHERE student_id = ?)
            """;

    private final Statements statements;

    RecordQueries(Statements statements) {
        this.statements = statements;
    }

    /** Whether there is such a student, by student records or by the timetable. */
    boolean isKnown(String studentId) {
        return statements
                .list(
                        KNOWN,
                        statement -> {
                            statement.setString(1, studentId);
                            statement.setString(2, studentId);
                        },
                        row -> row.getBoolean(1))
                .getFirst();
    }

    Page<AttendedSession> ofStudent(String studentId, Period period, PageRequest page) {
        return Pages.of(
                statements,
                OF_STUDENT,
                "starts_at DESC, session_id",
                page,
                row -> new AttendedSession(record(row, ""), row.getString("room"), row.getString("title")),
                studentId,
                period.start(),
                period.end());
    }

    /** As {@link #ofStudent}, but what was known at that instant. */
    Page<AttendedSession> ofStudentAsOf(String studentId, Instant asOf, Period period, PageRequest page) {
        return Pages.of(
                statements,
                OF_STUDENT_AS_OF,
                "starts_at DESC, session_id",
                page,
                row -> new AttendedSession(
                        record(row, ""), row.getString("room"), requireNonNullElse(row.getString("title"), "")),
                timestamp(asOf),
                timestamp(asOf),
                studentId,
                period.start(),
                period.end());
    }

    Page<RecordChange> historyOf(RecordKey key, PageRequest page) {
        return Pages.of(statements, HISTORY, "revision", page, RecordQueries::change, key.studentId(), key.sessionId());
    }

    private static RecordChange change(ResultSet row) throws SQLException {
        return new RecordChange(
                instant(row, "changed_at"),
                row.getObject("before_revision") == null ? null : record(row, "before_"),
                record(row, ""),
                optionalInstant(row, "received_at"),
                row.getString("reported_by"));
    }

    private static AttendanceRecord record(ResultSet row, String prefix) throws SQLException {
        return new AttendanceRecord(
                row.getString("student_id"),
                row.getString("session_id"),
                row.getString(prefix + "module_code"),
                Activity.valueOf(row.getString(prefix + "activity")),
                instant(row, prefix + "starts_at"),
                instant(row, prefix + "ends_at"),
                row.getBoolean(prefix + "compulsory"),
                AttendanceRecord.Status.valueOf(row.getString(prefix + "status")),
                AttendanceRecord.Source.valueOf(row.getString(prefix + "source")),
                optionalInstant(row, prefix + "observed_at"),
                row.getBoolean(prefix + "contradicted"),
                row.getInt(prefix + "revision"));
    }
}
