package org.rollcall.chassis.person;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.AuthenticationFailedException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.rollcall.chassis.problem.Problems;

/** 401, as it is written wherever a token is missing or not valid: also where no resource has been reached. */
@RegisterForReflection
record Unauthenticated(String type, String title, int status, String detail, String instance) {

    static final String CHALLENGE = "Bearer";

    static Unauthenticated at(String path) {
        return new Unauthenticated(
                Problems.type("unauthenticated").toString(),
                Status.UNAUTHORIZED.getReasonPhrase(),
                Status.UNAUTHORIZED.getStatusCode(),
                "This needs a bearer token that is valid now",
                path);
    }

    /** Of a token that is there and not valid. */
    @Provider
    @Priority(1)
    static class Mapper implements ExceptionMapper<AuthenticationFailedException> {

        private final UriInfo uri;

        Mapper(@Context UriInfo uri) {
            this.uri = uri;
        }

        @Override
        public Response toResponse(AuthenticationFailedException refused) {
            return Response.status(Status.UNAUTHORIZED)
                    .header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE)
                    .type("application/problem+json")
                    .entity(at(uri.getRequestUri().getRawPath()))
                    .build();
        }
    }
}
