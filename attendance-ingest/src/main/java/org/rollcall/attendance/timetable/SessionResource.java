package org.rollcall.attendance.timetable;

import static org.rollcall.chassis.database.Statements.instant;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rollcall.attendance.rest.Pages;
import org.rollcall.attendance.rest.Period;
import org.rollcall.chassis.database.Statements;
import org.rollcall.chassis.person.Persons;
import org.rollcall.chassis.person.Roles;
import org.rollcall.chassis.person.StudentRows;
import org.rollcall.chassis.problem.Problems;
import org.rollcall.chassis.rest.Page;
import org.rollcall.chassis.rest.PageRequest;
import org.rollcall.contracts.Activity;

/** Sessions nobody's attendance was taken at: registers to chase. */
@Path("/sessions")
@Produces(MediaType.APPLICATION_JSON)
class SessionResource {

    private static final String UNRECORDED = """
            SELECT s.session_id, s.module_code, s.title, s.activity, s.starts_at, s.ends_at, s.room, s.compulsory,
                (SELECT count(*) FROM attendance_record r
                    WHERE r.session_id = s.session_id AND r.named AND %1$s) AS expected
            FROM session s
            WHERE NOT s.attendance_taken AND NOT s.cancelled AND s.starts_at >= ? AND s.starts_at < ?
                AND NOT EXISTS (
                    SELECT FROM record_now r
                    WHERE r.session_id = s.session_id AND r.status IN ('PRESENT', 'LATE', 'ABSENT'))
                AND (? OR EXISTS (
                    SELECT FROM attendance_record r WHERE r.session_id = s.session_id AND r.named AND %1$s))
            """.formatted(StudentRows.condition("r.student_id"));

    private final Statements statements;
    private final Persons persons;

    SessionResource(Statements statements, Persons persons) {
        this.statements = statements;
        this.persons = persons;
    }

    /**
     * Closed sessions that start within the period, the latest first, until somebody's attendance comes in after all; where
     * someone is bound, sessions of their students.
     */
    @RolesAllowed(Roles.STAFF)
    @GET
    public Page<UnrecordedSession> sessions(
            @QueryParam("state") @Nullable String state, @BeanParam Period period, @BeanParam @Valid PageRequest page) {
        if (!"unrecorded".equals(state)) {
            throw Problems.badRequest("state", "is to be unrecorded");
        }
        var person = persons.asking();
        var parameters = new ArrayList<Object>(List.of(StudentRows.parameters(person)));
        parameters.addAll(List.of(period.start(), period.end(), person.bounds().all()));
        parameters.addAll(List.of(StudentRows.parameters(person)));
        return Pages.of(
                statements,
                UNRECORDED,
                "starts_at DESC, session_id",
                page,
                UnrecordedSession::from,
                parameters.toArray());
    }

    /** A session whose register is missing, with how many of the reader's students it names. */
    record UnrecordedSession(
            String sessionId,
            String moduleCode,
            String title,
            Activity activity,
            Instant startsAt,
            Instant endsAt,
            @Nullable String room,
            boolean compulsory,
            long expected) {

        static UnrecordedSession from(ResultSet row) throws SQLException {
            return new UnrecordedSession(
                    row.getString("session_id"),
                    row.getString("module_code"),
                    row.getString("title"),
                    Activity.valueOf(row.getString("activity")),
                    instant(row, "starts_at"),
                    instant(row, "ends_at"),
                    row.getString("room"),
                    row.getBoolean("compulsory"),
                    row.getLong("expected"));
        }
    }
}
