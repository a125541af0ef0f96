package org.rollcall.notification.people;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.rollcall.chassis.database.Sql;
import org.rollcall.contracts.StudentRecord;

/** The students, as student records last said. */
@ApplicationScoped
public class Students {

    private final DataSource database;

    Students(DataSource database) {
        this.database = database;
    }

    /** What is known of the student; nothing but the id while student records have not said more. */
    public Student student(String studentId) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "SELECT given_name, family_name, email FROM student WHERE student_id = ?")) {
            select.setString(1, studentId);
            try (var found = select.executeQuery()) {
                return found.next()
                        ? new Student(studentId, found.getString(1), found.getString(2), found.getString(3))
                        : Student.unknown(studentId);
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    void take(Latest<StudentRecord> latest) {
        try (var connection = database.getConnection()) {
            forget(connection, latest.withdrawn());
            keep(connection, latest.told().stream().map(Student::from).toList());
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    private static void forget(Connection connection, List<String> studentIds) throws SQLException {
        try (var delete = connection.prepareStatement("DELETE FROM student WHERE student_id = ANY (?)")) {
            delete.setArray(1, Sql.texts(connection, studentIds, Function.identity()));
            delete.executeUpdate();
        }
    }

    private static void keep(Connection connection, List<Student> students) throws SQLException {
        try (var upsert = connection.prepareStatement("""
                INSERT INTO student (student_id, given_name, family_name, email)
                SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::text[])
                ON CONFLICT (student_id) DO UPDATE SET
                    given_name = excluded.given_name, family_name = excluded.family_name, email = excluded.email
                """)) {
            upsert.setArray(1, Sql.texts(connection, students, Student::studentId));
            upsert.setArray(2, Sql.texts(connection, students, Student::givenName));
            upsert.setArray(3, Sql.texts(connection, students, Student::familyName));
            upsert.setArray(4, Sql.texts(connection, students, Student::email));
            upsert.executeUpdate();
        }
    }
}
