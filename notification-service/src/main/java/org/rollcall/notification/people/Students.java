package org.rollcall.notification.people;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;
import org.rollcall.chassis.database.Columns;
import org.rollcall.chassis.database.Sql;
import org.rollcall.contracts.StudentRecord;

/** The students, as student records last said. */
@ApplicationScoped
public class Students {

    private final DataSource database;

    Students(DataSource database) {
        this.database = database;
    }

    /** What is known of each of the students; nothing but the id while student records have not said more. */
    public Map<String, Student> all(Collection<String> studentIds) {
        var students = new HashMap<String, Student>();
        studentIds.forEach(studentId -> students.put(studentId, Student.unknown(studentId)));
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("""
                        SELECT student_id, given_name, family_name, email, programme_code
                        FROM student WHERE student_id = ANY (?)
                        """)) {
            select.setArray(1, Columns.texts(connection, students.keySet(), Function.identity()));
            try (var found = select.executeQuery()) {
                while (found.next()) {
                    var student = new Student(
                            found.getString(1),
                            found.getString(2),
                            found.getString(3),
                            found.getString(4),
                            found.getString(5));
                    students.put(student.studentId(), student);
                }
            }
            return students;
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
            delete.setArray(1, Columns.texts(connection, studentIds, Function.identity()));
            delete.executeUpdate();
        }
    }

    private static void keep(Connection connection, List<Student> students) throws SQLException {
        try (var upsert = connection.prepareStatement("""
                INSERT INTO student (student_id, given_name, family_name, email, programme_code)
                SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                ON CONFLICT (student_id) DO UPDATE SET
                    given_name = excluded.given_name, family_name = excluded.family_name, email = excluded.email,
                    programme_code = excluded.programme_code
                """)) {
            upsert.setArray(1, Columns.texts(connection, students, Student::studentId));
            upsert.setArray(2, Columns.texts(connection, students, Student::givenName));
            upsert.setArray(3, Columns.texts(connection, students, Student::familyName));
            upsert.setArray(4, Columns.texts(connection, students, Student::email));
            upsert.setArray(5, Columns.texts(connection, students, Student::programmeCode));
            upsert.executeUpdate();
        }
    }
}
