package org.rollcall.attendance.record;

import java.sql.ResultSet;
import java.sql.SQLException;

/** A student at a session. Its order is the one of the tables' keys, and the one in which rows are locked. */
public record RecordKey(String studentId, String sessionId) implements Comparable<RecordKey> {

    /** The columns of a key, on the row where the cursor stands. */
    public static RecordKey from(ResultSet row) throws SQLException {
        return new RecordKey(row.getString("student_id"), row.getString("session_id"));
    }

    @Override
    public int compareTo(RecordKey other) {
        var bySession = sessionId.compareTo(other.sessionId);
        return bySession == 0 ? studentId.compareTo(other.studentId) : bySession;
    }
}
