package org.rollcall.attendance.file;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.InstantSource;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;
import org.rollcall.attendance.file.Imports.Progress;
import org.rollcall.chassis.ids.Ids;
import org.rollcall.chassis.person.Persons;
import org.rollcall.chassis.person.Roles;
import org.rollcall.chassis.problem.Problems;
import org.rollcall.chassis.rest.BodyLimit;
import org.rollcall.chassis.rest.PageRequest;

/** Takes files in the Jisc attendance binding, and says how far it is with them. */
@Path("/imports")
@Produces(MediaType.APPLICATION_JSON)
class ImportResource {

    private static final String TSV = "text/tab-separated-values";
    private static final String CSV = "text/csv";
    private static final PageRequest NOTHING_REFUSED_YET = new PageRequest(0, 1);

    private final Imports imports;
    private final ImportWorker worker;
    private final Persons persons;
    private final Ids ids;
    private final InstantSource clock;

    ImportResource(Imports imports, ImportWorker worker, Persons persons, Ids ids, InstantSource clock) {
        this.imports = imports;
        this.worker = worker;
        this.persons = persons;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Keeps a file and answers when all of it is there; its lines are taken from then on. Sent again under the same key, it
     * is not kept again, and the answer is how far it is.
     */
    @RolesAllowed({Roles.TIMETABLING, Roles.FACULTY_ADMIN})
    @POST
    @Consumes({TSV, CSV})
    @BodyLimit(mebibytes = 1024)
    @APIResponseSchema(
            value = Progress.class,
            responseCode = "202",
            responseDescription = "It is kept; its lines are taken from now on")
    public RestResponse<Progress> start(
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            InputStream file)
            throws IOException {
        var person = persons.asking();
        var sender = person.id();
        var before = idempotencyKey == null
                ? null
                : imports.byKey(sender, idempotencyKey).orElse(null);
        if (before != null) {
            return accepted(before, sender);
        }
        var id = ids.next();
        imports.begin(id, person, contentType.startsWith(CSV) ? ',' : '\t', clock.instant());
        var complete = false;
        try {
            var size = imports.keep(id, file);
            imports.run(id, size, idempotencyKey);
            complete = true;
        } finally {
            if (!complete) {
                imports.breakOff(id, clock.instant());
            }
        }
        worker.wake();
        return accepted(id, sender);
    }

    /** How far it is, for whoever sent it; of what was refused, a page at a time. */
    @RolesAllowed({Roles.TIMETABLING, Roles.FACULTY_ADMIN})
    @GET
    @Path("{id}")
    public Progress progress(@PathParam("id") String id, @BeanParam @Valid RefusalPage page) {
        try {
            return imports.progress(
                            UUID.fromString(id), persons.asking().id(), new PageRequest(page.page(), page.size()))
                    .orElseThrow(() -> Problems.notFound("There is no import with this id"));
        } catch (IllegalArgumentException e) {
            throw Problems.notFound("There is no import with this id");
        }
    }

    private RestResponse<Progress> accepted(UUID id, String sender) {
        var progress = imports.progress(id, sender, NOTHING_REFUSED_YET)
                .orElseThrow(() -> new IllegalStateException("The import is gone: " + id));
        return ResponseBuilder.<Progress>create(Status.ACCEPTED.getStatusCode())
                .entity(progress)
                .location(URI.create("/imports/" + id))
                .build();
    }

    /** Which of the refused lines are shown; a file may have many. */
    record RefusalPage(
            @QueryParam("page") @DefaultValue("0") @Min(0) @Max(1_000_000)
            int page,

            @QueryParam("size") @DefaultValue("1000") @Min(1) @Max(10_000)
            int size) {}
}
