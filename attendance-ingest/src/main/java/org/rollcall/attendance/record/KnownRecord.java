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
import org.rollcall.contracts.AttendanceRecord;

/**
 * A record as it was said last, and the evidence for what is to be said now.
 *
 * @param said what was said last
 */
record KnownRecord(
        RecordKey key,
        SessionNow session,
        Evidence evidence,
        @Nullable Witness register,
        @Nullable Witness swipe,
        Said said) {

    /** Who reported a piece of evidence, and when it reached us. */
    record Witness(String reportedBy, Instant receivedAt) {}

    /** The columns of {@link Records}' query, on the row where the cursor stands. */
    static KnownRecord from(ResultSet row) throws SQLException {
        var session = SessionNow.from(row);
        var taken = optionalInstant(row, "taken_at");
        var swiped = optionalInstant(row, "swiped_at");
        return new KnownRecord(
                RecordKey.from(row),
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
                Said.from(row));
    }

    /** Whether the world was told something else, or nothing. */
    boolean differsFrom(Standing now) {
        return !said.isOf(session) || !said.standing().equals(now);
    }

    /** What is to be said of it, as the contract says it. */
    AttendanceRecord asEvent(Standing standing, int revision) {
        return session.saying(key, standing, revision);
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
