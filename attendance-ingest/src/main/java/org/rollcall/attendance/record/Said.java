package org.rollcall.attendance.record;

import static org.rollcall.chassis.database.Statements.optionalInstant;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.rollcall.attendance.status.Source;
import org.rollcall.attendance.status.Standing;
import org.rollcall.attendance.status.Status;

/**
 * The last line of a record's history.
 *
 * @param ofVersion of the session that it was said of
 * @param revision 0 when nothing was said yet
 */
public record Said(Standing standing, int ofVersion, int revision) {

    /** The columns of the line, on the row where the cursor stands; none of them has a value where there is no line. */
    static Said from(ResultSet row) throws SQLException {
        var status = row.getString("status");
        if (status == null) {
            return new Said(Standing.EXPECTED, 0, 0);
        }
        return new Said(
                new Standing(
                        Status.valueOf(status),
                        Source.valueOf(row.getString("source")),
                        optionalInstant(row, "observed_at"),
                        row.getBoolean("contradicted")),
                row.getInt("session_version"),
                row.getInt("revision"));
    }

    static Said expected(int ofVersion, int revision) {
        return new Said(Standing.EXPECTED, ofVersion, revision);
    }

    /** Whether nobody was seen there, nor missed. */
    public boolean isExpected() {
        return standing.equals(Standing.EXPECTED);
    }

    /** Whether the world was told something of the session as it is now. */
    boolean isOf(SessionNow session) {
        return revision > 0 && ofVersion == session.version();
    }
}
