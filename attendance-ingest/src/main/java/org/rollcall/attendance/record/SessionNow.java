package org.rollcall.attendance.record;

import static org.rollcall.chassis.database.Statements.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.rollcall.attendance.status.Standing;
import org.rollcall.contracts.Activity;
import org.rollcall.contracts.AttendanceRecord;

/**
 * What a record repeats of its session.
 *
 * @param number the session's, in the key of the history
 * @param version raised whenever one of the others changes
 */
public record SessionNow(
        long number,
        String moduleCode,
        Activity activity,
        Instant startsAt,
        Instant endsAt,
        boolean compulsory,
        int version) {

    /** The columns of a session, on the row where the cursor stands. */
    public static SessionNow from(ResultSet row) throws SQLException {
        return new SessionNow(
                row.getLong("session_no"),
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
