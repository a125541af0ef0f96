package org.rollcall.attendance.inbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.event.Publication;
import org.rollcall.chassis.person.Persons;
import org.rollcall.chassis.person.Roles;
import org.rollcall.chassis.problem.Problems;
import org.rollcall.chassis.rest.BodyLimit;
import org.rollcall.contracts.ContractViolation;
import org.rollcall.contracts.Swipe;
import org.rollcall.contracts.Topics;

/** Takes swipes from readers that cannot reach Kafka. */
@Path("/swipes")
@Produces(MediaType.APPLICATION_JSON)
class SwipeResource {

    private static final int MOST = 10_000;

    private final Posted posted;
    private final Persons persons;
    private final ObjectMapper json;

    SwipeResource(Posted posted, Persons persons, ObjectMapper json) {
        this.posted = posted;
        this.persons = persons;
        this.json = json;
    }

    /** An array of swipes; those that are as the contract says are kept, and the others named with what is wrong with them. */
    @RolesAllowed(Roles.TIMETABLING)
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @BodyLimit(mebibytes = 10)
    @RequestBody(content = @Content(schema = @Schema(implementation = Swipe[].class, maxItems = MOST)))
    @APIResponseSchema(value = Answer.class, responseCode = "202", responseDescription = "What became of the array")
    public RestResponse<Answer> swipes(@HeaderParam("Idempotency-Key") @Nullable String key, InputStream body)
            throws IOException {
        var bytes = body.readAllBytes();
        var items = array(bytes);
        var kept = new ArrayList<Publication>();
        var refused = new ArrayList<Refused>();
        for (var index = 0; index < items.size(); index++) {
            var value = json.writeValueAsBytes(items.get(index));
            try {
                var swipe = Posted.read(Topics.SWIPES, value);
                kept.add(posted.publication(Topics.SWIPES, swipe.cardNumber(), value));
            } catch (ContractViolation why) {
                refused.add(new Refused(index, why.reason(), why.field() + ": " + why.detail()));
            }
        }
        posted.publish(kept, persons.asking(), key, bytes);
        return RestResponse.status(Status.ACCEPTED, new Answer(kept.size(), refused));
    }

    private JsonNode array(byte[] body) throws IOException {
        JsonNode items;
        try {
            items = json.readTree(body);
        } catch (JsonProcessingException e) {
            throw Problems.badRequest("", "is not JSON");
        }
        if (!items.isArray()) {
            throw Problems.badRequest("", "is to be an array of swipes");
        }
        if (items.size() > MOST) {
            throw Problems.badRequest("", "is to have %d swipes at most".formatted(MOST));
        }
        return items;
    }

    /** What became of the array. */
    record Answer(int accepted, List<Refused> refused) {}

    /**
     * A swipe that was not kept.
     *
     * @param index in the array, from 0
     */
    record Refused(int index, ContractViolation.Reason reason, String detail) {}
}
