package org.rollcall.chassis.database;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The few things that set-based statements over JDBC need again and again. */
public final class Sql {

    private static final String UNIQUE_VIOLATION = "23505";

    private Sql() {}

    /**
     * A column of any type whose text PostgreSQL reads ({@code timestamptz}, {@code date}, {@code uuid}, …), for {@code unnest}.
     * Where there are many rows, one of {@link Columns} costs both sides less.
     */
    public static <T> Array column(
            Connection connection, String type, Collection<T> rows, Function<T, @Nullable Object> column)
            throws SQLException {
        return connection.createArrayOf(type, rows.stream().map(column).toArray());
    }

    /** An instant as the driver takes it for {@code timestamptz}. */
    public static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** A database failure that passes through code which has nothing to say about it. */
    public static DatabaseFailure failure(SQLException cause) {
        return new DatabaseFailure(cause);
    }

    /** An {@link SQLException} on its way to whoever retries or reports it. */
    public static final class DatabaseFailure extends RuntimeException {

        private static final long serialVersionUID = 1L;

        DatabaseFailure(SQLException cause) {
            super(cause.getMessage(), cause);
        }

        boolean breaksUniqueKey() {
            return getCause() instanceof SQLException cause && UNIQUE_VIOLATION.equals(cause.getSQLState());
        }
    }
}
