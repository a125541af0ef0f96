package org.rollcall.appeals.appeal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.rollcall.appeals.AppealService.INVESTIGATOR;
import static org.rollcall.appeals.AppealService.appealOf;
import static org.rollcall.appeals.AppealService.as;
import static org.rollcall.appeals.AppealService.asRegistry;
import static org.rollcall.appeals.AppealService.asStudent;
import static org.rollcall.appeals.AppealService.decide;
import static org.rollcall.appeals.AppealService.investigate;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.appeals.AppealService;
import org.rollcall.appeals.Clocks;
import org.rollcall.appeals.Story;
import org.rollcall.contracts.WeekAssessed.Outcome;
import org.rollcall.testkit.RollcallResource;

/** People decide: independent ones, with findings and reasons, and once. */
@QuarkusTest
@QuarkusTestResource(
        value = RollcallResource.class,
        initArgs = @ResourceArg(name = "database", value = AppealService.DATABASE))
class DecidingTest {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2, 3};

    private static AppealService service;

    @Inject
    InstantSource clock;

    @BeforeAll
    static void open() {
        service = new AppealService();
    }

    @AfterAll
    static void close() {
        service.close();
    }

    @BeforeEach
    void inTime() {
        Clocks.set(clock, "2026-11-30T10:00:00");
    }

    @Test
    void an_appeal_by_the_book_is_investigated_and_not_upheld() {
        // given
        service.hears(Story.of("S7100001"));
        var appeal = appealOf("S7100001");
        investigate(appeal, INVESTIGATOR)
                .statusCode(200)
                .body("state", equalTo("UnderInvestigation"))
                .body("investigator", equalTo(INVESTIGATOR));

        // when
        var decided = decide(appeal, "NOT_UPHELD", true, Map.of());

        // then
        decided.statusCode(200)
                .body("state", equalTo("NotUpheld"))
                .body("decision.outcome", equalTo("NotUpheld"))
                .body("decision.by", equalTo(AppealService.REGISTRAR))
                .body("decision.on", equalTo("2026-11-30"))
                .body("decision.ruling.findings.dueProcessFollowed", contains(true))
                .body("completionOfProcedures.dueBy", equalTo("2026-12-28"));
        AppealService.settle();
        assertThat(service.told("S7100001"))
                .containsExactly(
                        "AppealReceived",
                        "AppealAcknowledged",
                        "InvestigationStarted",
                        "AppealNotUpheld",
                        "CompletionOfProceduresIssued");
        assertThat(service.events("S7100001").get(3).json().get("actor").asText())
                .isEqualTo(AppealService.REGISTRAR);
    }

    @ParameterizedTest
    @CsvSource({"p.marsh, S7100101", "P.Marsh, S7100102", "fet-admin, S7100103", "a.dean, S7100104"})
    void who_acted_in_the_case_does_not_investigate(String who, String student) {
        // given
        service.hears(Story.of(student));
        var appeal = appealOf(student);

        // then
        investigate(appeal, who)
                .statusCode(409)
                .body("type", equalTo("https://rollcall.example/problems/not-independent"))
                .body("clause", equalTo("appeal 3"));
        asRegistry().get("/appeals/" + appeal).then().body("state", equalTo("Received"));
    }

    @Test
    void who_acted_in_the_case_does_not_decide() {
        // given
        service.hears(Story.of("S7100002"));
        var appeal = appealOf("S7100002");
        investigate(appeal, INVESTIGATOR);

        // when
        var refused = as("a.dean", "registry")
                .body(Map.of(
                        "outcome",
                        "NOT_UPHELD",
                        "findings",
                        List.of(Map.of(
                                "ground",
                                "PROCEDURE_NOT_FOLLOWED",
                                "dueProcessFollowed",
                                true,
                                "because",
                                "I say so.")),
                        "reasons",
                        "I was there."))
                .post("/appeals/" + appeal + "/decision")
                .then();

        // then
        refused.statusCode(409)
                .body("type", equalTo("https://rollcall.example/problems/not-independent"))
                .body("detail", containsString("FacultyDecisionMade"));
    }

    @Test
    void an_investigation_that_is_begun_twice_by_the_same_person_is_told_once() {
        // given
        service.hears(Story.of("S7100091"));
        var appeal = appealOf("S7100091");

        // when
        investigate(appeal, INVESTIGATOR).statusCode(200);
        investigate(appeal, INVESTIGATOR).statusCode(200).body("state", equalTo("UnderInvestigation"));
        AppealService.settle();

        // then
        assertThat(service.told("S7100091")).containsOnlyOnce("InvestigationStarted");
        asRegistry()
                .get("/appeals/" + appeal + "/history")
                .then()
                .body("lines.what", not(hasItem("INVESTIGATION_HANDED_OVER")));
    }

    @Test
    void nobody_decides_before_somebody_investigated_and_students_never_do() {
        // given
        service.hears(Story.of("S7100003"));
        var appeal = appealOf("S7100003");

        // then
        decide(appeal, "NOT_UPHELD", true, Map.of())
                .statusCode(409)
                .body("type", equalTo("https://rollcall.example/problems/not-investigated"));
        asStudent("S7100003")
                .body(Map.of("investigator", "S7100003"))
                .post("/appeals/" + appeal + "/investigation")
                .then()
                .statusCode(403);
    }

    @Test
    void a_late_appeal_waits_for_a_person_who_accepts_it_with_a_reason() {
        // given
        service.hears(Story.of("S7100004"));
        Clocks.set(clock, "2026-12-03T00:00:00");
        var appeal = appealOf("S7100004");

        // then
        investigate(appeal, INVESTIGATOR)
                .statusCode(409)
                .body("type", equalTo("https://rollcall.example/problems/late-needs-reason"))
                .body("clause", equalTo("appeal 1"));
        asRegistry()
                .body(Map.of("investigator", INVESTIGATOR, "reason", "The student was in hospital."))
                .post("/appeals/" + appeal + "/investigation")
                .then()
                .statusCode(200)
                .body("acceptedThoughLate.by", equalTo(AppealService.REGISTRAR))
                .body("acceptedThoughLate.because", equalTo("The student was in hospital."));
        asRegistry()
                .body(Map.of("reason", "After all."))
                .post("/appeals/" + appeal + "/late-rejection")
                .then()
                .statusCode(409)
                .body("type", equalTo("https://rollcall.example/problems/not-late"));
    }

    @Test
    void a_late_appeal_waits_for_a_person_who_rejects_it_with_a_reason() {
        // given
        service.hears(Story.of("S7100005"));
        Clocks.set(clock, "2026-12-03T00:00:00");
        var appeal = appealOf("S7100005");

        // then
        asRegistry()
                .body(Map.of("reason", " "))
                .post("/appeals/" + appeal + "/late-rejection")
                .then()
                .statusCode(400);
        asRegistry()
                .body(Map.of("reason", "No circumstances are given."))
                .post("/appeals/" + appeal + "/late-rejection")
                .then()
                .statusCode(200)
                .body("state", equalTo("RejectedAsLate"));
        AppealService.settle();
        assertThat(service.told("S7100005"))
                .containsExactly(
                        "AppealReceived", "AppealAcknowledged", "AppealRejectedAsLate", "CompletionOfProceduresIssued");
    }

    @Test
    void an_appeal_in_time_is_not_rejected_as_late() {
        // given
        service.hears(Story.of("S7100006"));
        var appeal = appealOf("S7100006");

        // then
        asRegistry()
                .body(Map.of("reason", "Inconvenient."))
                .post("/appeals/" + appeal + "/late-rejection")
                .then()
                .statusCode(409)
                .body("type", equalTo("https://rollcall.example/problems/not-late"));
    }

    @Test
    void a_broken_step_has_to_be_answered_and_the_appeal_is_upheld() {
        // given nobody wrote after the third week
        service.hears(Story.of("S7100007").without("email-three-weeks"));
        var appeal = appealOf("S7100007");
        investigate(appeal, INVESTIGATOR);

        // then the dossier finds the broken step, with the event that asked for the e-mail
        asRegistry()
                .get("/appeals/" + appeal + "/dossier")
                .then()
                .statusCode(200)
                .body("notMet", equalTo(1))
                .body("unknown", equalTo(0))
                .body("lines.find { it.step == 'contact-three-weeks' }.verdict", equalTo("NOT_MET"))
                .body("lines.find { it.step == 'contact-three-weeks' }.clause", equalTo("4"))
                .body(
                        "lines.find { it.step == 'contact-three-weeks' }.events.eventId",
                        contains("S7100007-three-weeks"))
                .body("changedSince", empty());
        decide(appeal, "UPHELD", false, Map.of())
                .statusCode(409)
                .body("type", equalTo("https://rollcall.example/problems/dossier-unanswered"))
                .body("detail", containsString("contact-three-weeks"));
        decide(appeal, "NOT_UPHELD", false, Map.of("contact-three-weeks", "It was not sent."))
                .statusCode(409)
                .body("type", equalTo("https://rollcall.example/problems/contradicts-findings"));
        decide(appeal, "UPHELD", false, Map.of("contact-three-weeks", "It was not sent."))
                .statusCode(200)
                .body("state", equalTo("Upheld"))
                .body("decision.ruling.answers.contact-three-weeks", equalTo("It was not sent."));
        AppealService.settle();
        assertThat(service.told("S7100007")).contains("AppealUpheld");
    }

    @Test
    void a_finding_is_needed_on_every_ground_and_reasons_always() {
        // given
        service.hears(Story.of("S7100008"));
        var appeal = asStudent("S7100008")
                .body(Map.of(
                        "decisionId",
                        Story.decisionOf("S7100008"),
                        "grounds",
                        List.of("PROCEDURE_NOT_FOLLOWED", "ATTENDANCE_RECORD_WRONG"),
                        "statement",
                        AppealService.STATEMENT))
                .post("/appeals")
                .jsonPath()
                .getString("appealId");
        investigate(appeal, INVESTIGATOR);

        // then
        decide(appeal, "NOT_UPHELD", true, Map.of())
                .statusCode(409)
                .body("type", equalTo("https://rollcall.example/problems/ground-without-finding"))
                .body("detail", containsString("ATTENDANCE_RECORD_WRONG"));
        asRegistry()
                .body(Map.of("outcome", "NOT_UPHELD", "findings", List.of(), "reasons", ""))
                .post("/appeals/" + appeal + "/decision")
                .then()
                .statusCode(400);
    }

    @Test
    void an_end_is_final_for_everybody() throws SQLException {
        // given
        service.hears(Story.of("S7100009"));
        var appeal = appealOf("S7100009");
        investigate(appeal, INVESTIGATOR);
        decide(appeal, "NOT_UPHELD", true, Map.of()).statusCode(200);

        // then for those who ask
        decide(appeal, "UPHELD", false, Map.of())
                .statusCode(409)
                .body("type", equalTo("https://rollcall.example/problems/appeal-ended"))
                .body("clause", equalTo("appeal 5"));
        investigate(appeal, INVESTIGATOR).statusCode(409);
        asStudent("S7100009")
                .contentType(ContentType.MULTIPART)
                .multiPart("file", "late.png", PNG)
                .post("/appeals/" + appeal + "/evidence")
                .then()
                .statusCode(409);

        // and for those who go behind the service's back, the owner of the tables among them
        for (var change : List.of(
                "UPDATE appeals SET state = 'Upheld' WHERE appeal_id = '%s'",
                "UPDATE appeals SET reasons = 'others' WHERE appeal_id = '%s'",
                "UPDATE appeals SET state = 'UnderInvestigation', decided_by = NULL WHERE appeal_id = '%s'",
                "DELETE FROM appeals WHERE appeal_id = '%s'",
                "INSERT INTO evidence VALUES ('%s', 9, 'x', 'x', 0, NULL, NULL, 'x', 'x', now())")) {
            try (var owner = AppealService.database().connectAsOwner()) {
                refuses(owner, change.formatted(appeal), "23001");
            }
        }
    }

    @Test
    void what_was_received_and_heard_stays_as_it_was() throws SQLException {
        // given
        service.hears(Story.of("S7100010"));
        var appeal = appealOf("S7100010");

        // then
        try (var owner = AppealService.database().connectAsOwner()) {
            refuses(owner, "UPDATE appeals SET late = true WHERE appeal_id = '%s'".formatted(appeal), "23001");
            refuses(owner, "UPDATE appeals SET statement = 'x' WHERE appeal_id = '%s'".formatted(appeal), "23001");
        }
        try (var application = AppealService.database().connectAsApplication()) {
            for (var change : List.of(
                    "DELETE FROM appeals",
                    "UPDATE heard SET payload = '{}'",
                    "UPDATE decisions SET appeal_deadline = '2030-01-01'",
                    "DELETE FROM decisions",
                    "UPDATE evidence SET name = 'x'",
                    "DELETE FROM letters",
                    "UPDATE letters SET sha256 = 'x'",
                    "UPDATE appeal_history SET actor = 'x'",
                    "DELETE FROM appeal_history",
                    "DELETE FROM mails")) {
                refuses(application, change, "42501");
            }
        }
    }

    private static void refuses(Connection connection, String change, String sqlState) throws SQLException {
        try (var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeUpdate(change))
                    .as(change)
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refused -> assertThat(refused.getSQLState()).isEqualTo(sqlState));
        }
    }

    @Test
    void the_history_tells_who_did_what_and_that_nobody_changed_it() throws SQLException {
        // given
        service.hears(Story.of("S7100011"));
        var appeal = appealOf("S7100011");
        investigate(appeal, INVESTIGATOR);
        var history = "/appeals/" + appeal + "/history?verify=true";
        asRegistry()
                .get(history)
                .then()
                .body("lines.what", contains("APPEAL_RECEIVED", "APPEAL_ACKNOWLEDGED", "INVESTIGATION_STARTED"))
                .body("lines.actor", contains("S7100011", "appeals-service", AppealService.REGISTRAR))
                .body("verification.intact", equalTo(true));

        // when
        try (var owner = AppealService.database().connectAsOwner();
                var statement = owner.createStatement()) {
            statement.executeUpdate("UPDATE appeal_history SET actor = 'a.dean' WHERE sequence = 3 AND appeal_id = '%s'"
                    .formatted(appeal));
        }

        // then
        asRegistry()
                .get(history)
                .then()
                .body("verification.intact", equalTo(false))
                .body("verification.firstBroken", equalTo(3));
    }

    @Test
    void evidence_is_a_pdf_or_an_image_whatever_it_is_called() {
        // given
        service.hears(Story.of("S7100012"));
        var appeal = appealOf("S7100012");
        var evidence = "/appeals/" + appeal + "/evidence";

        // then
        asStudent("S7100012")
                .contentType(ContentType.MULTIPART)
                .multiPart("file", "../../my ticket, bus.html", PNG)
                .post(evidence)
                .then()
                .statusCode(201)
                .body("type", contains("image/png"))
                .body("name", contains("my ticket, bus.html"));
        asStudent("S7100012")
                .get(evidence + "/1")
                .then()
                .statusCode(200)
                .contentType("image/png")
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("Content-Disposition", containsString("attachment"));
        asStudent("S7100012")
                .contentType(ContentType.MULTIPART)
                .multiPart(
                        "file",
                        "ticket.png",
                        "<script>alert(1)</script>".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post(evidence)
                .then()
                .statusCode(400);
        asStudent("S7100013").get(evidence + "/1").then().statusCode(404);
        asRegistry().get(evidence + "/2").then().statusCode(404);
    }

    @Test
    void evidence_is_ten_megabytes_in_all() {
        // given
        service.hears(Story.of("S7100014"));
        var appeal = appealOf("S7100014");
        var half = java.util.Arrays.copyOf(PNG, (int) (Evidence.MOST_BYTES / 2));

        // then
        for (var expected : List.of(201, 201, 409)) {
            asStudent("S7100014")
                    .contentType(ContentType.MULTIPART)
                    .multiPart("file", "half.png", expected == 409 ? PNG : half)
                    .post("/appeals/" + appeal + "/evidence")
                    .then()
                    .statusCode(expected);
        }
    }

    /** What was known when the Faculty decided, when the appeal was decided, and now: three times, one dossier. */
    @Test
    void a_week_that_is_corrected_changes_what_is_known_now_and_not_what_was_known_then() {
        // given a correction after the Faculty's decision
        service.hears(Story.of("S7100015"));
        var appeal = appealOf("S7100015");
        investigate(appeal, INVESTIGATOR);
        decide(appeal, "NOT_UPHELD", true, Map.of()).statusCode(200);

        // when
        service.hears(Story.of("S7100015")
                .week("week-2-corrected", 1, Outcome.EXCUSED, 2, "2026-12-05T10:00:00")
                .only("week-2-corrected"));
        Clocks.set(clock, "2026-12-06T10:00:00");

        // then
        asRegistry()
                .get("/appeals/" + appeal + "/dossier")
                .then()
                .body("changedSince", contains("weeks-missed"))
                .body("lines.find { it.step == 'weeks-missed' }.verdict", equalTo("NOT_MET"))
                .body("lines.find { it.step == 'weeks-missed' }.atDecision.verdict", equalTo("MET"))
                .body("lines.find { it.step == 'weeks-missed' }.events.eventId", hasItem("S7100015-week-2-corrected"))
                .body("timeline.findAll { !it.knownAtDecision }.event.eventId", hasItem("S7100015-week-2-corrected"));
        asRegistry()
                .get("/appeals/" + appeal + "/dossier?frozen=true")
                .then()
                .body("changedSince", empty())
                .body("lines.find { it.step == 'weeks-missed' }.verdict", equalTo("MET"));
    }

    @Test
    void the_dossier_is_printed_as_it_is_served() throws Exception {
        // given
        service.hears(Story.of("S7100016").without("email-three-weeks"));
        var appeal = appealOf("S7100016");

        // when
        var pdf = asRegistry()
                .accept("application/pdf")
                .get("/appeals/" + appeal + "/dossier")
                .then()
                .statusCode(200)
                .contentType("application/pdf")
                .extract()
                .asByteArray();

        // then
        try (var document = Loader.loadPDF(pdf)) {
            var text = new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
            assertThat(text)
                    .contains(appeal)
                    .contains("NOT MET The step three-weeks was reached, but no e-mail of it was sent.")
                    .contains("S7100016-three-weeks")
                    .doesNotContain("Okafor");
        }
        assertThat(org.rollcall.appeals.letter.TaggedPdf.faultsOf(pdf)).isEmpty();
    }

    @Test
    void a_dossier_is_not_for_the_student_and_none_is_frozen_before_the_decision() {
        // given
        service.hears(Story.of("S7100017"));
        var appeal = appealOf("S7100017");

        // then
        asStudent("S7100017").get("/appeals/" + appeal + "/dossier").then().statusCode(403);
        asRegistry().get("/appeals/" + appeal + "/dossier?frozen=true").then().statusCode(404);
        asRegistry()
                .get("/appeals/" + appeal + "/dossier")
                .then()
                .body("met", greaterThan(10))
                .body("notMet", equalTo(0))
                .body("derivedAt", notNullValue());
    }
}
