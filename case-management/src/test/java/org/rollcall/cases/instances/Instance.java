package org.rollcall.cases.instances;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rollcall.cases.People;
import org.rollcall.testkit.ChildProcess;
import org.rollcall.testkit.Database;
import org.rollcall.testkit.Ports;
import org.rollcall.testkit.SharedServers;
import org.rollcall.testkit.Tokens;

/** One instance of the packaged service, as a process of its own. */
final class Instance implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = Ports.free();
    private final ChildProcess process;

    private Instance(String name, Database database, Instant now) {
        var target = Path.of("target");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        configuration(database, now).forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of(
                "-jar", target.resolve("quarkus-app").resolve("quarkus-run.jar").toString()));
        process = ChildProcess.start(name, command, target.resolve(name + ".log"), target.resolve(name + ".pid"));
    }

    static Instance start(String name, Database database, Instant now) {
        return new Instance(name, database, now);
    }

    void awaitReady() {
        process.awaitReady(() -> isReady(), PATIENCE);
    }

    /** An answer: its status and its body. */
    record Answer(int status, JsonNode body) {

        String text(String field) {
            return body.path(field).asText();
        }
    }

    Answer get(String path) {
        return send(
                request(path).header("Authorization", Tokens.anyone().bearer()).GET());
    }

    Answer post(String person, String role, String path, @Nullable Object body) {
        return send(request(path)
                .header("Authorization", People.token(person, role).bearer())
                .header("Content-Type", "application/json")
                .POST(body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json(body))));
    }

    void setClock(Instant now) {
        var answer = send(request("/dev/clock")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(json(Map.of("now", now.toString())))));
        if (answer.status() != 200) {
            throw new IllegalStateException("The clock was not set: " + answer);
        }
    }

    boolean isSettled() {
        return get("/dev/settled").body().path("settled").asBoolean();
    }

    /** Without this instance's files, which it reads while it stops. */
    @Override
    public void close() {
        process.stop(Duration.ofSeconds(20));
        http.close();
    }

    private boolean isReady() {
        try {
            return get("/q/health/ready").status() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(60));
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), JSON.readTree(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> configuration(Database database, Instant now) {
        var configuration = new LinkedHashMap<String, String>();
        configuration.put("quarkus.profile", "local");
        configuration.put("quarkus.http.port", Integer.toString(port));
        configuration.put("kafka.bootstrap.servers", SharedServers.bootstrapServers());
        configuration.put("quarkus.datasource.jdbc.url", database.url());
        configuration.put("quarkus.datasource.username", database.application());
        configuration.put("quarkus.datasource.password", database.applicationPassword());
        configuration.put("quarkus.flyway.username", database.owner());
        configuration.put("quarkus.flyway.password", database.ownerPassword());
        configuration.putAll(Tokens.configuration());
        configuration.put("rollcall.clock", "adjustable");
        configuration.put("rollcall.clock.start", now.toString());
        configuration.put("mp.messaging.connector.smallrye-kafka.graceful-shutdown", "false");
        return configuration;
    }
}
