package org.rollcall.attendance.unmatched;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.rollcall.attendance.rest.Period;
import org.rollcall.attendance.unmatched.UnmatchedEvidence.Kind;
import org.rollcall.chassis.person.Persons;
import org.rollcall.chassis.person.Roles;
import org.rollcall.chassis.problem.Problems;
import org.rollcall.chassis.rest.Page;
import org.rollcall.chassis.rest.PageRequest;

/** Swipes and marks that no card, session or place on a session was found for. */
@Path("/unmatched")
@Produces(MediaType.APPLICATION_JSON)
class UnmatchedResource {

    private final UnmatchedQueries queries;
    private final Persons persons;

    UnmatchedResource(UnmatchedQueries queries, Persons persons) {
        this.queries = queries;
        this.persons = persons;
    }

    /** Swiped or marked within the period, the latest first. */
    @RolesAllowed(Roles.FACULTY_ADMIN)
    @GET
    public Page<? extends UnmatchedEvidence> unmatched(
            @QueryParam("kind") @Nullable String kind, @BeanParam Period period, @BeanParam @Valid PageRequest page) {
        return queries.find(persons.asking(), kindOf(kind), period, page);
    }

    private static Kind kindOf(@Nullable String kind) {
        for (var known : Kind.values()) {
            if (known.name().equals(kind)) {
                return known;
            }
        }
        throw Problems.badRequest("kind", "is to be SWIPE or MARK");
    }
}
