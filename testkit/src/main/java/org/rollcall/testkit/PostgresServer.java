package org.rollcall.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server as a process of its own, on the loopback interface, with durable settings: what was committed
 * survives a kill. It can be stopped, killed and started again on the same port and data.
 */
public final class PostgresServer implements AutoCloseable {

    private static final Duration START_PATIENCE = Duration.ofSeconds(60);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);
    private static final int START_ATTEMPTS = 5;

    private final int port;
    private final Path folder;
    private final Path log;
    private final Map<String, String> ownSettings;
    private volatile @Nullable ChildProcess process;

    private PostgresServer(int port, Path folder, Path log, Map<String, String> ownSettings) {
        this.port = port;
        this.folder = folder;
        this.log = log;
        this.ownSettings = ownSettings;
    }

    /** On a free port; the data is gone with the JVM. */
    public static PostgresServer temporary() {
        return temporary(Map.of());
    }

    /** As {@link #temporary()}, with settings that others do not have, or have otherwise. */
    public static PostgresServer temporary(Map<String, String> ownSettings) {
        Path folder = Scratch.folder("postgres");
        return new PostgresServer(Ports.free(), folder, folder.resolve("postgres.log"), ownSettings);
    }

    /** On the given port, with data that stays in the given folder. */
    public static PostgresServer keeping(Path folder, int port, Path log) {
        return new PostgresServer(port, folder, log, Map.of());
    }

    /** Starts the server and returns when it answers. */
    public PostgresServer start() {
        if (isRunning()) {
            throw new IllegalStateException("PostgreSQL is running already");
        }
        Path binaries = PostgresBinaries.folder();
        if (!Files.exists(data())) {
            initialise(binaries);
        }
        for (int attempt = 1; ; attempt++) {
            try {
                startOnce(binaries);
                return this;
            } catch (ServerFailure e) {
                // The workers of a killed server hold its shared memory for a moment longer than it lived itself.
                if (attempt == START_ATTEMPTS || isRunning()) {
                    throw e;
                }
            }
        }
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

    /** The database of this name, which was created before. */
    public Database database(String name) {
        return Database.at(port, name);
    }

    /** The database of this name; it and its roles are created where they are missing. */
    public Database createDatabase(String name) {
        return Database.create(port, name);
    }

    /** Ends the server in good order, without waiting for its clients; it can be started again. */
    public void stop() {
        process().ifPresent(running -> running.interrupt(STOP_PATIENCE));
        process = null;
    }

    /**
     * Writes so much to the log, about nothing: if the server keeps as much of it ({@code min_wal_size}), its log goes round in
     * files that are there from then on, as that of a server does which has run for a while.
     */
    public void fillLog(int megabytes) {
        try (Connection connection = Database.connectAsSuperuser(port, Database.SUPERUSER);
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_logical_emit_message(false, 'filling', repeat('x', 1024 * 1024))"
                    + " FROM generate_series(1, %d)".formatted(megabytes));
            statement.execute("CHECKPOINT");
        } catch (SQLException e) {
            throw new IllegalStateException("The log cannot be filled", e);
        }
    }

    /** Ends the server as a power cut would; it can be started again. */
    public void kill() {
        process().ifPresent(ChildProcess::kill);
        process = null;
    }

    @Override
    public void close() {
        stop();
    }

    private void startOnce(Path binaries) {
        List<String> command = new ArrayList<>(asOrdinaryUser());
        command.addAll(List.of(program(binaries, "postgres"), "-D", data().toString()));
        Map<String, String> settings = new HashMap<>(settings());
        settings.putAll(ownSettings);
        settings.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        ChildProcess started = ChildProcess.start("PostgreSQL", command, log, folder.resolve("postgres.pid"));
        process = started;
        started.awaitReady(this::answers, START_PATIENCE);
    }

    private Map<String, String> settings() {
        return Map.ofEntries(
                Map.entry("listen_addresses", "127.0.0.1"),
                Map.entry("port", Integer.toString(port)),
                Map.entry("unix_socket_directories", ""),
                Map.entry("fsync", "on"),
                Map.entry("full_page_writes", "on"),
                Map.entry("synchronous_commit", "on"),
                Map.entry("max_connections", "200"),
                Map.entry("shared_buffers", "256MB"),
                Map.entry("max_wal_size", "2GB"),
                // A page that the system has in memory is read sooner than another process is asked for it.
                Map.entry("io_method", "sync"),
                Map.entry("timezone", "UTC"),
                Map.entry("log_timezone", "UTC"),
                // What a row held that broke a constraint is in no log.
                Map.entry("log_error_verbosity", "terse"),
                Map.entry("jit", "off"));
    }

    private boolean answers() {
        try (Connection connection = Database.connectAsSuperuser(port, "postgres")) {
            return connection.isValid(5);
        } catch (SQLException notYet) {
            return false;
        }
    }

    private Path data() {
        return folder.resolve("data");
    }

    /** To prepare a data folder takes seconds, so it is done once per checkout, and copied. */
    private void initialise(Path binaries) {
        try {
            Files.createDirectories(folder);
            Path template = binaries.resolve("new-data");
            if (!Files.exists(template)) {
                Path prepared = prepare(binaries);
                if (!moved(prepared, template)) {
                    Folders.delete(prepared);
                }
            }
            Path unfinished = Files.createTempDirectory(folder, "initialising-");
            Folders.copy(template, unfinished);
            Files.move(unfinished, data(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A folder of the final name is always whole. Whoever prepared one at the same time may have been faster. */
    private static boolean moved(Path prepared, Path template) throws IOException {
        try {
            Files.move(prepared, template, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException faster) {
            return false;
        }
    }

    private Path prepare(Path binaries) throws IOException {
        Path unfinished = Files.createTempDirectory(binaries, "initialising-");
        Path password = Files.writeString(folder.resolve("superuser"), Database.SUPERUSER);
        List<String> command = new ArrayList<>(asOrdinaryUser());
        command.addAll(List.of(
                program(binaries, "initdb"),
                "--pgdata=" + unfinished,
                "--username=" + Database.SUPERUSER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8"));
        int status = ChildProcess.start("initdb", command, log, folder.resolve("initdb.pid"))
                .onExit()
                .join();
        Files.delete(password);
        if (status != 0) {
            throw new ServerFailure("PostgreSQL's data folder could not be prepared, see " + log);
        }
        return unfinished;
    }

    /** PostgreSQL refuses to run as root, who is somebody else in a user namespace of its own. */
    private static List<String> asOrdinaryUser() {
        return "root".equals(System.getProperty("user.name")) ? List.of("unshare", "--user") : List.of();
    }

    private static String program(Path binaries, String name) {
        return binaries.resolve("bin").resolve(name).toString();
    }
}
