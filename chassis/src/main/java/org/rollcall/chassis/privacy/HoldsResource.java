package org.rollcall.chassis.privacy;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.List;
import org.rollcall.chassis.person.Roles;
import org.rollcall.chassis.privacy.LegalHolds.Hold;
import org.rollcall.chassis.time.AcademicCalendar;

/** Why a student may not be erased. */
@Path("/students/{studentId}/holds")
@Produces(MediaType.APPLICATION_JSON)
class HoldsResource {

    private final LegalHolds holds;
    private final InstantSource clock;

    HoldsResource(LegalHolds holds, InstantSource clock) {
        this.holds = holds;
        this.clock = clock;
    }

    /** Today; empty where nothing is in the way. */
    @GET
    @RolesAllowed({Roles.REGISTRY, Roles.ADMINISTRATOR})
    public Holds holds(@PathParam("studentId") String studentId) {
        return new Holds(studentId, holds.on(studentId, AcademicCalendar.dayOf(clock.instant())));
    }

    record Holds(String studentId, List<Hold> holds) {}
}
