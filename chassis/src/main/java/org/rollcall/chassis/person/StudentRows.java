package org.rollcall.chassis.person;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.rollcall.chassis.database.Sql;

/**
 * Bounds rows in the database, for services that keep of which programme and faculty a student is: their migrations make the
 * view {@code student_bounds} (student_id, programme_code, faculty), with a row for every student who is known.
 *
 * <p>Whether a student is unknown or somebody else's, the same statement finds nothing: the answers are alike, and so is the
 * time that they take.
 */
@ApplicationScoped
public class StudentRows {

    private final DataSource database;

    StudentRows(DataSource database) {
        this.database = database;
    }

    /**
     * The condition that a row is the person's.
     *
     * @param column the row's student id
     */
    public static String condition(String column) {
        return """
                (? OR %1$s = ? OR EXISTS (
                    SELECT FROM student_bounds
                    WHERE student_bounds.student_id = %1$s
                        AND (student_bounds.programme_code = ANY (?) OR student_bounds.faculty = ANY (?))))
                """.formatted(column);
    }

    /** What a query is asked for that ends in the condition: what comes before it, and then the person's bounds. */
    public static Object[] parameters(Person person, Object... before) {
        var bounds = person.bounds();
        return Stream.concat(
                        Arrays.stream(before),
                        Stream.of(
                                bounds.all(),
                                // No student has an id without characters.
                                Objects.requireNonNullElse(bounds.student(), ""),
                                bounds.programmes().toArray(String[]::new),
                                bounds.faculties().toArray(String[]::new)))
                .toArray();
    }

    /** Whether the student's rows are the person's. */
    public boolean areOpenTo(Person person, String studentId) {
        return areOpenTo(person, List.of(studentId));
    }

    /** Whether all of the students' rows are the person's. */
    public boolean areOpenTo(Person person, Collection<String> studentIds) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("""
                        SELECT FROM unnest(?::text[]) AS asked (student_id) WHERE NOT """ + condition("asked.student_id"))) {
            var parameters = parameters(person, (Object) studentIds.toArray(String[]::new));
            for (var at = 0; at < parameters.length; at++) {
                select.setObject(at + 1, parameters[at]);
            }
            try (var foreign = select.executeQuery()) {
                return !foreign.next();
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }
}
