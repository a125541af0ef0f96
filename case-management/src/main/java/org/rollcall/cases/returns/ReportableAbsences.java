package org.rollcall.cases.returns;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.rollcall.cases.returns.ReportableAbsence.Status;
import org.rollcall.chassis.database.Sql;
import org.rollcall.chassis.person.Person;
import org.rollcall.chassis.time.AcademicCalendar;
import org.rollcall.chassis.workingdays.WorkingDays;

/** What is to be reported, as compliance works through it. */
@ApplicationScoped
class ReportableAbsences {

    private static final String SELECT = """
            SELECT id, body, kind, status, student_id, case_id, programme_code, day_zero, due_on, held_since, days_left,
                reported_at, reported_by, reference, correction_due, corrected_at, corrected_by, correction_reference
            FROM reportable_absences
            """;

    private final DataSource database;
    private final WorkingDays workingDays;
    private final InstantSource clock;

    ReportableAbsences(DataSource database, WorkingDays workingDays, InstantSource clock) {
        this.database = database;
        this.workingDays = workingDays;
        this.clock = clock;
    }

    /** Which are asked for; what is null does not matter. */
    record Filter(
            @Nullable String body,
            @Nullable Status status,
            @Nullable LocalDate dueBefore) {}

    /** All of them in one go, so that none is left out that moves meanwhile. */
    List<ReportableAbsence> all(Filter filter) {
        return page(filter, null, 0);
    }

    /**
     * The soonest due first.
     *
     * @param size how many at most; null for all
     */
    List<ReportableAbsence> page(Filter filter, @Nullable Integer size, int offset) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(SELECT + where() + " ORDER BY due_on, id LIMIT ? OFFSET ?")) {
            set(select, filter);
            select.setObject(7, size, Types.INTEGER);
            select.setInt(8, offset);
            try (var rows = select.executeQuery()) {
                var found = new ArrayList<ReportableAbsence>();
                while (rows.next()) {
                    found.add(absence(rows));
                }
                return found;
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    long count(Filter filter) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT count(*) FROM reportable_absences " + where())) {
            set(select, filter);
            try (var row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    Optional<ReportableAbsence> named(String id) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(SELECT + "WHERE id = ?")) {
            select.setString(1, id);
            try (var row = select.executeQuery()) {
                return row.next() ? Optional.of(absence(row)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    /** Writes down that it was reported, or corrected; false where it is not due any more. */
    @Transactional(TxType.MANDATORY)
    boolean reported(String id, Person by, @Nullable String reference) {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement("""
                        UPDATE reportable_absences
                        SET status = CASE WHEN correction_due THEN 'CORRECTED' ELSE 'REPORTED' END,
                            reported_at = CASE WHEN correction_due THEN reported_at ELSE told.at END,
                            reported_by = CASE WHEN correction_due THEN reported_by ELSE told.by END,
                            reference = CASE WHEN correction_due THEN reportable_absences.reference ELSE told.reference END,
                            corrected_at = CASE WHEN correction_due THEN told.at END,
                            corrected_by = CASE WHEN correction_due THEN told.by END,
                            correction_reference = CASE WHEN correction_due THEN told.reference END,
                            correction_due = false
                        FROM (SELECT ?::timestamptz AS at, ?::text AS by, ?::text AS reference) AS told
                        WHERE id = ? AND (status = 'DUE' OR correction_due)
                        """)) {
            update.setObject(1, Sql.timestamp(clock.instant()));
            update.setString(2, by.id());
            update.setString(3, reference);
            update.setString(4, id);
            return update.executeUpdate() == 1;
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    private static String where() {
        return """
                WHERE (?::text IS NULL OR body = ?) AND (?::text IS NULL OR status = ?)
                    AND (?::date IS NULL OR due_on < ?)
                """;
    }

    private static void set(PreparedStatement select, Filter filter) throws SQLException {
        select.setString(1, filter.body());
        select.setString(2, filter.body());
        var status = filter.status();
        select.setString(3, status == null ? null : status.name());
        select.setString(4, status == null ? null : status.name());
        select.setObject(5, filter.dueBefore());
        select.setObject(6, filter.dueBefore());
    }

    private ReportableAbsence absence(ResultSet row) throws SQLException {
        var today = AcademicCalendar.dayOf(clock.instant());
        var status = Status.valueOf(row.getString(4));
        var dayZero = row.getObject(8, LocalDate.class);
        var dueOn = row.getObject(9, LocalDate.class);
        var reportedAt = row.getObject(12, OffsetDateTime.class);
        var correctedAt = row.getObject(16, OffsetDateTime.class);
        return new ReportableAbsence(
                row.getString(1),
                row.getString(2),
                StatutoryReturns.Kind.valueOf(row.getString(3)),
                status,
                row.getString(5),
                row.getString(6),
                row.getString(7),
                dayZero,
                dueOn,
                status == Status.DUE && dueOn.isBefore(today),
                row.getObject(10, LocalDate.class),
                row.getObject(11, Integer.class),
                reportedAt == null ? null : reportedAt.toInstant(),
                row.getString(13),
                row.getString(14),
                row.getBoolean(15),
                correctedAt == null ? null : correctedAt.toInstant(),
                row.getString(17),
                row.getString(18),
                Clock.skipped(dayZero, dueOn, workingDays));
    }
}
