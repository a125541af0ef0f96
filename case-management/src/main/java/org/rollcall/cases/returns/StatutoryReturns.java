package org.rollcall.cases.returns;

import static java.util.stream.Collectors.toSet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.rollcall.cases.directory.Students;
import org.rollcall.cases.directory.Students.Marks;
import org.rollcall.cases.directory.StudentsHeard;
import org.rollcall.cases.life.CaseFile;
import org.rollcall.cases.life.CaseState;
import org.rollcall.cases.life.Change;
import org.rollcall.cases.life.Flag;
import org.rollcall.cases.life.Happening;
import org.rollcall.chassis.database.Columns;
import org.rollcall.chassis.database.Sql;
import org.rollcall.chassis.ids.Ids;
import org.rollcall.chassis.time.AcademicCalendar;
import org.rollcall.chassis.workingdays.WorkingDays;

/**
 * What has to be reported of sponsored and funded students: that an interview was demanded, and a withdrawal. Each has a
 * deadline per body, and its clock is held while an appeal is open.
 *
 * <p>That something happened is kept of every student; to whom it is to be reported is asked of the student's record,
 * whenever that arrives.
 */
@ApplicationScoped
public class StatutoryReturns {

    private static final String HOLD =
            "UPDATE reportable_absences SET status = 'HELD', held_since = ?, days_left = ? WHERE id = ?";

    private final DataSource database;
    private final Students students;
    private final Bodies bodies;
    private final WorkingDays workingDays;
    private final Ids ids;

    StatutoryReturns(DataSource database, Students students, Bodies bodies, WorkingDays workingDays, Ids ids) {
        this.database = database;
        this.students = students;
        this.bodies = bodies;
        this.workingDays = workingDays;
        this.ids = ids;
    }

    /** What is reported. */
    enum Kind {
        /** An absence that led to the demand for an interview. */
        ENGAGEMENT,
        WITHDRAWAL
    }

    /** Something that happened in a case. */
    public record Noted(Change change, Instant at) {}

