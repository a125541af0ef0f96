package org.rollcall.cases.agreements;

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
import org.rollcall.cases.life.AgreementId;
import org.rollcall.cases.request.Fields;
import org.rollcall.cases.view.AgreementView;
import org.rollcall.chassis.ids.Ids;
import org.rollcall.chassis.person.Persons;
import org.rollcall.chassis.person.Roles;
import org.rollcall.chassis.problem.Problems;
import org.rollcall.chassis.rest.Idempotency;

/** The agreements of a case (clauses 6 and 8). */
@Path("/cases/{caseId}/agreements")
@Produces(MediaType.APPLICATION_JSON)
@Transactional
class CaseAgreementsResource {

    private final Cases cases;
    private final Persons persons;
    private final Idempotency idempotency;
    private final Ids ids;

    CaseAgreementsResource(Cases cases, Persons persons, Idempotency idempotency, Ids ids) {
        this.cases = cases;
        this.persons = persons;
        this.idempotency = idempotency;
        this.ids = ids;
    }

    /** An agreement that is asked for. */
    @Schema(requiredProperties = {"terms", "from", "reviewOn"})
    record Asked(
            @Nullable String terms,
            @Nullable LocalDate from,
            @Nullable LocalDate reviewOn) {}

    /** Writes an agreement down, for both to sign; a third of the academic year is refused. */
    @RolesAllowed(Roles.PROGRAMME_LEADER)
    @POST
    @APIResponseSchema(
            value = AgreementView.class,
            responseCode = "201",
            responseDescription = "The agreement, for both to sign")
    public Response make(
            @PathParam("caseId") String caseId,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String version,
            @Nullable Asked asked) {
        var person = persons.asking();
        var body = Fields.given("", asked);
        var terms = Fields.prose("terms", body.terms());
        var from = Fields.day("from", body.from());
        var reviewOn = Fields.day("reviewOn", body.reviewOn());
        if (reviewOn.isBefore(from)) {
            throw Problems.badRequest("/reviewOn", "is before the agreement begins");
        }
        var created = idempotency.once(person, key, new Request(caseId, body), () -> {
            var id = new AgreementId(ids.next().toString());
            cases.act(caseId, person, version, opened -> new Act.MakeAgreement(id, from, reviewOn, terms));
            return id.value();
        });
        var filed = cases.agreement(created.id(), person);
        return Response.status(Status.CREATED)
                .header(HttpHeaders.LOCATION, "/agreements/" + created.id())
                .header(HttpHeaders.ETAG, cases.version(caseId))
                .entity(AgreementView.from(filed.agreement(), filed.caseId(), filed.studentId(), filed.academicYear()))
                .build();
    }

    private record Request(String caseId, Asked asked) {}
}
