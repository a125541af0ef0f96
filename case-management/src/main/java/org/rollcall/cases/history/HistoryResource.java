package org.rollcall.cases.history;

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

/** What happened in a case. */
@Path("/cases/{caseId}/history")
@Produces(MediaType.APPLICATION_JSON)
class HistoryResource {

    private final History history;
    private final CaseReaders readers;

    HistoryResource(History history, CaseReaders readers) {
        this.history = history;
        this.readers = readers;
    }

    /** With {@code verify=true}, whether it is still as it was written. */
    @RolesAllowed({Roles.STUDENT, Roles.STAFF})
    @GET
    @Transactional
    public HistoryView history(
            @PathParam("caseId") String caseId, @QueryParam("verify") @DefaultValue("false") boolean verify) {
        readers.check(caseId);
        return history.view(caseId, verify).orElseThrow(() -> Problems.notFound("There is no case " + caseId));
    }
}
