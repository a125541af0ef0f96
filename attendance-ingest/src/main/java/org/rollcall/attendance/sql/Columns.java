package org.rollcall.attendance.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Reads columns as the types that the service thinks in. */
public final class Columns {

    private Columns() {}

    /** Reads the row where the cursor stands. */
    @FunctionalInterface
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** A {@code timestamptz} that is never null. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** A {@code timestamptz} that may be null. */
    public static @Nullable Instant optionalInstant(ResultSet row, String column) throws SQLException {
        var found = row.getObject(column, OffsetDateTime.class);
        return found == null ? null : found.toInstant();
    }

    /** The text as the database keeps it, which knows no NUL: one in what somebody sent must not stop what is told of it. */
    public static String kept(String text) {
        return text.replace('\0', '\uFFFD');
    }

    /** The instant as the database keeps it, which knows microseconds: cut off here, it would otherwise be rounded there. */
    public static Instant kept(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }
}
