package org.rollcall.chassis.rest;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import org.rollcall.chassis.problem.Problems;

/**
 * What holds for every parameter in a path or a query: an id has at most 64 characters, anything else 255, and none of
 * them is a control character.
 */
@Provider
@Priority(Priorities.AUTHENTICATION - 100)
class Parameters implements ContainerRequestFilter {

    /** The contract's ids. */
    private static final int LONGEST_ID = 64;

    private static final int LONGEST_VALUE = 255;

    @Override
    public void filter(ContainerRequestContext request) {
        request.getUriInfo().getPathParameters().forEach((name, values) -> {
            if (values.stream().anyMatch(String::isBlank)) {
                throw Problems.badRequest(name, "is blank");
            }
        });
        check(request.getUriInfo().getPathParameters(), LONGEST_ID);
        check(request.getUriInfo().getQueryParameters(), LONGEST_VALUE);
    }

    private static void check(MultivaluedMap<String, String> parameters, int longest) {
        parameters.forEach((name, values) -> values.forEach(value -> check(name, value, longest)));
    }

    private static void check(String name, String value, int longest) {
        if (value.length() > longest) {
            throw Problems.badRequest(shortened(name), "has more than %d characters".formatted(longest));
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw Problems.badRequest(shortened(name), "has a control character");
        }
    }

    /** A query may name anything. */
    private static String shortened(String name) {
        return name.length() <= LONGEST_ID ? name : name.substring(0, LONGEST_ID) + "…";
    }
}
