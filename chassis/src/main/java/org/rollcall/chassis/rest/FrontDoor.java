package org.rollcall.chassis.rest;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.problem.Problems;
import org.rollcall.chassis.problem.Problems.FieldError;

/**
 * Looks at every request before anything else does, and refuses what the layers behind it would stumble over, each in its
 * own words or none: an address with a control character, a media type that is none, or a body that is longer than any of
 * the service's may be. What is no URI at all does not come this far: the web server refuses it, without a word.
 */
@ApplicationScoped
class FrontDoor {

    private static final int BEFORE_ALL_OTHERS = 100_000;

    private static final String CONTENT_TYPE = "Content-Type";
    private static final String ACCEPT = "Accept";
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final String MEDIA_TYPE = "\\s*" + TOKEN + "/" + TOKEN + "\\s*(;[^,]*)?";
    private static final Pattern MEDIA_TYPES = Pattern.compile(MEDIA_TYPE + "(," + MEDIA_TYPE + ")*");

    private final long longestBody;

    FrontDoor(@ConfigProperty(name = "quarkus.http.limits.max-body-size") Optional<MemorySize> longestBody) {
        this.longestBody = longestBody.map(MemorySize::asLongValue).orElse(Long.MAX_VALUE);
    }

    void open(@Observes Filters filters) {
        filters.register(this::look, BEFORE_ALL_OTHERS);
    }

    private void look(RoutingContext context) {
        var refusal = refusal(context);
        if (refusal == null) {
            context.next();
            return;
        }
        // What is still to come of a body is read and thrown away, so that whoever sends it comes to read the answer.
        context.request().resume();
        context.response()
                .setStatusCode(refusal.getStatusCode())
                .putHeader(HttpHeaders.CONTENT_TYPE, HttpProblem.MEDIA_TYPE.toString())
                .end(json(refusal).toBuffer());
    }

    private @Nullable HttpProblem refusal(RoutingContext context) {
        var request = context.request();
        if (hasControlCharacter(request.uri())) {
            return Problems.badRequest("address", "has a control character");
        }
        for (var name : List.of(CONTENT_TYPE, ACCEPT)) {
            var types = request.getHeader(name);
            if (types != null && !MEDIA_TYPES.matcher(types).matches()) {
                return Problems.badRequest(name, "is no media type");
            }
        }
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null && isTooLong(length) ? Problems.tooLarge(longestBody) : null;
    }

    /** In the path alone: the parameters' own check names the one at fault. */
    private static boolean hasControlCharacter(String uri) {
        return new QueryStringDecoder(uri).path().chars().anyMatch(Character::isISOControl);
    }

    private boolean isTooLong(String length) {
        try {
            return Long.parseLong(length.strip()) > longestBody;
        } catch (NumberFormatException e) {
            return true;
        }
    }

    private static JsonObject json(HttpProblem problem) {
        var json = new JsonObject()
                .put("type", String.valueOf(problem.getType()))
                .put("title", problem.getTitle())
                .put("status", problem.getStatusCode())
                .put("detail", problem.getDetail());
        if (problem.getParameters().get("errors") instanceof List<?> errors) {
            json.put(
                    "errors",
                    new JsonArray(errors.stream()
                            .map(FieldError.class::cast)
                            .map(error -> new JsonObject()
                                    .put("pointer", error.pointer())
                                    .put("detail", error.detail()))
                            .toList()));
        }
        return json;
    }
}
