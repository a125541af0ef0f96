package org.rollcall.attendance.record;

import static org.rollcall.chassis.database.Statements.instant;
import static org.rollcall.chassis.database.Statements.optionalInstant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rollcall.attendance.status.Closure;
import org.rollcall.attendance.status.Evidence;
import org.rollcall.attendance.status.Mark;
import org.rollcall.attendance.status.RegisterEntry;
import org.rollcall.attendance.status.Source;
import org.rollcall.attendance.status.Standing;
import org.rollcall.attendance.status.Status;
import org.rollcall.contracts.Activity;
import org.rollcall.contracts.AttendanceRecord;

/**
 * A record as it was said last, and the evidence for what is to be said now.
 *
 * @param said the standing that was said last
 * @param saidVersion the version of the session that it was said of
 * @param revision 0 when nothing was said yet
 */
record KnownRecord(
        RecordKey key,
        SessionNow session,
        Evidence evidence,
        @Nullable Witness register,
        @Nullable Witness swipe,
        Standing said,
        int saidVersion,
        int revision) {

    /** What a record repeats of its session. */
    public record SessionNow(
            String moduleCode, Activity activity, Instant startsAt, Instant endsAt, boolean compulsory, int version) {

        static SessionNow from(ResultSet row) throws SQLException {
            return new SessionNow(
                    row.getString("module_code"),
                    Activity.valueOf(row.getString("activity")),
                    instant(row, "starts_at"),
                    instant(row, "ends_at"),
                    row.getBoolean("compulsory"),
                    row.getInt("version"));
        }

        /** What is to be said of a record of this session, as the contract says it. */
        AttendanceRecord saying(RecordKey key, Standing standing, int revision) {
            return new AttendanceRecord(
                    key.studentId(),
                    key.sessionId(),
                    moduleCode,
                    activity,
                    startsAt,
                    endsAt,
                    compulsory,
                    AttendanceRecord.Status.valueOf(standing.status().name()),
                    AttendanceRecord.Source.valueOf(standing.source().name()),
                    standing.observedAt(),
                    standing.contradicted(),
                    revision);
        }
    }

    /** Who reported a piece of evidence, and when it reached us. */
    record Witness(String reportedBy, Instant receivedAt) {}

    /** The columns of {@link Records}' query, on the row where the cursor stands. */
    static KnownRecord from(ResultSet row) throws SQLException {
        var session = SessionNow.from(row);
        var taken = optionalInstant(row, "taken_at");
        var swiped = optionalInstant(row, "swiped_at");
        return new KnownRecord(
                new RecordKey(row.getString("student_id"), row.getString("session_id")),
                session,
                new Evidence(
                        row.getBoolean("active"),
                        session.startsAt(),
                        taken == null
                                ? null
                                : new RegisterEntry(
                                        Mark.valueOf(row.getString("mark")),
                                        taken,
                                        Source.valueOf(row.getString("mark_source"))),
                        swiped,
                        closure(row)),
                taken == null ? null : new Witness(row.getString("taken_by"), instant(row, "mark_received_at")),
                swiped == null ? null : new Witness(row.getString("reader"), instant(row, "swipe_received_at")),
                said(row),
                row.getInt("session_version"),
                row.getInt("revision"));
    }

    /** Whether the world was told something else, or nothing. */
    boolean differsFrom(Standing now) {
        return revision == 0 || saidVersion != session.version() || !said.equals(now);
    }

    /** What is to be said of it, as the contract says it. */
    AttendanceRecord asEvent(Standing standing, int revision) {
        return session.saying(key, standing, revision);
    }

    /** What the row says was said last. */
    static Standing said(ResultSet row) throws SQLException {
        return new Standing(
                Status.valueOf(row.getString("status")),
                Source.valueOf(row.getString("source")),
                optionalInstant(row, "observed_at"),
                row.getBoolean("contradicted"));
    }

    /** Who is behind the standing; nobody where it follows from the timetable or the clock. */
    @Nullable
    Witness witness(Source source) {
        return switch (source) {
            case REGISTER, IMPORT -> register;
            case SWIPE -> swipe;
            case TIMETABLE, SESSION_CLOSE -> null;
        };
    }

    private static Closure closure(ResultSet row) throws SQLException {
        var attendanceTaken = row.getBoolean("attendance_taken");
        if (row.wasNull()) {
            return Closure.OPEN;
        }
        return attendanceTaken ? Closure.ATTENDANCE_TAKEN : Closure.NOTHING_TAKEN;
    }
}
