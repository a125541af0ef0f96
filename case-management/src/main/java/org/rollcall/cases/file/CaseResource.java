package org.rollcall.cases.file;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.rollcall.cases.view.FileView;
import org.rollcall.cases.view.ListedCase;
import org.rollcall.chassis.person.Persons;
import org.rollcall.chassis.person.Roles;
import org.rollcall.chassis.rest.Page;
import org.rollcall.chassis.rest.PageRequest;
import org.rollcall.chassis.time.AcademicCalendar;

/** The case files, for those who work on them and for the students whom they are about. */
@Path("/cases")
@Produces(MediaType.APPLICATION_JSON)
class CaseResource {

    private final Cases cases;
    private final WorkList workList;
    private final Persons persons;
    private final InstantSource clock;

    CaseResource(Cases cases, WorkList workList, Persons persons, InstantSource clock) {
        this.cases = cases;
        this.workList = workList;
        this.persons = persons;
        this.clock = clock;
    }

    /** The work list: the most urgent first, closed cases last. */
    @RolesAllowed(Roles.STAFF)
    @GET
    @Transactional
    public Page<ListedCase> list(@BeanParam CaseFilter filter, @Valid @BeanParam PageRequest page) {
        return workList.page(filter, persons.asking(), AcademicCalendar.dayOf(clock.instant()), page);
    }

    /** One case file, with what may be done next. */
    @RolesAllowed({Roles.STUDENT, Roles.STAFF})
    @GET
    @Path("/{caseId}")
    @Transactional
    @APIResponse(
            responseCode = "200",
            description = "The case file; its version is the ETag",
            content = @Content(schema = @Schema(implementation = FileView.class)))
    public Response file(@PathParam("caseId") String caseId) {
        var view = cases.read(caseId, persons.asking());
        return Response.ok(view).header(HttpHeaders.ETAG, cases.version(caseId)).build();
    }
}
