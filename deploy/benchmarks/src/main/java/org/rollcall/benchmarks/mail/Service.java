package org.rollcall.benchmarks.mail;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
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
import org.rollcall.testkit.ServerFailure;

/** notification-service as a process of its own, as it is deployed; no flood of mails worries it. */
final class Service implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String NO_LIMIT = "1000000000";

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port = Ports.free();
    private final ChildProcess process;

    Service(
            Path folder,
            String bootstrapServers,
            Database database,
            int smtpPort,
            int connections,
            List<String> jvmArguments) {
        var jar = Checkout.root().resolve("notification-service/target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new ServerFailure("notification-service is not built: ./mvnw install -DskipTests");
        }
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-XX:+UseParallelGC"));
        var configuration = new LinkedHashMap<>(Map.ofEntries(
                Map.entry("quarkus.profile", "local"),
                Map.entry("quarkus.http.port", Integer.toString(port)),
                Map.entry("kafka.bootstrap.servers", bootstrapServers),
                Map.entry("quarkus.datasource.jdbc.url", database.url()),
                Map.entry("quarkus.datasource.username", database.application()),
                Map.entry("quarkus.datasource.password", database.applicationPassword()),
                Map.entry("quarkus.flyway.username", database.owner()),
                Map.entry("quarkus.flyway.password", database.ownerPassword()),
                Map.entry("rollcall.mail.smtp.host", "127.0.0.1"),
                Map.entry("rollcall.mail.smtp.port", Integer.toString(smtpPort)),
                Map.entry("rollcall.mail.smtp.timeout", "30s"),
                Map.entry("rollcall.mail.smtp.deadline", "2m"),
                Map.entry("rollcall.mail.patience", "10m"),
                Map.entry("rollcall.mail.connections", Integer.toString(connections)),
                Map.entry("rollcall.breaker.per-hour", NO_LIMIT),
                Map.entry("rollcall.sessions.patience", "0s")));
        configuration.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(jvmArguments);
        command.addAll(List.of("-jar", jar.toString()));
        process = ChildProcess.start(
                "notification-service",
                command,
                folder.resolve("notification-service.log"),
                folder.resolve("service.pid"));
        process.awaitReady(this::isReady, PATIENCE);
    }

    /** The processor time that it has taken until now. */
    Duration processorTime() {
        return ProcessHandle.of(process.pid())
                .flatMap(handle -> handle.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    private boolean isReady() {
        try {
            return client.send(
                                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
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

    @Override
    public void close() {
        process.stop(Duration.ofSeconds(20));
    }
}
