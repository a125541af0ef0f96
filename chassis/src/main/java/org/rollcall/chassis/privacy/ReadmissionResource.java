package org.rollcall.chassis.privacy;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.logging.Logger;
import org.rollcall.chassis.person.Persons;
import org.rollcall.chassis.person.Roles;

/** Somebody who was erased has come back to the university, with the same id. */
@Path("/students/{studentId}/readmission")
@Produces(MediaType.APPLICATION_JSON)
class ReadmissionResource {

    private static final Logger LOG = Logger.getLogger(ReadmissionResource.class);

    private final Erasure erasure;
    private final Persons persons;

    ReadmissionResource(Erasure erasure, Persons persons) {
        this.erasure = erasure;
        this.persons = persons;
    }

    /** From now on what is said of the student is taken again; what was erased stays so. It can be asked again. */
    @PUT
    @RolesAllowed(Roles.ADMINISTRATOR)
    public Readmission readmit(@PathParam("studentId") String studentId) {
        var person = persons.asking();
        var wasErased = erasure.readmit(studentId);
        if (wasErased) {
            LOG.infof("A student who had been erased was readmitted by %s", person.id());
        }
        return new Readmission(studentId, wasErased);
    }

    /** What it changed. */
    record Readmission(String studentId, boolean wasErased) {}
}
