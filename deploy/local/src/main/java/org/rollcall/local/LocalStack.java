package org.rollcall.local;

import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rollcall.testkit.ChildProcess;
import org.rollcall.testkit.Database;
import org.rollcall.testkit.KafkaServer;
import org.rollcall.testkit.Ports;
import org.rollcall.testkit.PostgresServer;
import org.rollcall.testkit.ServerFailure;

/**
 * The whole suite on one machine: Kafka, PostgreSQL, mail, Keycloak and the five services as processes of their own. A
 * process that ends without being told to is started again.
 */
public final class LocalStack implements AutoCloseable {

    private final Layout layout;
    private final @Nullable Instant clock;
    private final Consumer<String> out;
    private final StackFolder folder;
    private final KafkaServer kafka;
    private final PostgresServer postgres;
    private final Supervised supervisedKafka;
    private final Supervised supervisedPostgres;
    private final Supervised supervisedMail;
    private final Supervised supervisedKeycloak;
    private final Map<Service, Supervised> services = new EnumMap<>(Service.class);
    private boolean secured;
    private volatile boolean started;
    private volatile boolean closed;

    /**
     * A stack that is not started yet.
     *
     * @param clock where an adjustable clock is to begin, unless the data has one; null for the clock of the machine
     * @param out is told each line that a user wants to read
     */
    public LocalStack(Layout layout, @Nullable Instant clock, Consumer<String> out) {
        this(layout, clock, out, false);
    }

    private LocalStack(Layout layout, @Nullable Instant clock, Consumer<String> out, boolean recording) {
        this.layout = layout;
        this.clock = clock;
        this.out = out;
        this.folder = new StackFolder(layout.folder());
        this.kafka = KafkaServer.keeping(layout.folder().resolve("kafka"), layout.kafka(), layout.log("kafka"));
        this.postgres =
                PostgresServer.keeping(layout.folder().resolve("postgres"), layout.postgres(), layout.log("postgres"));
        MailProcess mail = new MailProcess(layout, folder);
        this.supervisedKafka = new Supervised("Kafka", kafka::start, kafka::stop, kafka::process, out);
        this.supervisedPostgres = new Supervised("PostgreSQL", postgres::start, postgres::stop, postgres::process, out);
        this.supervisedMail = new Supervised("Mail", mail::start, mail::stop, mail::process, out);
        KeycloakProcess keycloak = new KeycloakProcess(layout, folder, recording);
        this.supervisedKeycloak = new Supervised("Keycloak", keycloak::start, keycloak::stop, keycloak::process, out);
        DevEndpoints endpoints = new DevEndpoints(layout);
        for (Service service : Service.values()) {
            ServiceProcess process = new ServiceProcess(service, layout, folder, endpoints, recording);
            services.put(
                    service,
                    new Supervised(
                            service.title(),
                            () -> process.start(postgres.database(service.database())),
                            process::stop,
                            process::process,
                            out));
        }
    }

    /** With a broker that asks everyone who they are, and allows each what they need; to be said before the start. */
    public LocalStack secured() {
        kafka.secured();
        secured = true;
        return this;
    }

    /** A stack whose services, and Keycloak, note down, when they are ended, what lets later ones start fast. */
    static LocalStack recording(Layout layout, Instant clock) {
        return new LocalStack(layout, clock, line -> {}, true);
    }

    /**
     * Starts all of it and returns when every part is ready; data of an earlier start is gone on with.
     *
     * @throws Refusal when the services are not built, or a port is taken
     * @throws ServerFailure when a part cannot be started; what runs by then is ended by {@link #close()}
     */
    public void start() {
        try {
            startAll();
        } catch (RuntimeException e) {
            throw closed ? new Refusal("Ended while it was being started.") : e;
        }
    }

    public Layout layout() {
        return layout;
    }

    /** The process of a service, for those who want to see what happens when it is killed. */
    public ChildProcess process(Service service) {
        return running(part(service));
    }

    /** The process of the broker. */
    public ChildProcess kafkaProcess() {
        return running(supervisedKafka);
    }

    /** What a service keeps, for whoever looks behind it. */
    public Database database(Service service) {
        return postgres.database(service.database());
    }

    /** The process of the database server. */
    public ChildProcess postgresProcess() {
        return running(supervisedPostgres);
    }

    /** Ends all parts in order: the services, then what they need. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (started) {
            out.accept("Ending Rollcall.");
        }
        inParallel(services.values().stream().<Runnable>map(part -> part::stop).toList());
        inParallel(List.of(
                supervisedKafka::stop, supervisedPostgres::stop, supervisedMail::stop, supervisedKeycloak::stop));
        // A part that was just being started when it was stopped.
        folder.endLeftovers();
        folder.release();
        if (started) {
            out.accept("Rollcall is down.");
        }
    }

    private void startAll() {
        requireBuilt();
        folder.claim(layout);
        folder.secure(secured);
        folder.endLeftovers();
        PortCheck.complaint(layout, Ports::isFree).ifPresent(complaint -> {
            throw new Refusal(complaint);
        });
        if (clock != null && folder.clockStart().isEmpty()) {
            folder.startClock(clock);
        }
        started = true;
        // Keycloak takes longest and needs nobody; the services need no token to start.
        inParallel(List.of(supervisedKeycloak::start, this::startServices));
    }

    private void startServices() {
        inParallel(List.of(this::startKafka, this::startPostgres, supervisedMail::start));
        inParallel(services.values().stream().<Runnable>map(part -> part::start).toList());
    }

    private void startKafka() {
        supervisedKafka.start();
        kafka.createTopics();
    }

    private void startPostgres() {
        supervisedPostgres.start();
        for (Service service : Service.values()) {
            postgres.createDatabase(service.database());
        }
    }

    private static void requireBuilt() {
        for (Service service : Service.values()) {
            if (!Files.exists(service.application())) {
                throw new Refusal(service.title() + " is not built: ./rollcall up builds what is missing, or "
                        + "./mvnw install -DskipTests");
            }
        }
    }

    private Supervised part(Service service) {
        Supervised part = services.get(service);
        if (part == null) {
            throw new IllegalStateException("No part for " + service);
        }
        return part;
    }

    private static ChildProcess running(Supervised part) {
        return part.process().orElseThrow(() -> new IllegalStateException(part.title() + " does not run"));
    }

    private static void inParallel(Collection<Runnable> tasks) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> running = new ArrayList<>();
            for (Runnable task : tasks) {
                running.add(CompletableFuture.runAsync(task, threads));
            }
            CompletableFuture.allOf(running.toArray(CompletableFuture<?>[]::new))
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
