package org.rollcall.engagement.explanation;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.rollcall.chassis.problem.Problems;

/** Why a step was raised for a student. */
@Path("/thresholds/{thresholdId}/explanation")
class ExplanationResource {

    private final Explanations explanations;

    ExplanationResource(Explanations explanations) {
        this.explanations = explanations;
    }

    @GET
    public ExplanationView explanation(@PathParam("thresholdId") String thresholdId) {
        return explanations.of(thresholdId).orElseThrow(() -> Problems.notFound("There is no threshold with this id"));
    }
}
