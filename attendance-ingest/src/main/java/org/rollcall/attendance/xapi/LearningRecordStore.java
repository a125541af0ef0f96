package org.rollcall.attendance.xapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** A store of the xAPI 1.0.3 kind, over HTTP. */
final class LearningRecordStore implements AutoCloseable {

    private static final int LONGEST_QUOTE = 500;

    private final HttpClient http;
    private final URI statements;
    private final Optional<String> authorization;
    private final Duration timeout;
    private final ObjectMapper json;

    LearningRecordStore(URI endpoint, XapiSettings settings, ObjectMapper json) {
        this.http = HttpClient.newBuilder().connectTimeout(settings.timeout()).build();
        var base = endpoint.toString();
        this.statements = URI.create((base.endsWith("/") ? base : base + "/") + "statements");
        this.authorization =
                settings.username().map(name -> basic(name, settings.password().orElse("")));
        this.timeout = settings.timeout();
        this.json = json;
    }

    /** What the store made of the statements that it was sent. */
    sealed interface Answer {

        /** It has all of them. */
        record Stored() implements Answer {}

        /** One of them, or how many they are, is more than it takes; it has none of them. */
        record Refused(String reason) implements Answer {}

        /** It could not be asked, or cannot take anything now. */
        record Away(String reason) implements Answer {}
    }

    /** Sends statements together; a store takes all of them or none. */
    Answer send(List<Statement> batch) throws InterruptedException {
        var request = HttpRequest.newBuilder(statements)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .header("X-Experience-API-Version", "1.0.3")
                .POST(BodyPublishers.ofByteArray(written(batch)));
        authorization.ifPresent(value -> request.header("Authorization", value));
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            var status = response.statusCode();
            var body = response.body();
            var said = "%d %s".formatted(status, body.substring(0, Math.min(body.length(), LONGEST_QUOTE)));
            return switch (status) {
                case 200, 204 -> new Answer.Stored();
                // Not what it takes; another statement under that id; more than it takes at once.
                case 400, 409, 413 -> new Answer.Refused(said);
                default -> new Answer.Away(said);
            };
        } catch (IOException e) {
            return new Answer.Away(String.valueOf(e));
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private byte[] written(List<Statement> batch) {
        try {
            return json.writeValueAsBytes(batch);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String basic(String name, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
