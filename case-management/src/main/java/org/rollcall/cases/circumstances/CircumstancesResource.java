package org.rollcall.cases.circumstances;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;
import org.rollcall.cases.file.Cases;
import org.rollcall.cases.life.Act;
import org.rollcall.cases.request.Fields;
import org.rollcall.cases.secrecy.Texts;
import org.rollcall.chassis.person.Persons;
import org.rollcall.chassis.person.Roles;
import org.rollcall.chassis.problem.Problems;
import org.rollcall.chassis.rest.Idempotency;

/** What students and staff report of changed circumstances. */
@Path("/cases/{caseId}/circumstances")
@Produces(MediaType.APPLICATION_JSON)
class CircumstancesResource {

    private final Cases cases;
    private final Persons persons;
    private final Idempotency idempotency;
    private final Texts texts;

    CircumstancesResource(Cases cases, Persons persons, Idempotency idempotency, Texts texts) {
        this.cases = cases;
        this.persons = persons;
        this.idempotency = idempotency;
        this.texts = texts;
    }

    /**
     * A report.
     *
     * @param text kept encrypted
     * @param from first day of the absence that it explains; may be left out
     * @param to its last day, included; may be left out
     */
    @Schema(requiredProperties = "text")
    record Report(
            @Nullable String text,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {}

    /** The answer. */
    record Reported(String circumstancesId, String caseId) {}

    /** Reports; what is written stays in the file. */
    @RolesAllowed({Roles.STUDENT, Roles.STAFF})
    @POST
    @Transactional
    @APIResponseSchema(value = Reported.class, responseCode = "201", responseDescription = "It was put into the file")
    public Response report(
            @PathParam("caseId") String caseId,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Nullable Report asked) {
        var person = persons.asking();
        var body = Fields.given("", asked);
        var text = Fields.prose("text", body.text());
        var from = Fields.optionalDay("from", body.from());
        var to = Fields.optionalDay("to", body.to());
        if (from != null && to != null && to.isBefore(from)) {
            throw Problems.badRequest("/to", "is before from");
        }
        var created = idempotency.once(person, key, new Request(caseId, body), () -> {
            // The case is looked at first: what is not the person's is not there.
            cases.mustSee(caseId, person);
            var id = texts.keep(caseId, Texts.Kind.CIRCUMSTANCES, null, from, to, person, text);
            cases.act(caseId, person, null, opened -> new Act.ReportCircumstances(id));
            return id;
        });
        return Response.status(Status.CREATED)
                .header(HttpHeaders.LOCATION, "/cases/" + caseId)
                .entity(new Reported(created.id(), caseId))
                .build();
    }

    private record Request(String caseId, Report report) {}
}
