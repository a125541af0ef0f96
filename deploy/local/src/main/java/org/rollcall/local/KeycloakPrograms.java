package org.rollcall.local;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.rollcall.testkit.Checkout;
import org.rollcall.testkit.ChildProcess;
import org.rollcall.testkit.Folders;
import org.rollcall.testkit.Ports;
import org.rollcall.testkit.ServerFailure;

/**
 * Keycloak's programs, which Maven unpacks. Before their first use they are fitted, once per checkout: built for what we
 * need of them, and started once to fill a database with our realm. Every stack begins with a copy of that, and so is
 * spared most of what a first start has to do.
 */
record KeycloakPrograms(Path folder) {

    /** The realm with its roles, clients and demo users, as Keycloak imports it. */
    static final String REALM_RESOURCE = "/keycloak/rollcall-realm.json";

    static final Duration START_PATIENCE = Duration.ofMinutes(3);
    static final Duration STOP_PATIENCE = Duration.ofSeconds(15);

    /** What it can do and nobody here asks it for; each would have its part in every start. */
    private static final List<String> UNUSED = List.of(
            "account",
            "account-api",
            "admin-fine-grained-authz",
            "authorization",
            "ciba",
            "client-auth-federated",
            "client-policies",
            "device-flow",
            "dpop",
            "identity-brokering-api",
            "impersonation",
            "jwt-authorization-grant",
            "kerberos",
            "opentelemetry",
            "opentelemetry-logs",
            "opentelemetry-metrics",
            "organization",
            "par",
            "passkeys",
            "passkeys-conditional-ui-authenticator",
            "persistent-user-sessions",
            "recovery-codes",
            "step-up-authentication",
            "step-up-authentication-saml",
            "token-exchange-standard",
            "update-email",
            "user-event-metrics",
            "web-authn",
            "workflows");

    /** What Keycloak wants to know before it is built. */
    private static final List<String> BUILD =
            List.of("build", "--db=dev-file", "--features-disabled=" + String.join(",", UNUSED));

