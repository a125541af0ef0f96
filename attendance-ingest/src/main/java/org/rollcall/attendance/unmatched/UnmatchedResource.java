package org.rollcall.attendance.unmatched;

import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;
import org.rollcall.attendance.rest.Period;
import org.rollcall.attendance.unmatched.UnmatchedEvidence.Kind;
import org.rollcall.chassis.problem.Problems;
import org.rollcall.chassis.rest.Page;
import org.rollcall.chassis.rest.PageRequest;

/** Swipes and marks that no card, session or place on a session was found for. */
@Path("/unmatched")
class UnmatchedResource {

    private final UnmatchedQueries queries;

    UnmatchedResource(UnmatchedQueries queries) {
        this.queries = queries;
    }

    /** Swiped or marked within the period, the latest first. */
    @GET
    public Page<? extends UnmatchedEvidence> unmatched(
            @QueryParam("kind") @Nullable String kind, @BeanParam Period period, @BeanParam @Valid PageRequest page) {
        return queries.find(kindOf(kind), period, page);
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
