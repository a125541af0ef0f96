package org.rollcall.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.rollcall.local.demo.Suite.Part;

/** Reads the services' REST interfaces. Who does not answer is being started again: it is asked once more. */
final class Rest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int LARGEST_PAGE = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Suite suite;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Rest(Suite suite) {
        this.suite = suite;
    }

    /** All items of a list that is answered page by page. */
    List<JsonNode> list(Part part, String path) {
        List<JsonNode> items = new ArrayList<>();
        String separator = path.contains("?") ? "&" : "?";
        for (int number = 0; ; number++) {
            JsonNode page = object(part, path + separator + "page=" + number + "&size=" + LARGEST_PAGE)
                    .orElseThrow(() -> new IllegalStateException(part + " does not know " + path));
            page.path("items").forEach(items::add);
            if (page.path("items").isEmpty()
                    || items.size() >= page.path("total").asInt()) {
                return items;
            }
        }
    }

    /** One object; empty when the service knows of none. */
    Optional<JsonNode> object(Part part, String path) {
        long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        HttpRequest request = HttpRequest.newBuilder(suite.url(part).resolve(path))
                .header("Authorization", "Bearer " + suite.token())
                .timeout(PATIENCE)
                .build();
        while (true) {
            try {
                HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
                if (response.statusCode() == 200) {
                    return Optional.of(JSON.readTree(response.body()));
                }
                if (response.statusCode() == 404) {
                    return Optional.empty();
                }
                if (response.statusCode() < 500 || System.nanoTime() > giveUpAt) {
                    throw new IllegalStateException(request.uri() + " answers " + response.statusCode());
                }
            } catch (IOException silence) {
                if (System.nanoTime() > giveUpAt) {
                    throw new UncheckedIOException(request.uri() + " does not answer", silence);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted", e);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
