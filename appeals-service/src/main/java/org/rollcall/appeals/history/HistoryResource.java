package org.rollcall.appeals.history;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.rollcall.chassis.history.History;
import org.rollcall.chassis.history.HistoryView;
import org.rollcall.chassis.person.Roles;
import org.rollcall.chassis.problem.Problems;

/** What happened to an appeal. */
@Path("/appeals/{appealId}/history")
@Produces(MediaType.APPLICATION_JSON)
class HistoryResource {

    private final History history;

    HistoryResource(History history) {
        this.history = history;
    }

    /** With {@code verify=true}, whether it is still as it was written. */
    @RolesAllowed(Roles.REGISTRY)
    @GET
    @Transactional
    public HistoryView history(
            @PathParam("appealId") String appealId, @QueryParam("verify") @DefaultValue("false") boolean verify) {
        return history.view(appealId, verify).orElseThrow(() -> Problems.notFound("There is no appeal " + appealId));
    }
}
