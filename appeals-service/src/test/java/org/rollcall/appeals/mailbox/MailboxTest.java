package org.rollcall.appeals.mailbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.rollcall.appeals.AppealService.asRegistry;
import static org.rollcall.appeals.AppealService.asStudent;
import static org.rollcall.appeals.Story.addressOf;
import static org.rollcall.appeals.Story.decisionOf;
import static org.rollcall.appeals.Story.london;
import static org.rollcall.appeals.mailbox.AppealsMailbox.receive;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.appeals.AppealService;
import org.rollcall.appeals.Clocks;
import org.rollcall.appeals.Story;
import org.rollcall.appeals.mailbox.AppealsMailbox.Letter;
import org.rollcall.testkit.RollcallResource;
import org.rollcall.testkit.SharedServers;

/** Appeals by e-mail, over a real IMAP server: what is one becomes one, everything else waits for a person. */
@QuarkusTest
@QuarkusTestResource(
        value = RollcallResource.class,
        initArgs = @ResourceArg(name = "database", value = AppealService.DATABASE))
class MailboxTest {

    private static final Instant IN_TIME = london("2026-11-30T09:00:00");
    private static final byte[] PDF = "%PDF-1.7 a medical certificate".getBytes(UTF_8);

    private static AppealService service;

    @Inject
    InstantSource clock;

    @Inject
    Intake intake;

    @Inject
    Mails mails;

    @Inject
    MeterRegistry metrics;

    @BeforeAll
    static void open() {
        service = new AppealService();
    }

    @AfterAll
    static void close() {
        service.close();
    }

    @BeforeEach
    void later() {
        Clocks.set(clock, "2026-12-01T10:00:00");
    }

    @Test
    void a_mail_with_the_reference_from_the_registered_address_is_an_appeal() {
        // given
        service.hears(Story.of("S7300001"));

        // when
        receive(mail("S7300001", "m-1", "My appeal", "I appeal. Reference: " + decisionOf("S7300001") + "."), IN_TIME);
        AppealService.settle();

        // then
        appealAgainst("S7300001")
                .body("items[0].state", equalTo("Received"))
                .body("items[0].channel", equalTo("EMAIL"))
                .body("items[0].late", equalTo(false))
                .body("items[0].receivedAt", equalTo("2026-11-30T09:00:00Z"))
                .body("items[0].target", equalTo("2026-12-14"))
                .body("items[0].grounds", contains("PROCEDURE_NOT_FOLLOWED"))
                .body("items[0].statement", containsString("I appeal."));
        assertThat(service.told("S7300001")).containsExactly("AppealReceived", "AppealAcknowledged");
        assertThat(service.events("S7300001")
                        .getFirst()
                        .json()
                        .get("occurredAt")
                        .asText())
                .isEqualTo("2026-11-30T09:00:00Z");
    }

