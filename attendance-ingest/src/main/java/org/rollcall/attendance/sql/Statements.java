package org.rollcall.attendance.sql;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.rollcall.attendance.sql.Columns.Row;
import org.rollcall.chassis.database.Sql;
import org.rollcall.chassis.rest.Page;
import org.rollcall.chassis.rest.PageRequest;

/** Runs statements, in the transaction where one is open. */
@ApplicationScoped
public class Statements {

    private final DataSource database;

    Statements(DataSource database) {
        this.database = database;
    }

    /** Gives a statement its parameters. */
    @FunctionalInterface
    public interface Parameters {
        void set(PreparedStatement statement) throws SQLException;
    }

    /** Runs a statement that changes rows. */
    public void execute(String sql, Parameters parameters) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            parameters.set(statement);
            statement.execute();
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    /** Runs a statement that answers with rows, and reads all of them. */
    public <T> List<T> list(String sql, Parameters parameters, Row<T> row) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            parameters.set(statement);
            try (var result = statement.executeQuery()) {
                return rows(result, row);
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    /**
     * Runs a query for one page of its rows.
     *
     * @param order what to order by, unique, so that no row is on two pages
     * @param parameters in their order
     */
    public <T> Page<T> page(String query, String order, PageRequest page, Row<T> row, @Nullable Object... parameters) {
        var total = list(
                "SELECT count(*) FROM (%s) AS found".formatted(query),
                statement -> setAll(statement, parameters),
                result -> result.getLong(1));
        var items = list(
                "%s ORDER BY %s LIMIT %d OFFSET %d".formatted(query, order, page.size(), page.offset()),
                statement -> setAll(statement, parameters),
                row);
        return new Page<>(items, page.page(), page.size(), total.getFirst());
    }

    private static void setAll(PreparedStatement statement, @Nullable Object... parameters) throws SQLException {
        for (var i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }

    private static <T> List<T> rows(ResultSet result, Row<T> row) throws SQLException {
        var rows = new ArrayList<T>();
        while (result.next()) {
            rows.add(row.read(result));
        }
        return rows;
    }
}
