package org.rollcall.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.contracts.Topics;
import org.rollcall.notification.SmtpProxy.Fault;
import org.rollcall.testkit.Checkout;
import org.rollcall.testkit.ChildProcess;
import org.rollcall.testkit.Database;
import org.rollcall.testkit.Mail;
import org.rollcall.testkit.Ports;
import org.rollcall.testkit.SharedServers;
import org.rollcall.testkit.Tokens;

/**
 * The service as it is installed, a process of its own, killed (SIGKILL) at every step of a mail's life, each time with
 * another mail. In the end every mailbox, the journal, the service's rows and its events give the same account.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KilledServiceIT {

    private static final Database DATABASE = SharedServers.database("notifications_killed");
    private static final Path APPLICATION =
            Checkout.root().resolve("notification-service/target/quarkus-app/quarkus-run.jar");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration START_PATIENCE = Duration.ofSeconds(60);
    private static final int RELAY_LOCKS = 0x0b0c;
    private static final int SHARDS = 4;

    private static final SmtpProxy SMTP = new SmtpProxy(SharedServers.smtpPort());
    private static final Door IMAP = new Door(SharedServers.imapPort());
    private static final Suite SUITE = new Suite();

    @TempDir
    static @Nullable Path folder;

    private static @Nullable Service service;

    @BeforeAll
    static void all_mails_are_asked_for_and_wait_for_an_address() throws Exception {
        SUITE.programme(Raise.PROGRAMME);
        for (var step : Step.values()) {
            SUITE.publish(Raise.contact(step.student(), "one-week").reached());
        }
        service = Service.started(Map.of());
        await("all rows").atMost(PATIENCE).until(() -> count("true") == Step.values().length);
    }

    @AfterAll
    static void end() {
        if (service != null) {
            service.kill();
        }
        SMTP.close();
        IMAP.close();
        SUITE.close();
    }

    /** Where in its life a mail is when the service dies. */
    enum Step {
        ASKED_FOR,
        CONNECTING,
        BEFORE_THE_TEXT,
        WITHIN_THE_TEXT,
        TAKEN_AND_NOT_ANSWERED,
        ANSWERED_AND_NOT_STORED,
        IN_DOUBT,
        LOOKED_UP_IN_THE_JOURNAL,
        STORED_AND_NOT_TOLD;

        String student() {
            return "S9%06d".formatted(ordinal());
        }

        String address() {
            return Suite.addressOf(student());
        }
    }

    @Test
    @Order(1)
    void the_service_is_killed_at_every_step_of_a_mail_s_life() throws Exception {
        for (var step : Step.values()) {
            killAt(step);
            running().kill();
            // Whatever is ended twice was ended once.
            SMTP.open();
            IMAP.open();
            service = Service.started(Map.of());
            await("%s is over".formatted(step))
                    .atMost(PATIENCE)
                    .until(() -> count("stage = 'SENT' AND student_id = '%s'".formatted(step.student())) == 1);
        }

        // then
        await("all is told").atMost(PATIENCE).until(() -> countUnpublished() == 0);
        var rows = messageIdsOfSent();
        assertThat(rows).hasSize(Step.values().length);
        var inMailboxes = Stream.of(Step.values())
                .flatMap(step -> SUITE.mailbox(step.address()).stream())
                .map(Mail::messageId)
                .toList();
        assertThat(inMailboxes).containsExactlyInAnyOrderElementsOf(rows);
        assertThat(SUITE.mailbox(Suite.JOURNAL)).extracting(Mail::messageId).containsExactlyInAnyOrderElementsOf(rows);
        // The relay may say a thing twice, and then it is the same event: consumers know it by its id.
        assertThat(SUITE.topics().all(Topics.NOTIFICATIONS).stream()
                        .collect(Collectors.toMap(
                                event -> event.headers().get("ce_id"),
                                event -> event.json().get("messageId").textValue(),
                                (one, other) -> one))
                        .values())
                .containsExactlyInAnyOrderElementsOf(rows);
    }

    @ParameterizedTest
    @Order(2)
    @CsvSource(
            delimiter = '|',
            value = {
                "circumstances.txt | Subject: Hello {student.nickname} | circumstances.txt is refused, line 1 | nickname",
                "agreement.html    | <p>{#if student}</p> | mail/agreement.html:1 | unterminated section",
                "appointment.txt   | Hello {student.salutation} | appointment is refused | Subject",
                "welcome.txt       | Hello | welcome.txt | replaces no template",
            })
    void a_broken_replacement_of_a_template_is_refused_at_start_with_its_name_line_and_reason(
            String file, String content, String template, String reason) throws IOException {
        var templates = Files.createTempDirectory(given(folder), "templates");
        Files.writeString(templates.resolve(file), content);

        var refusal = Service.refused(Map.of("rollcall.templates.folder", templates.toString()));

        assertThat(refusal).contains(template).contains(reason);
    }

    @Test
    @Order(3)
    void a_whole_replacement_takes_the_template_s_place_in_mails_and_previews() throws Exception {
        // given
        var templates = Files.createTempDirectory(given(folder), "templates");
        Files.writeString(
                templates.resolve("circumstances.txt"),
                "Subject: Where were you, {student.salutation}?\n\n{#for week in absence.weeks}{week.dates}{/for}\n");
        running().kill();
        service = Service.started(Map.of("rollcall.templates.folder", templates.toString()));

        // then
        assertThat(running().get("/templates/circumstances/preview", "text/plain"))
                .startsWith("Monday 5 to Sunday 11 October 2026");
        assertThat(running().get("/templates/circumstances/preview", "text/html"))
                .contains("We missed you");
        assertThat(running().get("/templates", "application/json")).contains("Where were you, Amina?");
    }

    /** Lets the step's mail get as far as the step, and the service no further. */
    private static void killAt(Step step) throws Exception {
        switch (step) {
            case ASKED_FOR -> {
                running().kill();
                addressArrives(step);
            }
            case CONNECTING -> {
                var knocked = SMTP.mute();
                addressArrives(step);
                happened(knocked);
            }
            case BEFORE_THE_TEXT -> killIn(step, Fault.SILENCE_BEFORE_TEXT);
            case WITHIN_THE_TEXT -> killIn(step, Fault.SILENCE_WITHIN_TEXT);
            case TAKEN_AND_NOT_ANSWERED -> killIn(step, Fault.SILENCE_AFTER_TEXT);
            case ANSWERED_AND_NOT_STORED -> {
                var spokenOf = SMTP.expect(Fault.SLOW, step.address());
                addressArrives(step);
                happened(spokenOf);
                try (var row = DATABASE.connectAsOwner()) {
                    row.setAutoCommit(false);
                    execute(
                            row,
                            "SELECT FROM email WHERE stage = 'SENDING' AND student_id = '%s' FOR UPDATE"
                                    .formatted(step.student()));
                    SharedServers.mailbox(step.address()).await(mails -> mails.size() == 1);
                    running().kill();
                }
            }
            case IN_DOUBT -> {
                IMAP.shut();
                SMTP.expect(Fault.CUT_AFTER_TEXT, step.address());
                addressArrives(step);
                await("doubt").atMost(PATIENCE).until(() -> count("stage = 'UNKNOWN'") == 1);
            }
            case LOOKED_UP_IN_THE_JOURNAL -> {
                var looked = IMAP.mute();
                SMTP.expect(Fault.CUT_AFTER_TEXT, step.address());
                addressArrives(step);
                happened(looked);
            }
            case STORED_AND_NOT_TOLD -> {
                await("the relay is idle").atMost(PATIENCE).until(() -> countUnpublished() == 0);
                try (var relay = DATABASE.connectAsOwner()) {
                    for (var shard = 0; shard < SHARDS; shard++) {
                        execute(relay, "SELECT pg_advisory_lock(%d, %d)".formatted(RELAY_LOCKS, shard));
                    }
                    addressArrives(step);
                    await("it is stored")
                            .atMost(PATIENCE)
                            .until(() -> count("stage = 'SENT' AND student_id = '%s'".formatted(step.student())) == 1);
                    running().kill();
                    assertThat(countUnpublished()).isEqualTo(1);
                }
            }
        }
    }

    private static void killIn(Step step, Fault silence) throws Exception {
        var silent = SMTP.expect(silence, step.address());
        addressArrives(step);
        happened(silent);
        assertThat(count("stage = 'SENDING'")).isEqualTo(1);
    }

    private static void happened(CompletableFuture<Void> event) throws Exception {
        event.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** As if the student's record had arrived; a service that is killed again and again is slow to get its partitions back. */
    private static void addressArrives(Step step) throws SQLException {
        try (var connection = DATABASE.connectAsOwner()) {
            execute(
                    connection,
                    "INSERT INTO student (student_id, given_name, family_name, email, programme_code) VALUES ('%s', 'Amina', 'Okafor', '%s', '%s')"
                            .formatted(step.student(), step.address(), Raise.PROGRAMME));
        }
    }

    private static int count(String condition) throws SQLException {
        return number("SELECT count(*) FROM email WHERE " + condition);
    }

    private static int countUnpublished() throws SQLException {
        return number("SELECT count(*) FROM outbox WHERE published_at IS NULL");
    }

    private static int number(String query) throws SQLException {
        try (var connection = DATABASE.connectAsOwner();
                var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getInt(1);
        }
    }

    private static List<String> messageIdsOfSent() throws SQLException {
        try (var connection = DATABASE.connectAsOwner();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT message_id FROM email WHERE stage = 'SENT'")) {
            var ids = new ArrayList<String>();
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
            return ids;
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Service running() {
        return given(service);
    }

    private static <T> T given(@Nullable T value) {
        return Objects.requireNonNull(value);
    }

    /** The packaged service as a process. */
    private record Service(ChildProcess process, int port) {

        private static final HttpClient HTTP = HttpClient.newHttpClient();

        static Service started(Map<String, String> settings) {
            var service = launched(settings);
            service.process().awaitReady(service::isReady, START_PATIENCE);
            return service;
        }

        /** What it says when it ends instead of starting. */
        static String refused(Map<String, String> settings) throws IOException {
            var service = launched(settings);
            await("it ends")
                    .atMost(START_PATIENCE)
                    .until(() -> !service.process().isAlive());
            return Files.readString(service.process().log());
        }

        void kill() {
            process.kill();
        }

        String get(String path, String accept) throws IOException, InterruptedException {
            return HTTP.send(
                            HttpRequest.newBuilder(uri(path))
                                    .header("Accept", accept)
                                    .header("Authorization", Tokens.anyone().bearer())
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        }

        private boolean isReady() {
            try {
                return HTTP.send(HttpRequest.newBuilder(uri("/q/health/ready")).build(), BodyHandlers.discarding())
                                .statusCode()
                        == 200;
            } catch (IOException notYet) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        private URI uri(String path) {
            return URI.create("http://127.0.0.1:" + port + path);
        }

        private static Service launched(Map<String, String> settings) {
            var port = Ports.free();
            var command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1"));
            var all = new LinkedHashMap<>(Map.ofEntries(
                    Map.entry("quarkus.profile", "local"),
                    Map.entry("quarkus.http.port", Integer.toString(port)),
                    Map.entry("kafka.bootstrap.servers", SharedServers.bootstrapServers()),
                    Map.entry("quarkus.datasource.jdbc.url", DATABASE.url()),
                    Map.entry("quarkus.datasource.username", DATABASE.application()),
                    Map.entry("quarkus.datasource.password", DATABASE.applicationPassword()),
                    Map.entry("quarkus.flyway.username", DATABASE.owner()),
                    Map.entry("quarkus.flyway.password", DATABASE.ownerPassword()),
                    Map.entry("rollcall.mail.smtp.host", "127.0.0.1"),
                    Map.entry("rollcall.mail.smtp.port", Integer.toString(SMTP.port())),
                    Map.entry("rollcall.mail.smtp.timeout", "1s"),
                    Map.entry("rollcall.mail.smtp.deadline", "2s"),
                    Map.entry("rollcall.mail.patience", "3s"),
                    Map.entry("rollcall.sessions.patience", "0s"),
                    Map.entry("rollcall.mail.imap.host", "127.0.0.1"),
                    Map.entry("rollcall.mail.imap.port", Integer.toString(IMAP.port())),
                    Map.entry("rollcall.mail.imap.timeout", "5s")));
            all.putAll(Tokens.configuration());
            all.putAll(settings);
            all.forEach((name, value) -> command.add("-D" + name + "=" + value));
            command.addAll(List.of("-jar", APPLICATION.toString()));
            var place = given(folder).resolve("service-" + port);
            return new Service(
                    ChildProcess.start("notification-service", command, place.resolve("log"), place.resolve("pid")),
                    port);
        }
    }
}
