package org.rollcall.testkit;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;
import org.rollcall.contracts.Topic;
import org.rollcall.contracts.Topics;

/**
 * A Kafka broker and controller in one process of its own, on the loopback interface. It can be stopped, killed and
 * started again on the same port and data. Topics are never created by use, only by {@link #createTopics()}.
 */
public final class KafkaServer implements AutoCloseable {

    /** The partitions of every topic of the local stack and of the tests. */
    public static final int PARTITIONS = 4;

    private static final Duration START_PATIENCE = Duration.ofSeconds(60);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(20);

    private final int port;
    private final Path folder;
    private final Path log;
    private volatile @Nullable ChildProcess process;
    private @Nullable KafkaSecurity security;
    /** Where the broker talks to itself; for its own client where it is closed to others. */
    private volatile int ownPort;

    private KafkaServer(int port, Path folder, Path log) {
        this.port = port;
        this.folder = folder;
        this.log = log;
    }

    /** On a free port; the data is gone with the JVM. */
    public static KafkaServer temporary() {
        Path folder = Scratch.folder("kafka");
        return new KafkaServer(Ports.free(), folder, folder.resolve("kafka.log"));
    }

    /** On the given port, with data that stays in the given folder. */
    public static KafkaServer keeping(Path folder, int port, Path log) {
        return new KafkaServer(port, folder, log);
    }

    /** Closes the broker to everyone who has nothing to do there; to be said before it is started. */
    public KafkaServer secured() {
        security = KafkaSecurity.in(folder.resolve("security"));
        return this;
    }

    /** The keys, passwords and rights of a secured broker. */
    public KafkaSecurity security() {
        if (security == null) {
            throw new IllegalStateException("This broker is open to everyone");
        }
        return security;
    }

    /** Starts the broker and returns when it answers. */
    public KafkaServer start() {
        if (isRunning()) {
            throw new IllegalStateException("Kafka is running already");
        }
        if (security != null) {
            security.prepare();
        }
        Path settings = writeSettings();
        if (!Files.exists(data().resolve("meta.properties"))) {
            format(settings);
        }
        ChildProcess started =
                ChildProcess.start("Kafka", java("kafka.Kafka", settings.toString()), log, folder.resolve("kafka.pid"));
        process = started;
        started.awaitReady(this::answers, START_PATIENCE);
        if (security != null) {
            try (Admin admin = admin()) {
                security.establish(admin);
            }
        }
        return this;
    }

    public boolean isRunning() {
        return process().filter(ChildProcess::isAlive).isPresent();
    }

    /** The process of the server, running or ended; empty before the first start and after a stop. */
    public Optional<ChildProcess> process() {
        return Optional.ofNullable(process);
    }