    /** Who may look after the realm, at Keycloak's own console. */
    private static final List<String> ADMINISTRATOR =
            List.of("--bootstrap-admin-username=admin", "--bootstrap-admin-password=admin");

    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(5);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /**
     * The programs, fitted.
     *
     * @throws ServerFailure when they are missing, or cannot be fitted
     */
    static KeycloakPrograms fitted() {
        Path target = Checkout.root().resolve("deploy/local/target");
        KeycloakPrograms programs = new KeycloakPrograms(target.resolve("keycloak"));
        if (!Files.exists(programs.runner())) {
            throw new ServerFailure(
                    "No Keycloak at " + programs.folder + ": build deploy/local first (./mvnw package)");
        }
        try (FileChannel channel = FileChannel.open(
                        target.resolve("keycloak.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (lock.isValid() && !programs.isFitted()) {
                programs.fit();
            }
            return programs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Sees to it that a stack's Keycloak knows our realm. One that was filled from another version of it begins anew, and
     * forgets whom somebody has added at its console.
     */
    void furnish(Path home) {
        try {
            Path filledFrom = home.resolve("filled-from");
            if (Files.exists(filledFrom) && Files.readString(filledFrom).equals(fitting())) {
                return;
            }
            Folders.delete(home);
            link(home);
            Folders.copy(template().resolve("data/h2"), home.resolve("data/h2"));
            Files.writeString(filledFrom, fitting());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the JVM noted down of an earlier start. */
    AotCache aotCache() {
        return AotCache.of(runner());
    }

    /**
     * The command that starts Keycloak, on the loopback interface alone.
     *
     * @param options for the JVM
     */
    List<String> start(Path home, int port, List<String> options) {
        // Not by its runner, which loads classes by a loader of its own: those an AOT cache cannot hold.
        List<String> command = command(home, options, classPath(), "org.keycloak.quarkus.runtime.KeycloakMain");
        command.addAll(List.of(
                "start",
                "--optimized",
                "--cache=local",
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--hostname=http://127.0.0.1:" + port));
        return command;
    }

    /** Whether a Keycloak gives out the keys by which the tokens of our realm are known. */
    static boolean answers(URI keys) {
        try {
            HttpRequest question =
                    HttpRequest.newBuilder(keys).timeout(ANSWER_PATIENCE).build();
            return CLIENT.send(question, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static List<String> command(Path home, List<String> options, String classPath, String main) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx320m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        // As its own start script has it, which would stand between us and the process.
        for (String opened : List.of("java.util", "java.util.concurrent", "java.security", "java.lang")) {
            command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
        }
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                        + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "-Dpicocli.disable.closures=true",
                "-Dkc.home.dir=" + home,
                "-Djboss.server.config.dir=" + home.resolve("conf"),
                "-cp",
                classPath,
                main));
        return command;
    }

    private Path runner() {
        return folder.resolve("lib/quarkus-run.jar");
    }

    /** What the runner would load from; what the build has changed comes before what it was made of. */
    private String classPath() {
        Path lib = folder.resolve("lib");
        List<String> jars = new ArrayList<>();
        for (String place :
                List.of("quarkus/transformed-bytecode.jar", "quarkus/generated-bytecode.jar", "app/keycloak.jar")) {
            jars.add(lib.resolve(place).toString());
        }
        for (String place : List.of("lib/boot", "lib/main")) {
            try (Stream<Path> files = Files.list(lib.resolve(place))) {
                files.map(Path::toString).sorted().forEach(jars::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return String.join(File.pathSeparator, jars);
    }

    private Path template() {
        return folder.resolve("template");
    }

    private Path mark() {
        return folder.resolve("fitted");
    }

    private Path log() {
        return folder.resolve("fitting.log");
    }

    private boolean isFitted() throws IOException {
        return Files.exists(mark()) && Files.readString(mark()).equals(fitting());
    }

    /** Which programs were fitted to what. */
    private String fitting() throws IOException {
        return "%s%s%nrealm %x%n"
                .formatted(
                        Files.readString(folder.resolve("version.txt")), String.join(" ", BUILD), realm().hashCode());
    }

    private void fit() throws IOException {
        Files.deleteIfExists(mark());
        Folders.delete(template());
        List<String> build =
                command(folder, List.of(), runner().toString(), "io.quarkus.bootstrap.runner.QuarkusEntryPoint");
        build.addAll(BUILD);
        int status = ChildProcess.start("The fitting of Keycloak", build, log(), folder.resolve("fitting.pid"))
                .onExit()
                .join();
        if (status != 0) {
            throw new ServerFailure("Keycloak could not be fitted, see " + log());
        }
        fillTemplate();
        Files.writeString(mark(), fitting());
    }

    private void fillTemplate() throws IOException {
        Path realm = template().resolve("data/import/rollcall-realm.json");
        link(template());
        Files.createDirectories(realm.resolveSibling("."));
        Files.writeString(realm, realm());
        int port = Ports.free();
        List<String> command = start(template(), port, List.of());
        command.add("--import-realm");
        command.addAll(ADMINISTRATOR);
        ChildProcess first =
                ChildProcess.start("Keycloak's first start", command, log(), folder.resolve("fitting.pid"));
        first.awaitReady(
                () -> answers(URI.create("http://127.0.0.1:" + port + "/realms/" + KeycloakProcess.REALM)),
                START_PATIENCE);
        first.stop(STOP_PATIENCE);
    }

    /** Keycloak looks for all that it has in one folder: what is the same for every stack is there by a link. */
    private void link(Path home) throws IOException {
        Files.createDirectories(home);
        for (String shared : List.of("lib", "conf", "providers", "themes")) {
            Files.createSymbolicLink(home.resolve(shared), folder.resolve(shared));
        }
    }

    private static String realm() throws IOException {
        try (InputStream realm = KeycloakPrograms.class.getResourceAsStream(REALM_RESOURCE)) {
            return new String(Objects.requireNonNull(realm, REALM_RESOURCE).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
