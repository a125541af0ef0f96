package org.rollcall.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rollcall.testkit.ChildProcess;
import org.rollcall.testkit.KafkaSecurity;

/** What a stack leaves in its folder, for the commands that come to it later and for its next start. */
final class StackFolder {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    StackFolder(Path folder) {
        this.folder = folder;
    }

    /** The process that runs the stack, if one does. */
    Optional<ProcessHandle> owner() {
        return ChildProcess.leftover(ownerFile());
    }

    /** Makes this process the one that runs the stack, in the given layout. */
    void claim(Layout layout) {
        ChildProcess.claim(ownerFile());
        write(layoutFile(), json(layout));
    }

    void markReady() {
        write(readyFile(), "");
    }

    /** No process runs the stack any longer. */
    void release() {
        delete(readyFile());
        delete(ownerFile());
    }

    boolean isReady() {
        return owner().isPresent() && Files.exists(readyFile());
    }

    /** Says whether the broker asks everyone who they are. */
    void secure(boolean secured) {
        if (secured) {
            write(securedFile(), "");
        } else {
            delete(securedFile());
        }
    }

    /** The keys, passwords and rights of the broker, where it asks for them. */
    Optional<KafkaSecurity> security() {
        return Files.exists(securedFile())
                ? Optional.of(KafkaSecurity.in(folder.resolve("kafka/security")))
                : Optional.empty();
    }

    /** The layout of the stack that runs here, or ran here last. */
    Optional<Layout> layout() {
        try {
            return Files.exists(layoutFile())
                    ? Optional.of(JSON.readValue(layoutFile().toFile(), Layout.class))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean hasData() {
        return Files.exists(folder.resolve("postgres/data"));
    }

    /** Where the adjustable clock was when the data was made, if it was made by one. */
    Optional<Instant> clockStart() {
        return read(clockStartFile());
    }

    /** Has the data be made by an adjustable clock from here on. */
    void startClock(Instant start) {
        write(clockStartFile(), start.toString());
    }

    /** Where the adjustable clock stands: at the latest instant that any service has reached. */
    Optional<Instant> clock() {
        return Stream.concat(
                        clockStart().stream(),
                        Stream.of(Service.values()).flatMap(service -> read(clockFile(service)).stream()))
                .max(Instant::compareTo);
    }

    /** Where a service keeps the instant of its adjustable clock over a restart. */
    Path clockFile(Service service) {
        return folder.resolve("clock").resolve(service.title());
    }

    /** Whether anything of a stack runs, though no process runs the stack. */
    boolean hasLeftovers() {
        return Stream.concat(
                        Stream.of(kafka(), postgres(), mail(), keycloak()),
                        Stream.of(Service.values()).map(this::process))
                .anyMatch(Optional::isPresent);
    }

    /** Ends what a stack could not end because it was killed itself: the services before what they need. */
    void endLeftovers() {
        List<Path> pidFiles =
                new ArrayList<>(Stream.of(Service.values()).map(this::pidFile).toList());
        pidFiles.addAll(List.of(kafkaPidFile(), postgresPidFile(), mailPidFile(), keycloakPidFile()));
        pidFiles.forEach(ChildProcess::endLeftover);
    }

    Optional<ProcessHandle> process(Service service) {
        return ChildProcess.leftover(pidFile(service));
    }

    Optional<ProcessHandle> kafka() {
        return ChildProcess.leftover(kafkaPidFile());
    }

    Optional<ProcessHandle> postgres() {
        return ChildProcess.leftover(postgresPidFile());
    }

    Optional<ProcessHandle> mail() {
        return ChildProcess.leftover(mailPidFile());
    }

    Optional<ProcessHandle> keycloak() {
        return ChildProcess.leftover(keycloakPidFile());
    }

    Path mailPidFile() {
        return run("mail.pid");
    }

    Path keycloakPidFile() {
        return run("keycloak.pid");
    }

    /** What Keycloak knows: the realm with its users and keys. */
    Path keycloakHome() {
        return folder.resolve("keycloak");
    }

    Path pidFile(Service service) {
        return run(service.title() + ".pid");
    }

    private Path kafkaPidFile() {
        return folder.resolve("kafka/kafka.pid");
    }

    private Path postgresPidFile() {
        return folder.resolve("postgres/postgres.pid");
    }

    private Path ownerFile() {
        return run("rollcall.pid");
    }

    private Path layoutFile() {
        return run("layout.json");
    }

    private Path readyFile() {
        return run("ready");
    }

    private Path securedFile() {
        return run("secured");
    }

    private Path clockStartFile() {
        return folder.resolve("clock/start");
    }

    private Path run(String file) {
        return folder.resolve("run").resolve(file);
    }

    private static String json(Layout layout) {
        try {
            return JSON.writeValueAsString(layout);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Instant> read(Path file) {
        try {
            return Files.exists(file)
                    ? Optional.of(Instant.parse(Files.readString(file).strip()))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
