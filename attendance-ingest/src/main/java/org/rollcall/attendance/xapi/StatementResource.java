package org.rollcall.attendance.xapi;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jspecify.annotations.Nullable;
import org.rollcall.attendance.rest.Period;
import org.rollcall.attendance.xapi.Attended.Place;
import org.rollcall.chassis.person.Roles;
import org.rollcall.chassis.problem.Problems;

/** Hands out the statements page by page, as a learning record store would. */
@Path("/xapi/statements")
@Produces(MediaType.APPLICATION_JSON)
class StatementResource {

    private static final int MOST = 1_000;

    private final StatementLog log;
    private final XapiSettings settings;

    StatementResource(StatementLog log, XapiSettings settings) {
        this.log = log;
        this.settings = settings;
    }

    /**
     * Statements that became known after an instant, the first first. The answer's {@code more} leads to those that follow;
     * the last page's leads to what is yet to come, and can be asked again and again.
     *
     * @param since an instant; by default the beginning
     * @param after where the page before ended
     */
    @RolesAllowed({Roles.TIMETABLING, Roles.ADMINISTRATOR})
    @GET
    @ResponseHeader(name = "X-Experience-API-Version", value = "1.0.3")
    public StatementPage statements(
            @QueryParam("since") @Nullable String since,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        if (limit < 1 || limit > MOST) {
            throw Problems.badRequest("limit", "is to be from 1 to " + MOST);
        }
        var place = place(since, after);
        var page = log.after(place, limit);
        var end = page.isEmpty() ? place : page.getLast().place();
        var more = page.isEmpty() ? "" : "/xapi/statements?after=%s&limit=%d".formatted(end.asText(), limit);
        return new StatementPage(
                page.stream()
                        .map(attended ->
                                Statement.of(attended, settings.homePage()).storedAt(attended.changedAt()))
                        .toList(),
                more);
    }

    private Place place(@Nullable String since, @Nullable String after) {
        if (after != null) {
            var place = Place.parse(after);
            if (place == null) {
                throw Problems.badRequest("after", "is not where a page ended");
            }
            return place;
        }
        return since == null ? Place.BEGINNING : log.before(Period.until("since", since));
    }

    /**
     * A page, as xAPI has it.
     *
     * @param more where the next one is; empty where this one has nothing
     */
    record StatementPage(List<Statement> statements, String more) {}
}