    public int port() {
        return port;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Creates the topics of the contract that are missing. */
    public void createTopics() {
        create(Topics.all().stream().map(KafkaServer::newTopic).toList());
    }

    /** Creates a topic that stands in no contract, unless it is there. */
    public void createTopic(String name) {
        create(List.of(new NewTopic(name, PARTITIONS, (short) 1)));
    }

    /** Ends the broker in good order; it can be started again. */
    public void stop() {
        process().ifPresent(running -> running.stop(STOP_PATIENCE));
        process = null;
    }

    /** Ends the broker as a power cut would; it can be started again. */
    public void kill() {
        process().ifPresent(ChildProcess::kill);
        process = null;
    }

    @Override
    public void close() {
        stop();
    }

    private static NewTopic newTopic(Topic<?> topic) {
        NewTopic created = new NewTopic(topic.name(), PARTITIONS, (short) 1);
        return topic.compacted()
                ? created.configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT))
                : created;
    }

    private void create(Collection<NewTopic> topics) {
        try (Admin admin = topicsAdmin()) {
            for (var creation : admin.createTopics(topics).values().values()) {
                try {
                    creation.get(ANSWER_PATIENCE.toSeconds(), TimeUnit.SECONDS);
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw new ServerFailure("A topic could not be created: " + e.getMessage(), e);
                    }
                }
            }
        } catch (TimeoutException e) {
            throw new ServerFailure("Kafka did not answer for " + ANSWER_PATIENCE, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailure("Interrupted while creating topics", e);
        }
    }

    private boolean answers() {
        if (!Ports.answers(port)) {
            return false;
        }
        try (Admin admin = admin()) {
            return !admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Admin topicsAdmin() {
        return security == null ? admin() : admin(bootstrapServers(), security.client(KafkaSecurity.ADMIN));
    }

    /** May do everything. */
    Admin admin() {
        return security == null
                ? admin(bootstrapServers(), Map.of())
                : admin("127.0.0.1:" + ownPort, security.brokerClient());
    }

    private static Admin admin(String bootstrapServers, Map<String, Object> client) {
        Properties settings = new Properties();
        settings.putAll(client);
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) ANSWER_PATIENCE.toMillis());
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) ANSWER_PATIENCE.toMillis());
        return Admin.create(settings);
    }

    private Path data() {
        return folder.resolve("data");
    }

    private void format(Path settings) {
        ChildProcess format = ChildProcess.start(
                "The formatting of Kafka's storage",
                java("kafka.tools.StorageTool", "format", "-t", "cm9sbGNhbGwtbG9jYWwtMQ", "-c", settings.toString()),
                log,
                folder.resolve("format.pid"));
        int status = format.onExit().join();
        if (status != 0) {
            throw new ServerFailure("Kafka's storage could not be formatted, see " + log);
        }
    }

    private Path writeSettings() {
        int controllerPort = Ports.free();
        Properties settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        settings.put("controller.listener.names", "CONTROLLER");
        if (security == null) {
            settings.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
            settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        } else {
            ownPort = Ports.free();
            String forOthers = "CLIENTS://127.0.0.1:" + port + ",BROKER://127.0.0.1:" + ownPort;
            settings.put("listeners", forOthers + ",CONTROLLER://127.0.0.1:" + controllerPort);
            settings.put("advertised.listeners", forOthers);
            settings.putAll(security.broker());
        }
        settings.put("log.dirs", data().toString());
        settings.put("auto.create.topics.enable", "false");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        // A year may be lived in an hour here: nothing is deleted for its age.
        settings.put("log.retention.ms", "-1");
        // Sized for one machine; the defaults reserve 128 MB for compaction and 10 MB per index.
        settings.put("log.cleaner.dedupe.buffer.size", "16777216");
        settings.put("log.index.size.max.bytes", "1048576");
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        // A killed broker is let in again as soon as the controller has forgotten the one before.
        settings.put("broker.session.timeout.ms", "4000");
        settings.put("broker.heartbeat.interval.ms", "500");
        try {
            Files.createDirectories(folder);
            // What a secured broker is told holds its passwords.
            Path file = (security == null ? folder : security.folder()).resolve("server.properties");
            StringWriter text = new StringWriter();
            settings.store(text, null);
            return Files.writeString(file, text.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> java(String main, String... arguments) {
        Path broker = Checkout.root().resolve("testkit/target/broker");
        List<File> classPath = jars(broker);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                // Written when a broker ends for the first time, read by every later one: halves its start.
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + broker.resolve(main + "-" + fingerprint(classPath) + ".jsa"),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSX",
                "-cp",
                classPath.stream().map(File::toString).collect(Collectors.joining(File.pathSeparator)),
                main));
        command.addAll(List.of(arguments));
        return command;
    }

    private static List<File> jars(Path broker) {
        File[] jars = broker.toFile().listFiles(file -> file.getName().endsWith(".jar"));
        if (jars == null || jars.length == 0) {
            throw new ServerFailure(
                    "No broker at " + broker + ": build testkit first (./mvnw -pl testkit -am install)");
        }
        return Stream.of(jars).sorted().toList();
    }

    /** Of the class path: an archive that was written for another one is of no use, and is not replaced by itself. */
    private static String fingerprint(List<File> classPath) {
        return Integer.toHexString(Objects.hash(
                classPath, classPath.stream().map(File::lastModified).toList()));
    }
}
