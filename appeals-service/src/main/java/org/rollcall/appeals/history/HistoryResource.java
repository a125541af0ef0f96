package org.rollcall.appeals.history;

import jakarta.transaction.Transactional;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.rollcall.chassis.history.History;
import org.rollcall.chassis.history.HistoryView;
import org.rollcall.chassis.person.Persons;
import org.rollcall.chassis.person.Roles;
import org.rollcall.chassis.problem.Problems;

/** What happened to an appeal. */
@Path("/appeals/{appealId}/history")
class HistoryResource {

    private final History history;
    private final Persons persons;

    HistoryResource(History history, Persons persons) {
        this.history = history;
        this.persons = persons;
    }

    /** With {@code verify=true}, whether it is still as it was written. */
    @GET
    @Transactional
    public HistoryView history(
            @PathParam("appealId") String appealId, @QueryParam("verify") @DefaultValue("false") boolean verify) {
        persons.readingAs(Roles.REGISTRY);
        return history.view(appealId, verify).orElseThrow(() -> Problems.notFound("There is no appeal " + appealId));
    }
}
