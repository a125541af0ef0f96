package org.rollcall.local;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.rollcall.testkit.Ports;

/** The endpoints of the services that say whether they are ready and settled, and that read and set their clocks. */
final class DevEndpoints implements Clocks {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Layout layout;
    private final HttpClient client;

    DevEndpoints(Layout layout) {
        this.layout = layout;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build();
    }

    /** A service's answer to whether it has nothing left to do at its present time. */
    record Settled(boolean settled, @Nullable Instant now, String fingerprint, List<String> waitingFor) {

        static final Settled SILENT = new Settled(false, null, "", List.of("an answer"));
    }

    private record Setting(String now) {}

    private record Problem(@Nullable String title, @Nullable String detail) {}

    /** Asks all services at once; one that is just being started again has not settled. */
    Map<Service, Settled> settled() {
        Map<Service, CompletableFuture<Settled>> questions = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            questions.put(
                    service,
                    client.sendAsync(request(service, "/dev/settled").GET().build(), BodyHandlers.ofByteArray())
                            .thenApply(DevEndpoints::settled)
                            .exceptionally(silence -> Settled.SILENT));
        }
        Map<Service, Settled> answers = new EnumMap<>(Service.class);
        questions.forEach((service, question) -> answers.put(service, question.join()));
        return answers;
    }

    boolean isReady(Service service) {
        // Much cheaper than a request that is refused, of which a start would make hundreds.
        if (!Ports.answers(layout.port(service))) {
            return false;
        }
        try {
            return send(request(service, "/q/health/ready").GET()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public Optional<Reading> clock(Service service) {
        try {
            return reading(service, send(request(service, "/dev/clock").GET()));
        } catch (IOException silence) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Reading> setClock(Service service, Instant to) {
        try {
            byte[] setting = JSON.writeValueAsBytes(new Setting(to.toString()));
            return reading(
                    service,
                    send(request(service, "/dev/clock")
                            .header("Content-Type", "application/json")
                            .PUT(HttpRequest.BodyPublishers.ofByteArray(setting))));
        } catch (IOException silence) {
            return Optional.empty();
        }
    }

    private HttpRequest.Builder request(Service service, String path) {
        return HttpRequest.newBuilder(layout.url(service).resolve(path)).timeout(PATIENCE);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException {
        try {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }

    private static Settled settled(HttpResponse<byte[]> response) {
        try {
            return response.statusCode() == 200 ? JSON.readValue(response.body(), Settled.class) : Settled.SILENT;
        } catch (IOException e) {
            return Settled.SILENT;
        }
    }

    private static Optional<Reading> reading(Service service, HttpResponse<byte[]> response) throws IOException {
        if (response.statusCode() >= 500) {
            return Optional.empty();
        }
        if (response.statusCode() != 200) {
            Problem problem = JSON.readValue(response.body(), Problem.class);
            throw new Refusal(service.title() + ": " + (problem.detail() == null ? problem.title() : problem.detail()));
        }
        return Optional.of(JSON.readValue(response.body(), Reading.class));
    }
}
