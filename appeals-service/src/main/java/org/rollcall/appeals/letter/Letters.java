package org.rollcall.appeals.letter;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.rollcall.appeals.students.StudentsHeard;
import org.rollcall.chassis.database.Columns;
import org.rollcall.chassis.database.Sql;

/** The letters that were issued, and those that wait. A letter that was issued is not written again. */
@ApplicationScoped
class Letters {

    private final DataSource database;

    Letters(DataSource database) {
        this.database = database;
    }

    /** A letter as it was issued. */
    @SuppressWarnings("ArrayRecordComponent") // the bytes are handed through, never compared
    record Issued(LocalDate dated, LocalDate lastDayForOia, byte[] pdf, String sha256, Instant issuedAt) {}

    /** An appeal that has ended and whose letter can be tried: the one that ended first, kept from other instances. */
    @Transactional(TxType.MANDATORY)
    Optional<String> next() {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("""
                        SELECT appeal_id FROM appeals
                        WHERE decided_at IS NOT NULL
                          AND NOT EXISTS (SELECT FROM letters WHERE letters.appeal_id = appeals.appeal_id)
                          AND NOT EXISTS (SELECT FROM letters_waiting WHERE letters_waiting.appeal_id = appeals.appeal_id)
                        ORDER BY decided_at, appeal_id LIMIT 1 FOR UPDATE SKIP LOCKED
                        """);
                var row = select.executeQuery()) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    /** Since when the next has been due; null when none is. */
    @Transactional
    @Nullable
    Instant nextDue() {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("""
                        SELECT min(decided_at) FROM appeals
                        WHERE decided_at IS NOT NULL
                          AND NOT EXISTS (SELECT FROM letters WHERE letters.appeal_id = appeals.appeal_id)
                          AND NOT EXISTS (SELECT FROM letters_waiting WHERE letters_waiting.appeal_id = appeals.appeal_id)
                        """);
                var row = select.executeQuery()) {
            row.next();
            var decidedAt = row.getObject(1, OffsetDateTime.class);
            return decidedAt == null ? null : decidedAt.toInstant();
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    @Transactional(TxType.MANDATORY)
    void keep(String appealId, Issued letter) {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("""
                        INSERT INTO letters (appeal_id, dated, last_day_for_oia, pdf, sha256, issued_at)
                        VALUES (?, ?, ?, ?, ?, ?)
                        """)) {
            insert.setString(1, appealId);
            insert.setObject(2, letter.dated());
            insert.setObject(3, letter.lastDayForOia());
            insert.setBytes(4, letter.pdf());
            insert.setString(5, letter.sha256());
            insert.setObject(6, Sql.timestamp(letter.issuedAt()));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    /** The letter cannot be written: it waits until something new is heard of the student. */
    @Transactional(TxType.MANDATORY)
    void putAside(String appealId, String studentId, List<String> missing) {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement(
                        "INSERT INTO letters_waiting (appeal_id, student_id, missing) VALUES (?, ?, ?)")) {
            insert.setString(1, appealId);
            insert.setString(2, studentId);
            insert.setArray(3, Columns.texts(connection, missing, text -> text));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    /**
     * What was missing may be there now. A letter may be put aside at this very moment, by somebody who does not see the
     * record yet: they hold the appeal, and are waited for.
     */
    @Transactional(TxType.MANDATORY)
    void tryAgain(@Observes StudentsHeard news) {
        try (var connection = database.getConnection();
                var wait = connection.prepareStatement("""
                        SELECT FROM appeals WHERE student_id = ANY (?) AND decided_at IS NOT NULL ORDER BY appeal_id FOR SHARE
                        """);
                var delete = connection.prepareStatement("DELETE FROM letters_waiting WHERE student_id = ANY (?)")) {
            var students = Columns.texts(connection, news.studentIds(), id -> id);
            wait.setArray(1, students);
            wait.execute();
            delete.setArray(1, students);
            delete.executeUpdate();
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    /** The service starts, perhaps with the font or the setting that was missing. */
    @Transactional
    void tryAllAgain(@Observes StartupEvent start) {
        try (var connection = database.getConnection();
                var delete = connection.prepareStatement("DELETE FROM letters_waiting")) {
            delete.executeUpdate();
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    /** What a letter that waits is waiting for; empty when none waits. */
    List<String> missing(String appealId) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT missing FROM letters_waiting WHERE appeal_id = ?")) {
            select.setString(1, appealId);
            try (var row = select.executeQuery()) {
                return row.next() ? List.of((String[]) row.getArray(1).getArray()) : List.of();
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    Optional<Issued> find(String appealId) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "SELECT dated, last_day_for_oia, pdf, sha256, issued_at FROM letters WHERE appeal_id = ?")) {
            select.setString(1, appealId);
            try (var row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Issued(
                                row.getObject(1, LocalDate.class),
                                row.getObject(2, LocalDate.class),
                                row.getBytes(3),
                                row.getString(4),
                                row.getObject(5, OffsetDateTime.class).toInstant()))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }
}
