package org.rollcall.chassis.database;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Columns for {@code unnest}: arrays of the types that the driver sends as they are, where it would write others as text and
 * the server read them again. Days and instants go as numbers, and {@link #DAY} and {@link #INSTANT} make them what they are.
 */
public final class Columns {

    /** What a number of {@link #days} is to the server: put the column's name in. */
    public static final String DAY = "date '1970-01-01' + %s";

    /** What a number of {@link #instants} is to the server: put the column's name in. */
    public static final String INSTANT = "timestamptz 'epoch' + %s * interval '1 microsecond'";

    private static final long MICROS = 1_000_000;

    private Columns() {}

    /** A {@code text[]}. */
    public static <T> Array texts(Connection connection, Collection<T> rows, Function<T, @Nullable String> column)
            throws SQLException {
        return array(connection, "text", rows.stream().map(column).toArray(String[]::new));
    }

    /** An {@code integer[]}. */
    public static <T> Array integers(Connection connection, Collection<T> rows, ToIntFunction<T> column)
            throws SQLException {
        return array(connection, "int4", rows.stream().mapToInt(column).toArray());
    }

    /** A {@code bigint[]}. */
    public static <T> Array longs(Connection connection, Collection<T> rows, ToLongFunction<T> column)
            throws SQLException {
        return array(connection, "int8", rows.stream().mapToLong(column).toArray());
    }

    /** A {@code boolean[]}. */
    public static <T> Array booleans(Connection connection, Collection<T> rows, Predicate<T> column)
            throws SQLException {
        var values = new boolean[rows.size()];
        var next = 0;
        for (var row : rows) {
            values[next++] = column.test(row);
        }
        return array(connection, "bool", values);
    }

    /** An {@code integer[]} of days. */
    public static <T> Array days(Connection connection, Collection<T> rows, Function<T, LocalDate> column)
            throws SQLException {
        return integers(connection, rows, row -> (int) column.apply(row).toEpochDay());
    }

    /** A {@code bigint[]} of microseconds, which is how exactly the database keeps an instant. */
    public static <T> Array instants(Connection connection, Collection<T> rows, Function<T, @Nullable Instant> column)
            throws SQLException {
        var instants = rows.stream().map(column).toList();
        return array(
                connection,
                "int8",
                instants.contains(null)
                        ? instants.stream().map(Columns::optionalMicros).toArray(Long[]::new)
                        : instants.stream().mapToLong(Columns::micros).toArray());
    }

    /**
     * The instant of {@code date_part('epoch', …)}, which is read several times faster than a {@code timestamptz}. A double
     * holds the microseconds of the next two centuries exactly.
     */
    public static Instant instant(double epochSeconds) {
        var micros = Math.round(epochSeconds * MICROS);
        return Instant.ofEpochSecond(Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1_000);
    }

    /** The text as the database keeps it, which knows no NUL: one in what somebody sent must not stop what is told of it. */
    public static String kept(String text) {
        return text.replace('\0', '\uFFFD');
    }

    /** The instant as the database keeps it, which knows microseconds: cut off here, it would otherwise be rounded there. */
    public static Instant kept(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    private static @Nullable Long optionalMicros(@Nullable Instant instant) {
        return instant == null ? null : micros(instant);
    }

    private static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), MICROS), instant.getNano() / 1_000);
    }

    private static Array array(Connection connection, String type, Object values) throws SQLException {
        return connection.unwrap(PGConnection.class).createArrayOf(type, values);
    }
}
