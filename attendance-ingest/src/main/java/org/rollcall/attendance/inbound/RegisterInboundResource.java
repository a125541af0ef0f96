package org.rollcall.attendance.inbound;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.person.Persons;
import org.rollcall.chassis.person.Roles;
import org.rollcall.chassis.person.StudentRows;
import org.rollcall.chassis.problem.Problems;
import org.rollcall.chassis.rest.BodyLimit;
import org.rollcall.contracts.ContractViolation;
import org.rollcall.contracts.Register;
import org.rollcall.contracts.Topics;

/** Takes registers from tutors' apps that cannot reach Kafka. */
@Path("/registers")
@Produces(MediaType.APPLICATION_JSON)
class RegisterInboundResource {

    private final Posted posted;
    private final Persons persons;
    private final StudentRows rows;

    RegisterInboundResource(Posted posted, Persons persons, StudentRows rows) {
        this.posted = posted;
        this.persons = persons;
        this.rows = rows;
    }

    /** One register, kept whole or refused whole; where someone is bound, of students who are theirs. */
    @RolesAllowed({Roles.TIMETABLING, Roles.STAFF})
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @BodyLimit(mebibytes = 10)
    @RequestBody(content = @Content(schema = @Schema(implementation = Register.class)))
    @APIResponseSchema(value = Answer.class, responseCode = "202", responseDescription = "It is kept and on its way")
    @APIResponse(responseCode = "404", ref = "NotFound")
    public RestResponse<Answer> register(@HeaderParam("Idempotency-Key") @Nullable String key, InputStream body)
            throws IOException {
        var value = body.readAllBytes();
        try {
            var register = Posted.read(Topics.REGISTERS, value);
            var students =
                    register.marks().stream().map(Register.Mark::studentId).toList();
            if (!rows.areOpenTo(persons.asking(), students)) {
                throw Problems.notFound("There is no student with one of these ids");
            }
            posted.publish(
                    List.of(posted.publication(Topics.REGISTERS, register.sessionId(), value)),
                    persons.asking(),
                    key,
                    value);
            return RestResponse.status(
                    Status.ACCEPTED,
                    new Answer(register.sessionId(), register.marks().size()));
        } catch (ContractViolation why) {
            throw Problems.badRequest(
                    "/" + why.field().replace('.', '/').replace('[', '/').replace("]", ""), why.detail());
        }
    }

    /** What was kept. */
    record Answer(String sessionId, int marks) {}
}
