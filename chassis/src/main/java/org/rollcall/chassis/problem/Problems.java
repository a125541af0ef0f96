package org.rollcall.chassis.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.Response.StatusType;
import java.net.URI;
import java.util.List;

/**
 * Refusals as they leave the REST edge: RFC 9457 problems with a stable type, the field where one is at fault, and the
 * clause of the policy where one applies.
 */
public final class Problems {

    private static final String TYPES = "https://rollcall.example/problems/";

    private Problems() {}

    /** 404: it does not exist, or it is not yours; the answer is the same. */
    public static HttpProblem notFound(String detail) {
        return problem("not-found", Status.NOT_FOUND, detail).build();
    }

    /**
     * 400: a part of the request is wrong.
     *
     * @param pointer JSON pointer to the field, or the parameter's name
     */
    public static HttpProblem badRequest(String pointer, String detail) {
        return badRequest(pointer, detail, List.of(new FieldError(pointer, detail)));
    }

    static HttpProblem badRequest(String pointer, String detail, List<FieldError> errors) {
        return problem("invalid-request", Status.BAD_REQUEST, pointer + " " + detail)
                .with("errors", errors)
                .build();
    }

    /** 413: the body is longer than the operation allows. */
    public static HttpProblem tooLarge(long mostBytes) {
        return problem("too-large", Status.REQUEST_ENTITY_TOO_LARGE, "A body has %d bytes at most".formatted(mostBytes))
                .build();
    }

    /** 429: the person has asked too often. */
    public static HttpProblem tooMany(long secondsToWait) {
        return problem(
                        "too-many-requests",
                        Status.TOO_MANY_REQUESTS,
                        "That was asked too often; it can be asked again in %d s".formatted(secondsToWait))
                .withHeader(HttpHeaders.RETRY_AFTER, secondsToWait)
                .build();
    }

    /** 409: what is asked for cannot be done in the present state. */
    public static HttpProblem conflict(String name, String detail) {
        return problem(name, Status.CONFLICT, detail).build();
    }

    /** 409: a clause of the policy does not allow it. */
    public static HttpProblem conflict(String name, String detail, String clause) {
        return problem(name, Status.CONFLICT, detail).with("clause", clause).build();
    }

    /** 412: someone else changed it meanwhile. */
    public static HttpProblem changedMeanwhile(String detail) {
        return problem("changed-meanwhile", Status.PRECONDITION_FAILED, detail).build();
    }

    /** 422: it is well-formed, and cannot be meant. */
    public static HttpProblem unprocessable(String name, String detail) {
        return problem(name, new Unprocessable(), detail).build();
    }

    /** The stable type of a refusal. */
    public static URI type(String name) {
        return URI.create(TYPES + name);
    }

    /** A refusal with fields of its own: more can be added before it is built. */
    public static HttpProblem.Builder problem(String name, StatusType status, String detail) {
        return HttpProblem.builder()
                .withType(type(name))
                .withTitle(status.getReasonPhrase())
                .withStatus(status)
                .withDetail(detail);
    }

    /** 422, which the JAX-RS API does not name. */
    private record Unprocessable() implements StatusType {

        @Override
        public int getStatusCode() {
            return 422;
        }

        @Override
        public Status.Family getFamily() {
            return Status.Family.CLIENT_ERROR;
        }

        @Override
        public String getReasonPhrase() {
            return "Unprocessable Content";
        }
    }

    /** What is wrong with one field. */
    public record FieldError(String pointer, String detail) {}
}
