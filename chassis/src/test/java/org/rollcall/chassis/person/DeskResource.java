package org.rollcall.chassis.person;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Operations that tell who asks. */
@Path("/desk")
public class DeskResource {

    private final Persons persons;

    DeskResource(Persons persons) {
        this.persons = persons;
    }

    @GET
    @Path("staff")
    @RolesAllowed({Roles.STUDENT, Roles.STAFF})
    public Person staff() {
        return persons.asking();
    }

    @GET
    @Path("leaders")
    @RolesAllowed({Roles.STUDENT, Roles.PROGRAMME_LEADER})
    public Person leaders() {
        return persons.asking();
    }

    /** Whoever wrote this forgot to say whom it is for. */
    @GET
    @Path("forgotten")
    public String forgotten() {
        return "for nobody";
    }
}
