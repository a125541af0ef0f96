package org.rollcall.attendance.record;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.rollcall.attendance.record.KnownRecord.SessionNow;
import org.rollcall.attendance.status.Standing;

/**
 * A record as a statement found it on its way, without its evidence.
 *
 * @param said the standing that was said last
 * @param saidVersion the version of the session that it was said of
 */
public record Found(RecordKey key, SessionNow session, Standing said, int saidVersion, int revision) {

    /** The columns of a record and of its session, on the row where the cursor stands. */
    public static Found from(ResultSet row) throws SQLException {
        return new Found(
                new RecordKey(row.getString("student_id"), row.getString("session_id")),
                SessionNow.from(row),
                KnownRecord.said(row),
                row.getInt("session_version"),
                row.getInt("revision"));
    }

    /** Whether what was said last was said of the session as it is now. */
    boolean isUpToDate() {
        return revision > 0 && saidVersion == session.version();
    }

    Current unchanged() {
        return new Current(session.saying(key, said, revision), false);
    }
}
