package org.rollcall.benchmarks.ingest;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rollcall.testkit.Checkout;
import org.rollcall.testkit.ChildProcess;
import org.rollcall.testkit.Database;
import org.rollcall.testkit.Ports;
import org.rollcall.testkit.Tokens;

/** attendance-ingest as it is deployed, in a process of its own. */
final class OurService {

    static final String GROUP = "attendance-ingest";

    /** Kafka Connect has the same. A batch dies young, if there is room for it to; and most of it is small objects. */
    static final List<String> JAVA = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx768m",
            "-Xmn512m",
            "-XX:+UseParallelGC",
            "-XX:+UseCompactObjectHeaders",
            "-XX:+UseTransparentHugePages");

    private static final Duration START_PATIENCE = Duration.ofMinutes(2);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);

    private final ChildProcess process;

    private OurService(ChildProcess process) {
        this.process = process;
    }

    /**
     * Starts an instance.
     *
     * @param batch how many swipes it polls at once
     */
    static OurService start(String bootstrapServers, Database database, int batch, Path folder, int number) {
        var service = new Prepared(bootstrapServers, database, batch, folder, number);
        return service.start();
    }

    ChildProcess process() {
        return process;
    }

    void stop() {
        process.stop(STOP_PATIENCE);
    }

    private record Prepared(String bootstrapServers, Database database, int batch, Path folder, int number) {

        OurService start() {
            var port = Ports.free();
            var command = new ArrayList<>(JAVA);
            configuration(port).forEach((name, value) -> command.add("-D" + name + "=" + value));
            command.addAll(List.of(
                    "-jar",
                    Checkout.root()
                            .resolve("attendance-ingest/target/quarkus-app/quarkus-run.jar")
                            .toString()));
            var process = ChildProcess.start(
                    "attendance-ingest",
                    command,
                    folder.resolve("attendance-ingest-%d.log".formatted(number)),
                    folder.resolve("attendance-ingest-%d.pid".formatted(number)));
            process.awaitReady(() -> isReady(port), START_PATIENCE);
            return new OurService(process);
        }

        private Map<String, String> configuration(int port) {
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
            configuration.put("rollcall.tick", "1s");
            if (batch > 0) {
                configuration.put("mp.messaging.incoming.swipes.max.poll.records", Integer.toString(batch));
            }
            return configuration;
        }

        private static boolean isReady(int port) {
            try (var http = HttpClient.newHttpClient()) {
                return http.send(
                                        HttpRequest.newBuilder(URI.create(
                                                        "http://127.0.0.1:%d/q/health/ready".formatted(port)))
                                                .timeout(Duration.ofSeconds(5))
                                                .build(),
                                        BodyHandlers.discarding())
                                .statusCode()
                        == 200;
            } catch (IOException notYet) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
