package org.rollcall.attendance.record;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.rollcall.attendance.rest.Period;
import org.rollcall.chassis.person.Persons;
import org.rollcall.chassis.person.Roles;
import org.rollcall.chassis.person.StudentRows;
import org.rollcall.chassis.problem.Problems;
import org.rollcall.chassis.rest.Page;
import org.rollcall.chassis.rest.PageRequest;

/** A student's attendance, and how each record of it came to be what it is. */
@Path("/students/{studentId}/attendance")
@Produces(MediaType.APPLICATION_JSON)
class AttendanceResource {

    private final RecordQueries queries;
    private final Persons persons;
    private final StudentRows rows;

    AttendanceResource(RecordQueries queries, Persons persons, StudentRows rows) {
        this.queries = queries;
        this.persons = persons;
        this.rows = rows;
    }

    /**
     * The student's records, of the sessions that start within the period, newest first.
     *
     * @param asOf an instant, or a day, which stands for its end: what was known then; by default what is known now
     */
    @RolesAllowed({Roles.STUDENT, Roles.STAFF})
    @GET
    public Page<AttendedSession> attendance(
            @PathParam("studentId") String studentId,
            @BeanParam Period period,
            @QueryParam("asOf") @Nullable String asOf,
            @BeanParam @Valid PageRequest page) {
        mustBeOpen(studentId);
        var found = asOf == null
                ? queries.ofStudent(studentId, period, page)
                : queries.ofStudentAsOf(studentId, Period.until("asOf", asOf), period, page);
        if (found.total() == 0 && !queries.isKnown(studentId)) {
            throw noStudent();
        }
        return found;
    }

    /** Every change of the record, the first first. */
    @RolesAllowed({Roles.STUDENT, Roles.STAFF})
    @GET
    @Path("{sessionId}/history")
    public Page<RecordChange> history(
            @PathParam("studentId") String studentId,
            @PathParam("sessionId") String sessionId,
            @BeanParam @Valid PageRequest page) {
        mustBeOpen(studentId);
        var found = queries.historyOf(new RecordKey(studentId, sessionId), page);
        if (found.total() == 0) {
            throw Problems.notFound("There is no record of this student at this session");
        }
        return found;
    }

    private void mustBeOpen(String studentId) {
        if (!rows.areOpenTo(persons.asking(), studentId)) {
            throw noStudent();
        }
    }

    private static RuntimeException noStudent() {
        return Problems.notFound("There is no student with this id");
    }
}
