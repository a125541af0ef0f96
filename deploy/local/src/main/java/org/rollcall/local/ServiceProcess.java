package org.rollcall.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rollcall.testkit.ChildProcess;
import org.rollcall.testkit.Database;

/** One service of the suite as a process of its own. */
final class ServiceProcess {

    private static final String CONNECTOR = "mp.messaging.connector.smallrye-kafka.";
    private static final Duration START_PATIENCE = Duration.ofMinutes(5);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);

    private final Service service;
    private final Layout layout;
    private final StackFolder folder;
    private final DevEndpoints endpoints;
    private final AotCache aotCache;
    private final boolean recording;
    private volatile @Nullable ChildProcess process;

    /**
     * A service that does not run yet.
     *
     * @param recording whether this run is to be noted down, so that later ones start fast
     */
    ServiceProcess(Service service, Layout layout, StackFolder folder, DevEndpoints endpoints, boolean recording) {
        this.service = service;
        this.layout = layout;
        this.folder = folder;
        this.endpoints = endpoints;
        this.aotCache = AotCache.of(service.application());
        this.recording = recording;
    }

    /** Starts the service and returns when it is ready. */
    void start(Database database) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                // Five services start at once on few cores: without the slower compiler they do so in half the time.
                "-XX:TieredStopAtLevel=1"));
        command.addAll(recording ? aotCache.record() : aotCache.use());
        configuration(database).forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-jar", service.application().toString()));
        ChildProcess started =
                ChildProcess.start(service.title(), command, layout.log(service.title()), folder.pidFile(service));
        process = started;
        started.awaitReady(() -> endpoints.isReady(service), START_PATIENCE);
    }

    Optional<ChildProcess> process() {
        return Optional.ofNullable(process);
    }

    void stop() {
        process().ifPresent(running -> running.stop(recording ? AotCache.WRITING_PATIENCE : STOP_PATIENCE));
        if (recording) {
            aotCache.keep();
        }
    }

    private Map<String, String> configuration(Database database) {
        Map<String, String> configuration = new LinkedHashMap<>();
        configuration.put("quarkus.profile", "local");
        configuration.put("quarkus.http.host", "127.0.0.1");
        configuration.put("quarkus.http.port", Integer.toString(layout.port(service)));
        configuration.put("kafka.bootstrap.servers", layout.bootstrapServers());
        folder.security()
                .ifPresent(security -> configuration.put(
                        "quarkus.config.locations",
                        security.serviceFile(service.principal()).toString()));
        configuration.put("quarkus.datasource.jdbc.url", database.url());
        configuration.put("quarkus.datasource.username", database.application());
        configuration.put("quarkus.datasource.password", database.applicationPassword());
        configuration.put("quarkus.flyway.username", database.owner());
        configuration.put("quarkus.flyway.password", database.ownerPassword());
        configuration.put("rollcall.identity.url", layout.realm().toString());
        // Keycloak is started at the same time, and is asked for its keys when the first token comes.
        configuration.put("quarkus.oidc.discovery-enabled", "false");
        configuration.put("quarkus.oidc.jwks-path", "protocol/openid-connect/certs");
        configuration.put("quarkus.oidc.jwks.resolve-early", "false");
        configuration.put("quarkus.oidc.token.issuer", layout.realm().toString());
        if (service == Service.NOTIFICATION_SERVICE) {
            configuration.put("quarkus.mailer.host", "127.0.0.1");
            configuration.put("quarkus.mailer.port", Integer.toString(layout.smtp()));
            configuration.put(
                    "rollcall.attachments.agreements",
                    layout.url(Service.CASE_MANAGEMENT).toString());
            configuration.put(
                    "rollcall.attachments.letters",
                    layout.url(Service.APPEALS_SERVICE).toString());
        }
        configuration.put("rollcall.mail.imap.host", "127.0.0.1");
        configuration.put("rollcall.mail.imap.port", Integer.toString(layout.imap()));
        configuration.put("rollcall.tick", "200ms");
        // A killed service is given its partitions again after six seconds, not after 45; a stopped one does not wait
        // two
        // seconds for each of its channels.
        configuration.put(CONNECTOR + "session.timeout.ms", "6000");
        configuration.put(CONNECTOR + "heartbeat.interval.ms", "1500");
        configuration.put(CONNECTOR + "graceful-shutdown", "false");
        folder.clockStart().ifPresent(start -> {
            configuration.put("rollcall.clock", "adjustable");
            configuration.put("rollcall.clock.start", start.toString());
            configuration.put("rollcall.clock.file", folder.clockFile(service).toString());
        });
        return configuration;
    }
}