    /** Takes in what happened, in the transaction in which it did. */
    @Transactional(TxType.MANDATORY)
    public void take(List<Noted> changes) {
        var concerned = changes.stream()
                .filter(noted -> concerns(noted.change().happening()))
                .toList();
        if (concerned.isEmpty()) {
            return;
        }
        try (var connection = database.getConnection()) {
            for (var noted : concerned) {
                take(connection, noted);
            }
            raise(
                    connection,
                    concerned.stream()
                            .map(noted -> noted.change().file().student().value())
                            .collect(toSet()));
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    /** Whoever turns out to be sponsored is sponsored in the cases that are open already. */
    @Transactional(TxType.MANDATORY)
    void heard(@Observes StudentsHeard heard) {
        try (var connection = database.getConnection()) {
            lock(connection, heard.studentIds());
            raise(connection, heard.studentIds());
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    /**
     * A demand for an interview may be on its way in at this very moment, in a transaction that does not see the record yet
     * and is not seen from here: whoever comes second has to see what the first has written.
     */
    private static void lock(Connection connection, Collection<String> studentIds) throws SQLException {
        try (var insert = connection.prepareStatement("""
                        INSERT INTO casebooks (student_id) SELECT * FROM unnest(?::text[]) ORDER BY 1
                        ON CONFLICT DO NOTHING
                        """);
                var lock = connection.prepareStatement("""
                        SELECT FROM casebooks WHERE student_id = ANY (?) ORDER BY student_id FOR UPDATE
                        """)) {
            var ids = Columns.texts(connection, studentIds, id -> id);
            insert.setArray(1, ids);
            insert.executeUpdate();
            lock.setArray(1, ids);
            lock.execute();
        }
    }

    private static boolean concerns(Happening happening) {
        return happening instanceof Happening.InterviewRequired
                || happening instanceof Happening.WithdrawalTookEffect
                || happening instanceof Happening.WithdrawalStayed
                || happening instanceof Happening.AppealEnded
                || happening instanceof Happening.DecisionQuashed
                || takesBack(happening)
                || (happening instanceof Happening.FlagLapsed(var flag) && flag == Flag.THRESHOLD_RESCINDED);
    }

    /** The demand for the interview is gone. */
    private static boolean takesBack(Happening happening) {
        return happening instanceof Happening.InterviewNoLongerRequired
                || (happening instanceof Happening.Closed(var reason)
                        && reason == CaseState.Closed.Reason.THRESHOLD_RESCINDED)
                || (happening instanceof Happening.Flagged(var flag) && flag == Flag.THRESHOLD_RESCINDED);
    }

    private void take(Connection connection, Noted noted) throws SQLException {
        var file = noted.change().file();
        var today = AcademicCalendar.dayOf(noted.at());
        var happening = noted.change().happening();
        if (happening instanceof Happening.InterviewRequired) {
            happened(connection, file, Kind.ENGAGEMENT, today);
        } else if (happening instanceof Happening.WithdrawalTookEffect) {
            happened(connection, file, Kind.WITHDRAWAL, today);
        } else if (takesBack(happening)) {
            corrected(connection, file, Kind.ENGAGEMENT);
        } else if (happening instanceof Happening.FlagLapsed) {
            reinstated(connection, file, Kind.ENGAGEMENT);
        } else if (happening instanceof Happening.WithdrawalStayed) {
            hold(connection, file, today);
        } else if (happening instanceof Happening.DecisionQuashed) {
            corrected(connection, file, Kind.WITHDRAWAL);
            resume(connection, file, today);
        } else if (happening instanceof Happening.AppealEnded
                && !(file.state() instanceof CaseState.WithdrawalStayed)) {
            // Where another appeal is open still, the clock stands still.
            resume(connection, file, today);
        }
    }

    /**
     * The same again, after a correction had taken it back, begins anew. Where nobody has told the body yet that an interview
     * was not to be demanded after all, what was reported is right again; a withdrawal is another withdrawal.
     */
    private static void happened(Connection connection, CaseFile file, Kind kind, LocalDate day) throws SQLException {
        try (var insert = connection.prepareStatement("""
                        INSERT INTO reportable_events (case_id, kind, student_id, programme_code, day_zero, live)
                        VALUES (?, ?, ?, ?, ?, true)
                        ON CONFLICT (case_id, kind) DO UPDATE SET live = true, day_zero = excluded.day_zero
                        WHERE NOT reportable_events.live
                        """);
                var forget = connection.prepareStatement(
                        "DELETE FROM reportable_absences WHERE case_id = ? AND kind = ? AND status = 'LAPSED'");
                var stand = connection.prepareStatement("""
                        UPDATE reportable_absences SET correction_due = false
                        WHERE case_id = ? AND kind = ? AND kind = 'ENGAGEMENT' AND correction_due
                        """)) {
            insert.setString(1, file.id().value());
            insert.setString(2, kind.name());
            insert.setString(3, file.student().value());
            insert.setString(4, file.programmeCode());
            insert.setObject(5, day);
            insert.executeUpdate();
            for (var update : List.of(forget, stand)) {
                update.setString(1, file.id().value());
                update.setString(2, kind.name());
                update.executeUpdate();
            }
        }
    }

    /** What is not reported yet is not to be reported any more; what was, has to be put right. */
    private static void corrected(Connection connection, CaseFile file, Kind kind) throws SQLException {
        try (var event = connection.prepareStatement(
                        "UPDATE reportable_events SET live = false WHERE case_id = ? AND kind = ?");
                var absences = connection.prepareStatement("""
                        UPDATE reportable_absences
                        SET status = CASE WHEN status = 'REPORTED' THEN status ELSE 'LAPSED' END,
                            correction_due = status = 'REPORTED'
                        WHERE case_id = ? AND kind = ? AND status <> 'CORRECTED'
                        """)) {
            for (var update : List.of(event, absences)) {
                update.setString(1, file.id().value());
                update.setString(2, kind.name());
                update.executeUpdate();
            }
        }
    }

    private static void reinstated(Connection connection, CaseFile file, Kind kind) throws SQLException {
        try (var event = connection.prepareStatement(
                        "UPDATE reportable_events SET live = true WHERE case_id = ? AND kind = ?");
                var absences = connection.prepareStatement("""
                        UPDATE reportable_absences
                        SET status = CASE WHEN status <> 'LAPSED' THEN status WHEN held_since IS NULL THEN 'DUE'
                                     ELSE 'HELD' END,
                            correction_due = false
                        WHERE case_id = ? AND kind = ? AND status <> 'CORRECTED'
                        """)) {
            for (var update : List.of(event, absences)) {
                update.setString(1, file.id().value());
                update.setString(2, kind.name());
                update.executeUpdate();
            }
        }
    }

    private void hold(Connection connection, CaseFile file, LocalDate today) throws SQLException {
        try (var select = connection.prepareStatement(
                        "SELECT id, due_on FROM reportable_absences WHERE case_id = ? AND status = 'DUE' FOR UPDATE");
                var update = connection.prepareStatement(HOLD)) {
            select.setString(1, file.id().value());
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    hold(update, rows.getString(1), rows.getObject(2, LocalDate.class), today);
                }
            }
        }
    }

    private void resume(Connection connection, CaseFile file, LocalDate today) throws SQLException {
        try (var select = connection.prepareStatement("""
                        SELECT id, due_on, days_left FROM reportable_absences
                        WHERE case_id = ? AND held_since IS NOT NULL FOR UPDATE
                        """);
                var update = connection.prepareStatement("""
                        UPDATE reportable_absences
                        SET status = CASE WHEN status = 'HELD' THEN 'DUE' ELSE status END,
                            held_since = NULL, days_left = NULL, due_on = ?
                        WHERE id = ?
                        """)) {
            select.setString(1, file.id().value());
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    update.setObject(
                            1, Clock.resumed(rows.getObject(2, LocalDate.class), rows.getInt(3), today, workingDays));
                    update.setString(2, rows.getString(1));
                    update.executeUpdate();
                }
            }
        }
    }

