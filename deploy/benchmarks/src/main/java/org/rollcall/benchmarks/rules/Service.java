package org.rollcall.benchmarks.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.rollcall.testkit.Checkout;
import org.rollcall.testkit.ChildProcess;
import org.rollcall.testkit.Database;
import org.rollcall.testkit.Ports;
import org.rollcall.testkit.ServerFailure;
import org.rollcall.testkit.Tokens;

/** engagement-rules as a process of its own, as it is deployed, with a clock that is set by hand. */
final class Service implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(50);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port = Ports.free();
    private final ChildProcess process;

    Service(Path folder, String bootstrapServers, Database database, List<String> jvmArguments) {
        var jar = Checkout.root().resolve("engagement-rules/target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new ServerFailure("engagement-rules is not built: ./mvnw install -DskipTests");
        }
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g", "-XX:+UseParallelGC"));
        command.addAll(jvmArguments);
        configuration(bootstrapServers, database).forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-jar", jar.toString()));
        process = ChildProcess.start(
                "engagement-rules", command, folder.resolve("engagement-rules.log"), folder.resolve("service.pid"));
        process.awaitReady(() -> answers("/q/health/ready"), PATIENCE);
    }

    private Map<String, String> configuration(String bootstrapServers, Database database) {
        var configuration = new LinkedHashMap<String, String>();
        configuration.put("quarkus.profile", "local");
        configuration.putAll(Tokens.configuration());
        configuration.put("quarkus.http.port", Integer.toString(port));
        configuration.put("kafka.bootstrap.servers", bootstrapServers);
        configuration.put("quarkus.datasource.jdbc.url", database.url());
        configuration.put("quarkus.datasource.username", database.application());
        configuration.put("quarkus.datasource.password", database.applicationPassword());
        configuration.put("quarkus.flyway.username", database.owner());
        configuration.put("quarkus.flyway.password", database.ownerPassword());
        configuration.put("rollcall.clock", "adjustable");
        configuration.put("rollcall.clock.start", "2026-09-01T08:00:00Z");
        return configuration;
    }

    void setClock(Instant now) {
        send("PUT", "/dev/clock", "{\"now\":\"" + now + "\"}");
    }

    /** Waits until all is consumed, done and published; answers how long that took in seconds. */
    double awaitSettled() {
        var begun = System.nanoTime();
        while (!get("/dev/settled").get("settled").asBoolean()) {
            LockSupport.parkNanos(BETWEEN_QUESTIONS.toNanos());
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    JsonNode get(String path) {
        return send("GET", path, "");
    }

    JsonNode post(String path, Object body) {
        try {
            return send("POST", path, JSON.writeValueAsString(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode send(String method, String path, String body) {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .header("content-type", "application/json")
                    .header("authorization", Tokens.anyone().bearer())
                    .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
            var response = client.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new ServerFailure(method + " " + path + ": " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailure("Interrupted while waiting for " + path, e);
        }
    }

    private boolean answers(String path) {
        try {
            send("GET", path, "");
            return true;
        } catch (UncheckedIOException | ServerFailure notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        process.stop(Duration.ofSeconds(20));
    }
}
