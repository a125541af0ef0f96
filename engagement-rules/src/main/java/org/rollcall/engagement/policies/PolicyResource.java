package org.rollcall.engagement.policies;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.rollcall.chassis.person.Roles;
import org.rollcall.chassis.problem.Problems;
import org.rollcall.chassis.rest.Page;
import org.rollcall.chassis.rest.PageRequest;
import org.rollcall.engagement.policy.Policies;

/** The policies by which weeks are assessed. */
@Path("/policies")
@Produces(MediaType.APPLICATION_JSON)
class PolicyResource {

    private final Policies policies;

    PolicyResource(Policies policies) {
        this.policies = policies;
    }

    /** All versions, the latest first. */
    @RolesAllowed(Roles.STAFF)
    @GET
    public Page<PolicyView> all(@BeanParam @Valid PageRequest page) {
        return Page.of(policies.versions().stream().map(PolicyView::from).toList(), page);
    }

    @RolesAllowed(Roles.STAFF)
    @GET
    @Path("{version}")
    public PolicyView one(@PathParam("version") String version) {
        return policies.versions().stream()
                .filter(policy -> policy.version().equals(version))
                .map(PolicyView::from)
                .findFirst()
                .orElseThrow(() -> Problems.notFound("There is no policy of this version"));
    }
}
