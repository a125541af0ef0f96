package org.rollcall.appeals.students;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.rollcall.chassis.database.Columns;
import org.rollcall.chassis.database.Sql;
import org.rollcall.chassis.event.Delivery;
import org.rollcall.contracts.StudentRecord;

/** Names and addresses, from student records. */
@ApplicationScoped
public class Students {

    private final DataSource database;
    private final Event<StudentsHeard> news;

    Students(DataSource database, Event<StudentsHeard> news) {
        this.database = database;
        this.news = news;
    }

    /** A student, as letters address them. */
    public record Student(String studentId, String givenName, String familyName, String email, String programmeCode) {

        /** Empty while neither name is known. */
        public String name() {
            return (givenName + " " + familyName).strip();
        }

        /** Whether mail from this address is from the student, as far as an address can say so. */
        public boolean writesFrom(String address) {
            return !email.isBlank()
                    && email.strip()
                            .toLowerCase(Locale.ROOT)
                            .equals(address.strip().toLowerCase(Locale.ROOT));
        }
    }

    /** Takes the latest of each student. */
    @Transactional(TxType.MANDATORY)
    public void take(List<Delivery<StudentRecord>> deliveries) {
        var latest = new LinkedHashMap<String, StudentRecord>();
        var withdrawn = new HashSet<String>();
        for (var delivery : deliveries) {
            var record = delivery.payload();
            var key = record == null ? delivery.key() : record.studentId();
            if (record != null) {
                latest.put(key, record);
                withdrawn.remove(key);
            } else if (key != null) {
                latest.remove(key);
                withdrawn.add(key);
            }
        }
        try (var connection = database.getConnection();
                var upsert = connection.prepareStatement("""
                        INSERT INTO students (student_id, given_name, family_name, email, programme_code)
                        SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                        ORDER BY 1
                        ON CONFLICT (student_id) DO UPDATE
                        SET given_name = excluded.given_name, family_name = excluded.family_name, email = excluded.email,
                            programme_code = excluded.programme_code
                        """);
                var delete = connection.prepareStatement("DELETE FROM students WHERE student_id = ANY (?)")) {
            var records = latest.values();
            upsert.setArray(1, Columns.texts(connection, records, StudentRecord::studentId));
            upsert.setArray(2, Columns.texts(connection, records, StudentRecord::givenName));
            upsert.setArray(3, Columns.texts(connection, records, StudentRecord::familyName));
            upsert.setArray(4, Columns.texts(connection, records, StudentRecord::email));
            upsert.setArray(5, Columns.texts(connection, records, StudentRecord::programmeCode));
            upsert.executeUpdate();
            delete.setArray(1, Columns.texts(connection, withdrawn, id -> id));
            delete.executeUpdate();
            news.fire(new StudentsHeard(latest.keySet()));
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    public Optional<Student> find(String studentId) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("""
                        SELECT student_id, given_name, family_name, email, programme_code FROM students
                        WHERE student_id = ?
                        """)) {
            select.setString(1, studentId);
            try (var row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Student(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5)))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }
}
