package org.rollcall.engagement.assessed;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.rollcall.chassis.person.Persons;
import org.rollcall.chassis.person.Roles;
import org.rollcall.chassis.problem.Problems;
import org.rollcall.engagement.programme.Programmes;
import org.rollcall.engagement.week.Mondays;

/** A week of a programme's students: what it was for how many, and who stands where. */
@Path("/programmes/{programmeCode}/weeks/{weekStarting}")
@Produces(MediaType.APPLICATION_JSON)
class ProgrammeWeekResource {

    private final ProgrammeWeeks weeks;
    private final Programmes programmes;
    private final Persons persons;

    ProgrammeWeekResource(ProgrammeWeeks weeks, Programmes programmes, Persons persons) {
        this.weeks = weeks;
        this.programmes = programmes;
        this.persons = persons;
    }

    @RolesAllowed(Roles.STAFF)
    @GET
    public ProgrammeWeek week(
            @PathParam("programmeCode") String programmeCode, @PathParam("weekStarting") String weekStarting) {
        var monday = Mondays.parse("weekStarting", weekStarting);
        if (!persons.asking().seesProgramme(programmeCode, programmes.facultyOf(programmeCode))) {
            throw nothing();
        }
        return weeks.of(programmeCode, monday).orElseThrow(ProgrammeWeekResource::nothing);
    }

    private static HttpProblem nothing() {
        return Problems.notFound("No student of this programme was assessed in this week");
    }
}
