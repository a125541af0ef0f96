package org.rollcall.engagement.assessed;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.rollcall.chassis.problem.Problems;
import org.rollcall.engagement.week.Mondays;

/** A week of a programme's students: what it was for how many, and who stands where. */
@Path("/programmes/{programmeCode}/weeks/{weekStarting}")
class ProgrammeWeekResource {

    private final ProgrammeWeeks weeks;

    ProgrammeWeekResource(ProgrammeWeeks weeks) {
        this.weeks = weeks;
    }

    @GET
    public ProgrammeWeek week(
            @PathParam("programmeCode") String programmeCode, @PathParam("weekStarting") String weekStarting) {
        return weeks.of(programmeCode, Mondays.parse("weekStarting", weekStarting))
                .orElseThrow(() -> Problems.notFound("No student of this programme was assessed in this week"));
    }
}
