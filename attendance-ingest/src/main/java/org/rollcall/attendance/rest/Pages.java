package org.rollcall.attendance.rest;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.database.Statements;
import org.rollcall.chassis.database.Statements.Row;
import org.rollcall.chassis.rest.Page;
import org.rollcall.chassis.rest.PageRequest;

/** Pages of what a query finds. */
public final class Pages {

    private Pages() {}

    /**
     * Runs a query for one page of its rows.
     *
     * @param order what to order by, unique, so that no row is on two pages
     * @param parameters in their order
     */
    public static <T> Page<T> of(
            Statements statements,
            String query,
            String order,
            PageRequest page,
            Row<T> row,
            @Nullable Object... parameters) {
        var total = statements.one(
                "SELECT count(*) FROM (%s) AS found".formatted(query),
                statement -> setAll(statement, parameters),
                result -> result.getLong(1));
        var items = statements.list(
                "%s ORDER BY %s LIMIT %d OFFSET %d".formatted(query, order, page.size(), page.offset()),
                statement -> setAll(statement, parameters),
                row);
        return new Page<>(items, page.page(), page.size(), total);
    }

    private static void setAll(PreparedStatement statement, @Nullable Object... parameters) throws SQLException {
        for (var i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }
}
