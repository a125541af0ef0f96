package org.rollcall.chassis.privacy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * The rows of a table that are about one student.
 *
 * @param table as the database names it
 * @param query selects the rows; every parameter is the student's id
 * @param opened the columns that are stored encrypted, and how each is read
 */
public record Holding(String table, String query, Map<String, Opening> opened) {

    public Holding {
        opened = Map.copyOf(opened);
    }

    /** Reads an encrypted column of the row at which the result stands. */
    public interface Opening {
        String open(ResultSet row) throws SQLException;
    }

    /** The rows of the table that name the student. */
    public static Holding of(String table) {
        return of(table, "student_id = ?");
    }

    /** The rows for which the condition is true. */
    public static Holding of(String table, String condition) {
        return new Holding(table, "SELECT * FROM " + table + " WHERE " + condition, Map.of());
    }

    /** The rows as the query shows them: for a table that holds more than the student may see, other people's data say. */
    public static Holding shown(String table, String query) {
        return new Holding(table, query, Map.of());
    }

    /** The same with a column that is encrypted; a row may have none. */
    public Holding opening(String column, Opening opening) {
        var more = new HashMap<>(opened);
        more.put(column, opening);
        return new Holding(table, query, more);
    }

    int parameters() {
        return Math.toIntExact(
                query.chars().filter(character -> character == '?').count());
    }
}
