package org.rollcall.chassis.person;

import io.quarkus.security.ForbiddenException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.util.List;
import org.rollcall.chassis.problem.Problems;

/** 403, with the roles that the operation is open to. It comes before anything of the request is looked at. */
@Provider
@Priority(1)
class NotInThatRole implements ExceptionMapper<ForbiddenException> {

    private final ResourceInfo operation;
    private final UriInfo uri;

    NotInThatRole(@Context ResourceInfo operation, @Context UriInfo uri) {
        this.operation = operation;
        this.uri = uri;
    }

    @Override
    public Response toResponse(ForbiddenException refused) {
        var roles = List.copyOf(OpenTo.roles(operation));
        return Problems.problem("not-permitted", Status.FORBIDDEN, "This is for " + String.join(", ", roles))
                .with("roles", roles)
                .withInstance(URI.create(uri.getRequestUri().getRawPath()))
                .build()
                .toResponse();
    }
}
