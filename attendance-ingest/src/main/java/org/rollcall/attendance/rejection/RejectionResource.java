package org.rollcall.attendance.rejection;

import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;
import org.rollcall.attendance.rest.Period;
import org.rollcall.chassis.rest.Page;
import org.rollcall.chassis.rest.PageRequest;
import org.rollcall.contracts.AttendanceRejection;

/** What was refused, with its reason, as received. */
@Path("/rejections")
class RejectionResource {

    private final Rejections rejections;

    RejectionResource(Rejections rejections) {
        this.rejections = rejections;
    }

    /** Refused within the period, the latest first. */
    @GET
    public Page<AttendanceRejection> rejections(
            @QueryParam("topic") @Nullable String topic, @BeanParam Period period, @BeanParam @Valid PageRequest page) {
        return rejections.find(topic, period, page);
    }
}
