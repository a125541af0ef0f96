package org.rollcall.chassis.privacy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.rollcall.chassis.database.Sql;
import org.rollcall.chassis.person.Person;
import org.rollcall.chassis.time.AcademicCalendar;

/** Erases a student, in one transaction, by the function that the owner of the tables made for it. */
@ApplicationScoped
class Erasure {

    /** What the function says when the student is held. */
    private static final String HELD = "RC001";

    private final DataSource database;

    Erasure(DataSource database) {
        this.database = database;
    }

    /** Why data is erased: Article 17(1) of the UK GDPR. No free text, which would tell of the person that is to be forgotten. */
    enum Reason {
        /** (a) */
        NO_LONGER_NEEDED,
        /** (b) */
        CONSENT_WITHDRAWN,
        /** (c) */
        OBJECTION,
        /** (d) */
        UNLAWFUL_PROCESSING,
        /** (e) */
        LEGAL_OBLIGATION
    }

    /** What became of it. */
    sealed interface Outcome {

        /** So many rows of each table were deleted, or cleared of the student. */
        record Erased(Map<String, Long> rows) implements Outcome {}

        /** Nothing was touched. */
        record Held() implements Outcome {}
    }

    Outcome erase(String studentId, Reason reason, Person by, Instant now) {
        try {
            return new Outcome.Erased(QuarkusTransaction.requiringNew().call(() -> rows(studentId, reason, by, now)));
        } catch (StudentIsHeld held) {
            return new Outcome.Held();
        }
    }

    private Map<String, Long> rows(String studentId, Reason reason, Person by, Instant now) {
        try (var connection = database.getConnection();
                var call = connection.prepareStatement("SELECT * FROM erase_student(?, ?, ?, ?, ?)")) {
            call.setString(1, studentId);
            call.setString(2, reason.name());
            call.setString(3, by.id());
            call.setObject(4, Sql.timestamp(now));
            call.setObject(5, AcademicCalendar.dayOf(now));
            try (var rows = call.executeQuery()) {
                var erased = new TreeMap<String, Long>();
                while (rows.next()) {
                    erased.merge(rows.getString(1), rows.getLong(2), Long::sum);
                }
                return erased;
            }
        } catch (SQLException e) {
            throw HELD.equals(e.getSQLState()) ? new StudentIsHeld() : Sql.failure(e);
        }
    }

    /** Takes the student in again; false where they were not erased. */
    @Transactional
    boolean readmit(String studentId) {
        try (var connection = database.getConnection();
                var call = connection.prepareStatement("SELECT readmit_student(?)")) {
            call.setString(1, studentId);
            try (var row = call.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    /** Rolls the transaction back on its way out. */
    private static final class StudentIsHeld extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
