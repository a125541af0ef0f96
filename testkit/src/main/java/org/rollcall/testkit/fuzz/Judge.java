package org.rollcall.testkit.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.rollcall.testkit.fuzz.Asking.Asked;
import org.rollcall.testkit.fuzz.RawHttp.Response;

/** Holds answers against what the document says of them, and against what no answer may say. */
final class Judge {

    private static final String PROBLEM = "application/problem+json";

    /** How a request may be refused that is for no operation, or perhaps for another one. */
    private static final Set<Integer> REFUSED = Set.of(400, 401, 403, 404, 405, 406, 413, 415);

    private static final Pattern INSIDES = Pattern.compile("""
            org\\.rollcall\\.[a-z]+\\.|\\b(java|jakarta|io\\.quarkus|io\\.vertx|com\\.fasterxml|org\\.hibernate|org\\.postgresql|org\\.jboss)\\.\
            |\\w+Exception\\b|\\bat [\\w.$]+\\(\\w+\\.java|\\bSQLSTATE\\b|\\bERROR: |\\bSELECT .+ FROM\\b|\\bINSERT INTO\\b""");

    private final OpenApi api;

    Judge(OpenApi api) {
        this.api = api;
    }

    /** Everything that is wrong with the answer. */
    List<String> faults(Asked asked, Response response, boolean toAnOperation) {
        if (!isAddress(asked.request().target())) {
            // The web server refuses it, in no words, before the service comes to hear of it.
            return response.status() == 400
                    ? List.of()
                    : List.of("answers %d to what is no address".formatted(response.status()));
        }
        var faults = new ArrayList<String>();
        if (response.status() >= 500) {
            faults.add("answers " + response.status());
        }
        var text = response.text();
        if (INSIDES.matcher(text).find()) {
            faults.add("tells of its insides");
        }
        for (var header : List.of("Cache-Control", "X-Content-Type-Options")) {
            if (response.header(header).isEmpty()) {
                faults.add("answers %d without %s".formatted(response.status(), header));
            }
        }
        if (response.headers().containsKey("x-injected")) {
            faults.add("lets a header be injected");
        }
        var declared = api.answer(asked.operation(), response.status());
        if (declared == null && (toAnOperation || response.status() >= 400 && !REFUSED.contains(response.status()))) {
            faults.add("answers %d, which is not declared".formatted(response.status()));
        }
        if (response.status() >= 400) {
            problem(response, faults);
        } else if (declared != null && toAnOperation) {
            content(response, declared, faults);
        }
        if (declared != null && toAnOperation) {
            declared.path("headers").properties().forEach(header -> {
                if (response.header(header.getKey()).isEmpty()) {
                    faults.add("answers %d without %s".formatted(response.status(), header.getKey()));
                }
            });
        }
        return faults;
    }

    private static boolean isAddress(String target) {
        try {
            // The server takes each byte for a character.
            return !new URI(new String(target.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))
                    .toString()
                    .isEmpty();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private void problem(Response response, List<String> faults) {
        if (!response.mediaType().equals(PROBLEM)) {
            faults.add("answers %d as '%s' and not as a problem".formatted(response.status(), response.mediaType()));
            return;
        }
        api.errors(OpenApi.tree("{\"$ref\":\"#/components/schemas/Problem\"}"), response.text())
                .forEach(error -> faults.add("answers a problem that is none: " + error));
    }

    private void content(Response response, JsonNode declared, List<String> faults) {
        var content = declared.path("content");
        if (content.isEmpty()) {
            if (response.body().length > 0) {
                faults.add("answers %d with content, which is not declared".formatted(response.status()));
            }
            return;
        }
        var media = content.has(response.mediaType()) ? content.get(response.mediaType()) : content.get("*/*");
        if (media == null) {
            faults.add("answers %d as '%s', which is not declared".formatted(response.status(), response.mediaType()));
        } else if (response.mediaType().equals("application/json")) {
            api.errors(media.path("schema"), response.text())
                    .forEach(
                            error -> faults.add("answers %d not as described: %s".formatted(response.status(), error)));
        }
    }
}