    /** Makes what is missing: each thing that happened, for each body that has to hear of it. */
    private void raise(Connection connection, Collection<String> studentIds) throws SQLException {
        try (var select = connection.prepareStatement("""
                        SELECT e.case_id, e.kind, e.student_id, e.programme_code, e.day_zero
                        FROM unnest(?::text[]) AS asked (student_id) JOIN reportable_events e USING (student_id)
                        WHERE e.live
                        """);
                var insert = connection.prepareStatement("""
                        INSERT INTO reportable_absences
                            (id, body, kind, case_id, student_id, programme_code, day_zero, due_on, status)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'DUE')
                        ON CONFLICT (case_id, kind, body) WHERE status <> 'CORRECTED' AND NOT correction_due DO NOTHING
                        """)) {
            select.setArray(1, Columns.texts(connection, studentIds, id -> id));
            var events = new ArrayList<Event>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    events.add(new Event(
                            rows.getString(1),
                            Kind.valueOf(rows.getString(2)),
                            rows.getString(3),
                            rows.getString(4),
                            rows.getObject(5, LocalDate.class)));
                }
            }
            if (events.isEmpty()) {
                return;
            }
            var marks = students.marks(Set.copyOf(studentIds));
            for (var event : events) {
                for (var body : bodies.of(marks.getOrDefault(event.studentId(), Marks.NONE))) {
                    insert.setString(1, ids.next().toString());
                    insert.setString(2, body.name());
                    insert.setString(3, event.kind().name());
                    insert.setString(4, event.caseId());
                    insert.setString(5, event.studentId());
                    insert.setString(6, event.programmeCode());
                    insert.setObject(7, event.dayZero());
                    insert.setObject(
                            8,
                            workingDays
                                    .after(event.dayZero(), body.workingDays())
                                    .lastDay());
                    insert.executeUpdate();
                }
            }
            holdWhatAnAppealHolds(connection, studentIds);
        }
    }

    /** What turns out to be reportable while an appeal is open is held as it would have been had it been known before. */
    private void holdWhatAnAppealHolds(Connection connection, Collection<String> studentIds) throws SQLException {
        try (var select = connection.prepareStatement("""
                        SELECT r.id, r.due_on, c.since FROM reportable_absences r JOIN cases c USING (case_id)
                        WHERE r.student_id = ANY (?) AND r.status = 'DUE' AND c.state = 'WithdrawalStayed' FOR UPDATE OF r
                        """);
                var update = connection.prepareStatement(HOLD)) {
            select.setArray(1, Columns.texts(connection, studentIds, id -> id));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    hold(
                            update,
                            rows.getString(1),
                            rows.getObject(2, LocalDate.class),
                            AcademicCalendar.dayOf(
                                    rows.getObject(3, OffsetDateTime.class).toInstant()));
                }
            }
        }
    }

    private void hold(PreparedStatement update, String id, LocalDate dueOn, LocalDate since) throws SQLException {
        update.setObject(1, since);
        update.setInt(2, Clock.left(dueOn, since, workingDays));
        update.setString(3, id);
        update.executeUpdate();
    }

    private record Event(String caseId, Kind kind, String studentId, String programmeCode, LocalDate dayZero) {}
}
