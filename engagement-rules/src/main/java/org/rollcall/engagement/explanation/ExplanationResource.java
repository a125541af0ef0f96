package org.rollcall.engagement.explanation;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.rollcall.chassis.person.Persons;
import org.rollcall.chassis.person.Roles;
import org.rollcall.chassis.problem.Problems;

/** Why a step was raised for a student. */
@Path("/thresholds/{thresholdId}/explanation")
@Produces(MediaType.APPLICATION_JSON)
class ExplanationResource {

    private final Explanations explanations;
    private final Persons persons;

    ExplanationResource(Explanations explanations, Persons persons) {
        this.explanations = explanations;
        this.persons = persons;
    }

    @RolesAllowed({Roles.STUDENT, Roles.STAFF})
    @GET
    public ExplanationView explanation(@PathParam("thresholdId") String thresholdId) {
        return explanations
                .of(thresholdId, persons.asking())
                .orElseThrow(() -> Problems.notFound("There is no threshold with this id"));
    }
}
