package org.rollcall.attendance.record;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;

/** A student at a session. Its order is the one of the tables' keys, and the one in which rows are locked. */
public record RecordKey(String studentId, String sessionId) implements Comparable<RecordKey> {

    private static final Comparator<RecordKey> ORDER =
            Comparator.comparing(RecordKey::sessionId).thenComparing(RecordKey::studentId);

    /** The columns of a key, on the row where the cursor stands. */
    public static RecordKey from(ResultSet row) throws SQLException {
        return new RecordKey(row.getString("student_id"), row.getString("session_id"));
    }

    @Override
    public int compareTo(RecordKey other) {
        return ORDER.compare(this, other);
    }
}
