package org.rollcall.engagement.assessed;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.database.Statements;
import org.rollcall.chassis.person.Persons;
import org.rollcall.chassis.person.Roles;
import org.rollcall.chassis.person.StudentRows;
import org.rollcall.chassis.problem.Problems;
import org.rollcall.chassis.time.AcademicCalendar;
import org.rollcall.engagement.assessment.AcademicYear;
import org.rollcall.engagement.week.AcademicYears;
import org.rollcall.engagement.week.Period;

/** A student's weeks, run and raises. */
@Path("/students/{studentId}/engagement")
@Produces(MediaType.APPLICATION_JSON)
class EngagementResource {

    private static final String KNOWN = """
            SELECT EXISTS (SELECT FROM student WHERE student_id = ?)
                OR EXISTS (SELECT FROM attendance_fact WHERE student_id = ?)
            """;

    private final AssessedWeeks weeks;
    private final Raises raises;
    private final Statements statements;
    private final Persons persons;
    private final StudentRows rows;
    private final InstantSource clock;

    EngagementResource(
            AssessedWeeks weeks,
            Raises raises,
            Statements statements,
            Persons persons,
            StudentRows rows,
            InstantSource clock) {
        this.weeks = weeks;
        this.raises = raises;
        this.statements = statements;
        this.persons = persons;
        this.rows = rows;
        this.clock = clock;
    }

    /** Of one academic year, such as {@code 2026/27}; without it, of the present one. */
    @RolesAllowed({Roles.STUDENT, Roles.STAFF})
    @GET
    public Engagement engagement(
            @PathParam("studentId") String studentId, @QueryParam("academicYear") @Nullable String academicYear) {
        var year = academicYear == null
                ? AcademicYear.of(AcademicCalendar.dayOf(clock.instant()))
                : AcademicYears.parse("academicYear", academicYear);
        var period = new Period(studentId, year.firstDay(), year.lastDay());
        if (!rows.areOpenTo(persons.asking(), studentId)) {
            throw noStudent();
        }
        var assessed = weeks.of(List.of(period)).getOrDefault(studentId, List.of());
        if (assessed.isEmpty() && !isKnown(studentId)) {
            throw noStudent();
        }
        return Engagement.of(
                studentId, year.toString(), assessed, raises.of(List.of(period)).getOrDefault(studentId, List.of()));
    }

    private static RuntimeException noStudent() {
        return Problems.notFound("There is no student with this id");
    }

    private boolean isKnown(String studentId) {
        return statements.one(
                KNOWN,
                statement -> {
                    statement.setString(1, studentId);
                    statement.setString(2, studentId);
                },
                row -> row.getBoolean(1));
    }
}
