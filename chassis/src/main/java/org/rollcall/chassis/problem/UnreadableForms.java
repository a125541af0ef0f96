package org.rollcall.chassis.problem;

import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.core.multipart.MultipartParser;

/** 400 for a multipart body that breaks off or is none, which its reader reports like a disk that is full. */
@Provider
class UnreadableForms implements ExceptionMapper<IOException> {

    private static final Logger LOG = Logger.getLogger(UnreadableForms.class);
    private static final String READERS = MultipartParser.class.getPackageName();

    private final UriInfo uri;

    UnreadableForms(@Context UriInfo uri) {
        this.uri = uri;
    }

    @Override
    public Response toResponse(IOException e) {
        var instance = URI.create(uri.getRequestUri().getRawPath());
        if (isFoundWhileReadingAForm(e)) {
            return Problems.problem("invalid-request", Response.Status.BAD_REQUEST, "body is no complete form")
                    .with("errors", List.of(new Problems.FieldError("body", "is no complete form")))
                    .withInstance(instance)
                    .build()
                    .toResponse();
        }
        LOG.error("The service failed", e);
        return Problems.problem(
                        HouseStyle.FAILURE.name(), Response.Status.INTERNAL_SERVER_ERROR, HouseStyle.FAILURE.detail())
                .withInstance(instance)
                .build()
                .toResponse();
    }

    private static boolean isFoundWhileReadingAForm(IOException e) {
        var where = e.getStackTrace();
        return where.length > 0 && where[0].getClassName().startsWith(READERS);
    }
}
