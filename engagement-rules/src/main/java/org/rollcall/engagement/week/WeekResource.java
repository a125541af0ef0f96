package org.rollcall.engagement.week;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import org.rollcall.chassis.person.Roles;
import org.rollcall.chassis.problem.Problems;
import org.rollcall.chassis.rest.Page;
import org.rollcall.chassis.rest.PageRequest;
import org.rollcall.chassis.time.Ticker;
import org.rollcall.engagement.week.WeekClosing.Closure;

/** The weeks that have closed, and a hand for closing the next one early. */
@Path("/weeks")
@Produces(MediaType.APPLICATION_JSON)
class WeekResource {

    private final Weeks weeks;
    private final WeekClosing closing;
    private final Ticker ticker;
    private final InstantSource clock;

    WeekResource(Weeks weeks, WeekClosing closing, Ticker ticker, InstantSource clock) {
        this.weeks = weeks;
        this.closing = closing;
        this.ticker = ticker;
        this.clock = clock;
    }

    /** The closed weeks, the latest first. */
    @RolesAllowed({Roles.FACULTY_ADMIN, Roles.ADMINISTRATOR})
    @GET
    public Page<ClosedWeek> weeks(@BeanParam @Valid PageRequest page) {
        return weeks.page(page);
    }

    /** Closes the week, which must be the next one and over; the assessments follow. */
    @RolesAllowed({Roles.FACULTY_ADMIN, Roles.ADMINISTRATOR})
    @POST
    @Path("{weekStarting}/closure")
    public ClosedWeek close(@PathParam("weekStarting") String weekStarting) {
        var closure = closing.close(Mondays.parse("weekStarting", weekStarting), clock.instant());
        return switch (closure) {
            case Closure.Closed(var week) -> {
                ticker.wake();
                yield week;
            }
            case Closure.NotNext(var next) ->
                throw Problems.conflict(
                        "week-not-next",
                        next.map("The next week to close is that of %s"::formatted)
                                .orElse("No week can close before anybody has a session"));
            case Closure.NotOver(var end) ->
                throw Problems.conflict("week-not-over", "The week ends at %s".formatted(end));
            case Closure.StillAssessing() ->
                throw Problems.conflict(
                        "week-before-not-assessed", "Students are still being assessed as of the week before");
        };
    }
}
