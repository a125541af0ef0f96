package org.rollcall.attendance.rejection;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.rollcall.attendance.rejection.Rejections.Rejected;
import org.rollcall.attendance.rejection.Rejections.Retry;
import org.rollcall.attendance.rest.Period;
import org.rollcall.chassis.person.Roles;
import org.rollcall.chassis.problem.Problems;
import org.rollcall.chassis.rest.Page;
import org.rollcall.chassis.rest.PageRequest;

/** What was refused, with its reason, as received; and its way back, when the reason is gone. */
@Path("/rejections")
@Produces(MediaType.APPLICATION_JSON)
class RejectionResource {

    private static final String UNKNOWN = "There is no rejection with this id";

    private final Rejections rejections;

    RejectionResource(Rejections rejections) {
        this.rejections = rejections;
    }

    /** Refused within the period, the latest first. */
    @RolesAllowed({Roles.TIMETABLING, Roles.FACULTY_ADMIN})
    @GET
    public Page<Rejected> rejections(
            @QueryParam("topic") @Nullable String topic, @BeanParam Period period, @BeanParam @Valid PageRequest page) {
        return rejections.find(topic, period, page);
    }

    /** What was received, byte by byte, however long it is. */
    @RolesAllowed({Roles.TIMETABLING, Roles.FACULTY_ADMIN})
    @GET
    @Path("{id}/payload")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    public byte[] payload(@PathParam("id") String id) {
        return rejections.payload(known(id)).orElseThrow(() -> Problems.notFound("There is no such payload"));
    }

    /** Puts the payload back on its topic, where that is one that other systems fill. */
    @RolesAllowed(Roles.FACULTY_ADMIN)
    @POST
    @Path("{id}/retry")
    @APIResponseSchema(value = Retry.OnItsWay.class, responseCode = "202", responseDescription = "It is on its way")
    public RestResponse<Retry> retry(@PathParam("id") String id) {
        return switch (rejections.retry(known(id))) {
            case Retry.OnItsWay onItsWay -> RestResponse.status(Status.ACCEPTED, onItsWay);
            case Retry.NotOurs notOurs ->
                throw Problems.conflict(
                        "not-ours-to-publish",
                        "Only the service that publishes %s can say this again".formatted(notOurs.topic()));
            case Retry.Unknown() -> throw Problems.notFound(UNKNOWN);
        };
    }

    private static UUID known(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw Problems.notFound(UNKNOWN);
        }
    }
}
