package org.rollcall.engagement.assessed;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.problem.Problems;
import org.rollcall.chassis.time.AcademicCalendar;
import org.rollcall.engagement.assessment.AcademicYear;
import org.rollcall.engagement.sql.Statements;
import org.rollcall.engagement.week.AcademicYears;
import org.rollcall.engagement.week.Period;

/** A student's weeks, run and raises. */
@Path("/students/{studentId}/engagement")
class EngagementResource {

    private static final String KNOWN = """
            SELECT EXISTS (SELECT FROM student WHERE student_id = ?)
                OR EXISTS (SELECT FROM attendance_fact WHERE student_id = ?)
            """;

    private final AssessedWeeks weeks;
    private final Raises raises;
    private final Statements statements;
    private final InstantSource clock;

    EngagementResource(AssessedWeeks weeks, Raises raises, Statements statements, InstantSource clock) {
        this.weeks = weeks;
        this.raises = raises;
        this.statements = statements;
        this.clock = clock;
    }

    /** Of one academic year, such as {@code 2026/27}; without it, of the present one. */
    @GET
    public Engagement engagement(
            @PathParam("studentId") String studentId, @QueryParam("academicYear") @Nullable String academicYear) {
        var year = academicYear == null
                ? AcademicYear.of(AcademicCalendar.dayOf(clock.instant()))
                : AcademicYears.parse("academicYear", academicYear);
        var period = new Period(studentId, year.firstDay(), year.lastDay());
        var assessed = weeks.of(List.of(period)).getOrDefault(studentId, List.of());
        if (assessed.isEmpty() && !isKnown(studentId)) {
            throw Problems.notFound("There is no student with this id");
        }
        return Engagement.of(
                studentId, year.toString(), assessed, raises.of(List.of(period)).getOrDefault(studentId, List.of()));
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