    /** The date of receipt is the mail server's, whenever we look. */
    @ParameterizedTest
    @CsvSource({
        "S7300002, 2026-12-02T23:59:00, false,",
        "S7300003, 2026-12-02T23:59:59, false,",
        "S7300004, 2026-12-03T00:00:00, true, PT0S",
        "S7300005, 2026-12-03T00:01:00, true, PT1M"
    })
    void a_mail_is_in_time_until_midnight_of_the_last_day(String student, String receivedAt, boolean late, String by) {
        // given we look three days later
        service.hears(Story.of(student));
        Clocks.set(clock, "2026-12-05T10:00:00");

        // when
        receive(
                mail(student, "m-" + student, "Appeal " + decisionOf(student), "Please see below."),
                london(receivedAt));
        AppealsMailbox.awaitTaken();

        // then
        appealAgainst(student).body("items[0].late", equalTo(late)).body("items[0].lateBy", equalTo(by));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Re: =?UTF-8?Q?Your_appeal=E2=80=94decision-S7300006?=",
                "AW: appeal (decision-S7300006), please",
                "decision-S7300006:",
                "\"decision-S7300006\""
            })
    void the_reference_is_found_however_it_is_written(String subject) {
        assertThat(parse(headers("a@b.example", "m", subject) + "\nHello.").mentioned())
                .contains("decision-S7300006");
    }

    @Test
    void a_mail_without_a_known_reference_waits_for_a_person_who_links_it() {
        // given
        service.hears(Story.of("S7300010"));
        receive(mail("S7300010", "m-10", "I was treated unfairly", "Please help me."), IN_TIME);
        AppealsMailbox.awaitTaken();
        var mail = waiting("I was treated unfairly");
        asRegistry()
                .get("/mailbox/" + mail)
                .then()
                .body("reason", equalTo("UNKNOWN_REFERENCE"))
                .body("from", equalTo(addressOf("S7300010")))
                .body("text", equalTo("Please help me."));

        // when
        var linked = asRegistry()
                .body(Map.of("decisionId", decisionOf("S7300010"), "reason", "The student has one decision."))
                .post("/mailbox/" + mail + "/link")
                .then();

        // then it is an appeal, received when the mail was
        linked.statusCode(200).body("state", equalTo("LINKED")).body("settledBy", equalTo(AppealService.REGISTRAR));
        appealAgainst("S7300010")
                .body("items[0].receivedAt", equalTo("2026-11-30T09:00:00Z"))
                .body("items[0].channel", equalTo("EMAIL"));
        asRegistry()
                .body(Map.of("reason", "No."))
                .post("/mailbox/" + mail + "/dismissal")
                .then()
                .statusCode(409)
                .body("type", equalTo("https://rollcall.example/problems/mail-settled"));
    }

    @Test
    void a_mail_that_is_none_is_dismissed_with_a_reason() {
        // given
        receive(headers("shop@spam.example", "m-11", "Cheap watches") + "\nBuy now.", IN_TIME);
        AppealsMailbox.awaitTaken();
        var mail = waiting("Cheap watches");

        // then
        asRegistry()
                .body(Map.of("reason", ""))
                .post("/mailbox/" + mail + "/dismissal")
                .then()
                .statusCode(400);
        asRegistry()
                .body(Map.of("reason", "Spam."))
                .post("/mailbox/" + mail + "/dismissal")
                .then()
                .statusCode(200)
                .body("state", equalTo("DISMISSED"))
                .body("settledBecause", equalTo("Spam."));
        asRegistry().get("/mailbox?size=200").then().body("items.mailId", not(hasItem(mail)));
        asStudent("S7300010").get("/mailbox").then().statusCode(403);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a known reference from a stranger   | From: Somebody <somebody@elsewhere.example>                                                                     | SENDER_NOT_REGISTERED
            the student's name, not the address | From: "s7300020@student.example.ac.uk" <somebody@elsewhere.example>                                                 | SENDER_NOT_REGISTERED
            handed in by somebody else          | Return-Path: <somebody@elsewhere.example>;From: s7300020@student.example.ac.uk                                      | SENDER_CONTRADICTED
            sent for somebody else              | Sender: somebody@elsewhere.example;From: s7300020@student.example.ac.uk                                             | SENDER_CONTRADICTED
            two senders in one header           | From: s7300020@student.example.ac.uk, somebody@elsewhere.example                                                    | SENDER_CONTRADICTED
            two headers                         | From: s7300020@student.example.ac.uk;From: somebody@elsewhere.example                                               | SENDER_CONTRADICTED
            no sender                           | X-Nothing: here                                                                                                     | SENDER_CONTRADICTED
            an absence notice                   | Auto-Submitted: auto-replied;From: s7300020@student.example.ac.uk                                                   | AUTOMATIC
            a bounce                            | Return-Path: <>;From: s7300020@student.example.ac.uk                                                                | AUTOMATIC
            """)
    void a_mail_that_may_not_be_the_students_is_no_appeal(String what, String headers, Why why) {
        // given
        service.hears(Story.of("S7300020"));
        var source = headers.replace(";", "\n") + "\nMessage-ID: <" + what.hashCode() + "@x>\nSubject: " + what
                + "\n\nI appeal against " + decisionOf("S7300020");

        // when
        receive(source, IN_TIME);
        AppealsMailbox.awaitTaken();

        // then
        asRegistry().get("/mailbox/" + waiting(what)).then().body("reason", equalTo(why.name()));
        asRegistry().get("/appeals?student=S7300020").then().body("total", equalTo(0));
    }

    @Test
    void the_right_reference_of_somebody_elses_decision_is_no_appeal() {
        // given
        service.hears(Story.of("S7300021")).hears(Story.of("S7300022"));

        // when
        receive(mail("S7300021", "m-21", "Wrong reference", "About " + decisionOf("S7300022")), IN_TIME);
        AppealsMailbox.awaitTaken();

        // then
        asRegistry()
                .get("/mailbox/" + waiting("Wrong reference"))
                .then()
                .body("reason", equalTo("SENDER_NOT_REGISTERED"));
        asRegistry().get("/appeals?student=S7300022").then().body("total", equalTo(0));
    }

    @Test
    void the_same_mail_delivered_twice_is_one_and_another_under_its_name_is_another() {
        // given
        service.hears(Story.of("S7300023"));
        var appeal = mail("S7300023", "m-23", "Appeal", "Against " + decisionOf("S7300023"));

        // when
        receive(appeal, IN_TIME);
        receive("Received: by a second way\n" + appeal, IN_TIME.plusSeconds(60));
        receive(mail("S7300023", "m-23", "Other words, same Message-ID", "About " + decisionOf("S7300023")), IN_TIME);
        AppealService.settle();

        // then
        appealAgainst("S7300023").body("total", equalTo(1));
        assertThat(service.told("S7300023")).containsExactly("AppealReceived", "AppealAcknowledged");
        asRegistry()
                .get("/mailbox/" + waiting("Other words, same Message-ID"))
                .then()
                .body("reason", equalTo("ALREADY_APPEALED"));
    }

    @Test
    void a_second_mail_becomes_evidence_when_a_person_links_it() {
        // given
        service.hears(Story.of("S7300024"));
        receive(mail("S7300024", "m-24", "Appeal", "Against " + decisionOf("S7300024")), IN_TIME);
        receive(
                withAttachment("S7300024", "m-24b", "Further evidence", decisionOf("S7300024"), "note.pdf", PDF),
                IN_TIME.plusSeconds(1));
        AppealsMailbox.awaitTaken();

        var further = waiting("Further evidence");
        assertThat(asRegistry().get("/mailbox/" + further + "/attachments/1").asByteArray())
                .isEqualTo(PDF);
        asRegistry().get("/mailbox/" + further + "/attachments/2").then().statusCode(404);

        // when
        asRegistry()
                .body(Map.of("decisionId", decisionOf("S7300024"), "reason", "It belongs to it."))
                .post("/mailbox/" + further + "/link")
                .then()
                .statusCode(200);

        // then
        appealAgainst("S7300024")
                .body("total", equalTo(1))
                .body("items[0].evidence.name", contains("mail.txt", "note.pdf"))
                .body("items[0].evidence.type", contains("text/plain;charset=UTF-8", "application/pdf"));
    }

    @Test
    void attachments_that_are_evidence_are_kept_and_others_named() {
        // given
        service.hears(Story.of("S7300025"));

        // when
        receive(
                multipart(
                        "S7300025",
                        "m-25",
                        "Appeal",
                        part("text/plain", "", "Against " + decisionOf("S7300025")),
                        part("application/octet-stream", "certificate.pdf", base64(PDF)),
                        part(
                                "application/pdf",
                                "virus.pdf",
                                base64("MZ this is a program".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))),
                IN_TIME);
        AppealsMailbox.awaitTaken();

        // then
        var appeal = appealAgainst("S7300025")
                .body("items[0].evidence.name", contains("certificate.pdf", "virus.pdf"))
                .body("items[0].evidence.type", contains("application/pdf", "application/octet-stream"))
                .body("items[0].evidence.notKept", contains(nullValue(), equalTo("It is neither a PDF nor an image.")))
                .extract()
                .path("items[0].appealId");
        assertThat(asRegistry().get("/appeals/" + appeal + "/evidence/1").asByteArray())
                .isEqualTo(PDF);
        asRegistry().get("/appeals/" + appeal + "/evidence/2").then().statusCode(404);
    }

    /** Too much to keep is no reason to be late: the appeal counts, and a person asks for the attachment again. */
    @Test
    void an_attachment_that_is_too_large_does_not_cost_the_appeal() {
        // given
        service.hears(Story.of("S7300026"));
        var large = new byte[11 * 1024 * 1024];
        System.arraycopy(PDF, 0, large, 0, PDF.length);

        // when
        receive(withAttachment("S7300026", "m-26", "Appeal", decisionOf("S7300026"), "large.pdf", large), IN_TIME);
        AppealsMailbox.awaitTaken();

        // then
        appealAgainst("S7300026")
                .body("items[0].evidence.name", contains("large.pdf"))
                .body("items[0].evidence.notKept", contains("Evidence is 10 MB in all."));
    }

    @Test
    void of_a_mail_beyond_all_bounds_the_beginning_is_read() {
        // given
        service.hears(Story.of("S7300027"));
        var huge = new byte[20 * 1024 * 1024];
        System.arraycopy(PDF, 0, huge, 0, PDF.length);

        // when
        receive(withAttachment("S7300027", "m-27", "Appeal", decisionOf("S7300027"), "huge.pdf", huge), IN_TIME);
        AppealsMailbox.awaitTaken();

        // then
        appealAgainst("S7300027").body("items[0].evidence.notKept", contains("The mail is too large."));
    }

    @Test
    void a_mail_of_html_alone_is_read_for_its_text() {
        // given
        service.hears(Story.of("S7300028"));

        // when
        receive(
                headers(addressOf("S7300028"), "m-28", "Appeal", "Content-Type: text/html; charset=utf-8")
                        + "\n<html><head><style>p{}</style><script>alert('x')</script></head><body><p>I appeal against <b>"
                        + decisionOf("S7300028")
                        + "</b>.</p><img src=\"http://127.0.0.1:1/track.gif\"></body></html>",
                IN_TIME);
        AppealsMailbox.awaitTaken();

        // then
        appealAgainst("S7300028").body("items[0].statement", equalTo("I appeal against decision-S7300028."));
    }

    @Test
    void broken_and_nested_mails_wait_for_a_person_and_hold_nobody_up() {
        // given bombs of a size that the test's mail server can carry; MailParserTest throws larger ones
        service.hears(Story.of("S7300029"));
        var bomb = new StringBuilder(
                headers("bomb@x.example", "m-29a", "Nested", "Content-Type: multipart/mixed; boundary=b0"));
        for (var depth = 0; depth < 20; depth++) {
            bomb.append("\n--b%d\nContent-Type: multipart/mixed; boundary=b%d\n".formatted(depth, depth + 1));
        }
        var shards = headers("bomb@x.example", "m-29b", "Shards", "Content-Type: multipart/mixed; boundary=b") + "\n"
                + "--b\n\n".repeat(2_100) + "--b--\n";

        // when
        receive(bomb.toString(), IN_TIME);
        receive(shards, IN_TIME);
        receive(
                headers("x@y.example", "m-29c", "No boundary", "Content-Type: multipart/mixed") + "\nHello.\n--\n",
                IN_TIME);
        receive(
                headers("x@y.example", "m-29d", "Broken base64", "Content-Transfer-Encoding: base64") + "\n%%%!!==",
                IN_TIME);
        receive(
                headers("x@y.example", "m-29e", "Unknown charset", "Content-Type: text/plain; charset=klingon-8")
                        + "\nnuqneH",
                IN_TIME);
        receive("this is no mail at all \u0000\u0001 \n\n\u0000", IN_TIME);
        receive(headers("x@y.example", "m-29f", "NUL \u0000 and \ud83d\ude00", "X: y") + "\nA\u0000B", IN_TIME);
        receive(headers("x@y.example", "\u00e9".repeat(900), "An endless Message-ID") + "\nHello.", IN_TIME);
        receive(mail("S7300029", "m-29g", "Appeal", "Against " + decisionOf("S7300029")), IN_TIME);
        AppealsMailbox.awaitTaken();

        // then
        appealAgainst("S7300029").body("total", equalTo(1));
        for (var subject : List.of(
                "Nested", "Shards", "No boundary", "Broken base64", "Unknown charset", "An endless Message-ID")) {
            assertThat(waiting(subject)).as(subject).isNotNull();
        }
        asRegistry().get("/mailbox/" + waiting("Nested")).then().body("notes[0]", containsString("nests too deep"));
        asRegistry().get("/mailbox/" + waiting("Shards")).then().body("notes[0]", containsString("too many parts"));
    }

    @Test
    void a_mail_that_came_before_its_decision_was_heard_of_becomes_an_appeal_when_it_is() {
        // given
        receive(mail("S7300030", "m-30", "Ahead of its time", "Against " + decisionOf("S7300030")), IN_TIME);
        AppealService.settle();
        asRegistry()
                .get("/mailbox/" + waiting("Ahead of its time"))
                .then()
                .body("reason", equalTo("UNKNOWN_REFERENCE"));

        // when
        service.hears(Story.of("S7300030"));
        AppealService.settle();

        // then
        appealAgainst("S7300030")
                .body("total", equalTo(1))
                .body("items[0].receivedAt", equalTo("2026-11-30T09:00:00Z"));
        asRegistry().get("/mailbox?state=APPEAL&size=200").then().body("items.subject", hasItem("Ahead of its time"));
    }

    @Test
    void a_decision_that_is_heard_of_while_its_mail_is_taken_is_not_overlooked() throws Exception {
        // given: a mail that another transaction takes, which nobody sees yet
        receive(mail("S7300031", "m-32", "At the same moment", "Against " + decisionOf("S7300031")), IN_TIME);
        AppealService.settle();
        var mailId = waiting("At the same moment");
        var mentioned = AppealService.column("SELECT mentioned::text FROM mails WHERE mail_id = '%s'".formatted(mailId))
                .getFirst();
        try (var connection = AppealService.database().connectAsApplication();
                var statement = connection.createStatement()) {
            statement.execute("UPDATE mails SET mentioned = '{}' WHERE mail_id = '%s'".formatted(mailId));
            connection.setAutoCommit(false);
            statement.execute("SELECT pg_advisory_xact_lock(%s)".formatted(Mails.NEWS));
            statement.execute("UPDATE mails SET mentioned = '%s' WHERE mail_id = '%s'".formatted(mentioned, mailId));

            // when
            Story.of("S7300031").publish(service.probe());
            AppealService.awaitSessionThatWaits();
            connection.commit();
        }
        AppealService.settle();

        // then
        appealAgainst("S7300031").body("total", equalTo(1));
    }

    @Test
    void no_word_of_a_mail_and_no_attachment_can_be_read_in_the_database() throws Exception {
        // given
        service.hears(Story.of("S7300032"));
        var text = "Against %s: I was in mourning.".formatted(decisionOf("S7300032"));
        receive(withAttachment("S7300032", "m-33", "Mourning", text, "certificate.pdf", PDF), IN_TIME);
        receive(withAttachment("S7300032", "m-34", "Mourning again", text, "certificate.pdf", PDF), IN_TIME);

        // when
        AppealService.settle();

        // then
        assertThat(waiting("Mourning again")).isNotNull();
        for (var table : List.of("mails", "mail_attachments", "appeals", "evidence")) {
            for (var plain : List.of("mourning".getBytes(UTF_8), PDF)) {
                assertThat(AppealService.column(
                                "SELECT 1 FROM %s t WHERE t::text ILIKE '%%%s%%' OR t::text LIKE '%%%s%%'"
                                        .formatted(
                                                table,
                                                new String(plain, UTF_8),
                                                HexFormat.of().formatHex(plain))))
                        .as(table)
                        .isEmpty();
            }
        }
        var appeal = appealAgainst("S7300032").extract().<String>path("items[0].appealId");
        assertThat(asRegistry().get("/appeals/" + appeal + "/evidence/1").asByteArray())
                .isEqualTo(PDF);
    }

    @Test
    void the_mailbox_is_read_and_left_as_it_is() {
        // given
        receive(headers("x@y.example", "m-31", "Left as it is") + "\nHello.", IN_TIME);

        // when
        AppealsMailbox.awaitTaken();

        // then
        assertThat(waiting("Left as it is")).isNotNull();
        assertThat(AppealsMailbox.seen()).isZero();
    }

    /**
     * Whatever is killed in the middle, each mail is taken once: here the database's sessions, which is what the database
     * sees of a service that is killed. With {@code -Drollcall.mails=10000} as many as the issue asks for.
     */
    @Test
    void each_mail_is_taken_exactly_once_over_kills() throws Exception {
        // given
        var count = Integer.getInteger("rollcall.mails", 100);
        var seed = Long.getLong("rollcall.seed", 11);
        var random = new Random(seed);
        var students = List.of("S7300041", "S7300042", "S7300043", "S7300044", "S7300045");
        students.forEach(student -> service.hears(Story.of(student)));
        var letters = new ArrayList<Letter>();
        for (var i = 0; i < count; i++) {
            letters.add(new Letter(headers("crowd@x.example", "crowd-" + i, "Crowd " + i) + "\nHello " + i, IN_TIME));
        }
        for (var student : students) {
            var appeal = mail(student, "m-" + student, "Appeal", "Against " + decisionOf(student));
            letters.add(new Letter(appeal, IN_TIME));
            letters.add(new Letter(appeal, IN_TIME));
        }
        Collections.shuffle(letters, random);
        var before = waitingMails();

        // when
        for (var from = 0; from < letters.size(); from += 50) {
            receive(letters.subList(from, Math.min(letters.size(), from + 50)));
            killSessions();
            if (from % 1_000 == 950) {
                // People tidy up, or this mail server, which goes through all mails for each that is asked for, takes
                // hours.
                AppealsMailbox.awaitTaken();
                AppealsMailbox.empty();
            }
        }
        AppealService.settle(Duration.ofSeconds(30 + count / 10));

        // then
        assertThat(waitingMails() - before).as("seed %d", seed).isEqualTo(count);
        for (var student : students) {
            assertThat(service.told(student)).containsExactly("AppealReceived", "AppealAcknowledged");
        }
    }

    @ParameterizedTest(name = "the first part: {0}")
    @ValueSource(booleans = {false, true})
    void a_mail_that_the_server_does_not_hand_out_waits_for_a_person_and_holds_nobody_up(boolean handsOutTheFirstPart)
            throws Exception {
        // given
        var user = "refusing-%s@example.ac.uk".formatted(handsOutTheFirstPart);
        var manyLines = "A long line of a long mail, and there are many of them.\n".repeat(30_000);
        for (var number = 1; number <= 3; number++) {
            var subject = "Refused %d %s".formatted(number, handsOutTheFirstPart);
            var text = number == 2 ? manyLines : "Short\n";
            AppealsMailbox.receive(
                    user,
                    List.of(new Letter(
                            headers("x@y.example", "r-" + subject.hashCode(), subject) + "\n" + text, IN_TIME)));
        }
        var before = notHandedOut();
        try (var server = new RefusingServer(SharedServers.imapPort(), 2, handsOutTheFirstPart)) {
            var settings = MailParserTest.settings(server.port(), user);
            var mailbox = new ImapMailbox(settings);
            var reading = new MailboxReading(mailbox, new MailParser(settings), intake, mails, settings, metrics);

            // when
            await().atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> {
                        reading.runDue(clock.instant());
                        return reading.nextDue(clock.instant()) == null;
                    });
            mailbox.close();
        }

        // then
        assertThat(waiting("Refused 1 " + handsOutTheFirstPart)).isNotNull();
        assertThat(waiting("Refused 3 " + handsOutTheFirstPart)).isNotNull();
        assertThat(notHandedOut()).hasSize(before.size() + 1).containsOnly("UNREADABLE");
        execute("DELETE FROM mailbox_positions WHERE mailbox LIKE 'refusing%'");
    }

    /** Why each mail waits that the server did not hand out. */
    private static List<String> notHandedOut() throws SQLException {
        return AppealService.column(
                "SELECT reason FROM mails WHERE notes = '{The mail server does not hand it out.}' AND state = 'WAITING'");
    }

    private static void execute(String statement) throws Exception {
        try (var connection = AppealService.database().connectAsOwner()) {
            connection.createStatement().execute(statement);
        }
    }

    private static void killSessions() throws Exception {
        try (var owner = AppealService.database().connectAsApplication();
                var statement = owner.createStatement()) {
            statement.execute("""
                    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                    WHERE usename = current_user AND pid <> pg_backend_pid()
                    """);
        }
    }

    private static int waitingMails() {
        return asRegistry().get("/mailbox?size=1").jsonPath().getInt("total");
    }

    /** The mail that waits under this subject. */
    private static String waiting(String subject) {
        for (var page = 0; ; page++) {
            var mails = asRegistry().get("/mailbox?size=200&page=" + page).jsonPath();
            var found = mails.getString("items.find { it.subject == '" + subject.replace("'", "\\'") + "' }.mailId");
            if (found != null) {
                return found;
            }
            if (mails.getList("items").isEmpty()) {
                throw new AssertionError("No mail waits under the subject " + subject);
            }
        }
    }

    private static ValidatableResponse appealAgainst(String student) {
        return asRegistry().get("/appeals?student=" + student).then().statusCode(200);
    }

    private static ReadMail parse(String source) {
        return new MailParser(MailParserTest.settings()).read(source.getBytes(UTF_8), true);
    }

    static String mail(String student, String messageId, String subject, String text) {
        return headers(addressOf(student), messageId, subject) + "\n" + text + "\n";
    }

    static String headers(String from, String messageId, String subject, String... more) {
        return "From: %s\nTo: %s\nMessage-ID: <%s@student.example.ac.uk>\nSubject: %s\n%s"
                .formatted(
                        from,
                        AppealsMailbox.ADDRESS,
                        messageId,
                        subject,
                        more.length == 0 ? "" : "MIME-Version: 1.0\n" + String.join("\n", more) + "\n");
    }

    private static String withAttachment(
            String student, String messageId, String subject, String text, String name, byte[] content) {
        return multipart(
                student,
                messageId,
                subject,
                part("text/plain", "", text),
                part("application/pdf", name, base64(content)));
    }

    private static String multipart(String student, String messageId, String subject, String... parts) {
        return headers(addressOf(student), messageId, subject, "Content-Type: multipart/mixed; boundary=part")
                + "\n--part\n"
                + String.join("\n--part\n", parts)
                + "\n--part--\n";
    }

    private static String part(String type, String name, String content) {
        return name.isEmpty()
                ? "Content-Type: %s\n\n%s".formatted(type, content)
                : "Content-Type: %s; name=\"%s\"\nContent-Disposition: attachment; filename=\"%s\"\nContent-Transfer-Encoding: base64\n\n%s"
                        .formatted(type, name, name, content);
    }

    private static String base64(byte[] content) {
        return Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(content);
    }
}
