package org.rollcall.attendance.inbound;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;
import org.rollcall.chassis.problem.Problems;
import org.rollcall.contracts.ContractViolation;
import org.rollcall.contracts.Topics;

/** Takes registers from tutors' apps that cannot reach Kafka. */
@Path("/registers")
class RegisterInboundResource {

    private final Posted posted;

    RegisterInboundResource(Posted posted) {
        this.posted = posted;
    }

    /** One register, kept whole or refused whole. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public RestResponse<Answer> register(InputStream body) throws IOException {
        var value = Posted.body(body);
        try {
            var register = Posted.read(Topics.REGISTERS, value);
            posted.publish(List.of(posted.publication(Topics.REGISTERS, register.sessionId(), value)));
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
