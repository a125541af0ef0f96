package org.rollcall.attendance.timetable;

import static org.rollcall.chassis.database.Statements.optionalInstant;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rollcall.attendance.rest.Pages;
import org.rollcall.chassis.database.Statements;
import org.rollcall.chassis.person.Persons;
import org.rollcall.chassis.person.Roles;
import org.rollcall.chassis.person.StudentRows;
import org.rollcall.chassis.problem.Problems;
import org.rollcall.chassis.rest.Page;
import org.rollcall.chassis.rest.PageRequest;
import org.rollcall.contracts.AttendanceRecord;

/** The register of a session: every student whom it names, with what is known of them. */
@Path("/sessions/{sessionId}/register")
@Produces(MediaType.APPLICATION_JSON)
class RegisterResource {

    private static final String REGISTER = """
            SELECT student_id, status, source, observed_at, contradicted
            FROM record_now
            WHERE session_id = ? AND named AND """ + StudentRows.condition("record_now.student_id");

    private final Statements statements;
    private final Sessions sessions;
    private final Persons persons;

    RegisterResource(Statements statements, Sessions sessions, Persons persons) {
        this.statements = statements;
        this.sessions = sessions;
        this.persons = persons;
    }

    /** In the order of student ids; where someone is bound, of those students who are theirs. */
    @RolesAllowed(Roles.STAFF)
    @GET
    public Page<Line> register(@PathParam("sessionId") String sessionId, @BeanParam @Valid PageRequest page) {
        var person = persons.asking();
        var lines = Pages.of(
                statements, REGISTER, "student_id", page, Line::from, StudentRows.parameters(person, sessionId));
        if (lines.total() == 0
                && !(sessions.isKnown(sessionId) && person.bounds().all())) {
            throw Problems.notFound("There is no session with this id");
        }
        return lines;
    }

    /** One expected student. */
    record Line(
            String studentId,
            AttendanceRecord.Status status,
            AttendanceRecord.Source source,
            @Nullable Instant observedAt,
            boolean contradicted) {

        static Line from(ResultSet row) throws SQLException {
            return new Line(
                    row.getString("student_id"),
                    AttendanceRecord.Status.valueOf(row.getString("status")),
                    AttendanceRecord.Source.valueOf(row.getString("source")),
                    optionalInstant(row, "observed_at"),
                    row.getBoolean("contradicted"));
        }
    }
}
