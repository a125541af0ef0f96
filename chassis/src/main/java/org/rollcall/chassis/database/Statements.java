package org.rollcall.chassis.database;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements, in the transaction where one is open. Single values are asked for here and not by native queries of
 * Hibernate, which keeps the plan of one whose answer is no entity anew at every call, and looks through all of them.
 */
@ApplicationScoped
public class Statements {

    private final DataSource database;

    Statements(DataSource database) {
        this.database = database;
    }

    /** Gives a statement its parameters. */
    @FunctionalInterface
    public interface Parameters {

        /** For a statement that has none. */
        Parameters NONE = _ -> {};

        void set(PreparedStatement statement) throws SQLException;
    }

    /** Reads the row where the cursor stands. */
    @FunctionalInterface
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /**
     * Has what follows in the open transaction reach its rows by their keys, and in the order of an index, where it can. In
     * the middle of a flood the planner does not know yet how much there is of what there is hardly ever anything, and would
     * rather read and sort all of it, again and again.
     */
    public void reachRowsByKey() {
        execute(
                "SELECT set_config('enable_seqscan', 'off', true), set_config('enable_sort', 'off', true)",
                Parameters.NONE);
    }

    /** Runs a statement, whatever it answers. */
    public void execute(String sql, Parameters parameters) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            parameters.set(statement);
            statement.execute();
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    /** Runs a statement that changes rows, and answers how many it changed. */
    public int update(String sql, Parameters parameters) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            parameters.set(statement);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    /**
     * Does some work within an open transaction. Where it would break a unique key it is undone, it alone, and the
     * answer is empty: whoever was first has committed, and is seen by the next statement. To add rows so costs less than
     * {@code ON CONFLICT}, as long as others are hardly ever first.
     *
     * <p>An attempt within another is not to be followed there by what may fail: whoever waits for a row of the inner one waits
     * for the end of the whole transaction, and not of the outer one.
     *
     * @param work no failure of the database may pass the edge of a transaction in it that ends the whole for that
     */
    public <T> Optional<T> attempt(Supplier<T> work) {
        execute("SAVEPOINT attempt", Parameters.NONE);
        var result = Optional.<T>empty();
        try {
            result = Optional.of(work.get());
        } catch (Sql.DatabaseFailure failure) {
            if (!failure.breaksUniqueKey()) {
                throw failure;
            }
            execute("ROLLBACK TO SAVEPOINT attempt", Parameters.NONE);
        }
        execute("RELEASE SAVEPOINT attempt", Parameters.NONE);
        return result;
    }

    /** Runs a statement that answers with rows, and reads all of them. */
    public <T> List<T> list(String sql, Parameters parameters, Row<T> row) {
        var rows = new ArrayList<T>();
        read(sql, parameters, result -> rows.add(row.read(result)));
        return rows;
    }

    /** Runs a statement that answers with rows, and reads all of them, in their order, under what their first column says. */
    public <T> Map<String, List<T>> listByKey(String sql, Parameters parameters, Row<T> row) {
        var rows = new LinkedHashMap<String, List<T>>();
        read(
                sql,
                parameters,
                result -> rows.computeIfAbsent(result.getString(1), _ -> new ArrayList<>())
                        .add(row.read(result)));
        return rows;
    }

    /** Runs a statement that answers with one row. */
    public <T> T one(String sql, Parameters parameters, Row<T> row) {
        return list(sql, parameters, row).getFirst();
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

    private void read(String sql, Parameters parameters, Row<?> row) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            parameters.set(statement);
            try (var result = statement.executeQuery()) {
                while (result.next()) {
                    row.read(result);
                }
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }
}
