package org.rollcall.journey;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.rollcall.journey.Suite.LEADER;
import static org.rollcall.journey.Suite.OFFICE;
import static org.rollcall.journey.Suite.REGISTRY;
import static org.rollcall.journey.University.closeOf;
import static org.rollcall.journey.University.session;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.local.Service;
import org.rollcall.testkit.Mail;

/**
 * Amina and Ben miss four weeks, which Chris attends, and the interview that was demanded of them; the Faculty decides
 * that both are to be withdrawn, and both appeal by e-mail. Amina was there in the second week, as her tutor finds too late.
 */
@TestMethodOrder(OrderAnnotation.class)
class AppealTest {

    /** After the stories. */
    private static final int LAST = Order.DEFAULT + 1;

    private static final String AMINA = "S1000001";
    private static final String BEN = "S1000002";
    private static final String CHRIS = "S1000003";
    private static final Map<String, String> USERS = Map.of(AMINA, "amina", BEN, "ben");
    private static final int WEEKS = 8;

    private static final String APPEALS_ADDRESS = "head-of-registry-services@example.ac.uk";

    /** A Monday, twelve days after the demand: more notice than the five working days of clause 5. */
    private static final Instant INTERVIEW = Instant.parse("2026-11-16T10:00:00Z");

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static Suite suite;

    @BeforeAll
    static void both_are_to_be_withdrawn() {
        suite = Suite.start(folder, Instant.parse("2026-09-21T08:00:00Z"));
        suite.university().opens(WEEKS, List.of(AMINA, BEN, CHRIS));
        for (var week = 1; week <= WEEKS; week++) {
            suite.university().comes(CHRIS, week);
        }
        suite.university().misspells("S1000009", Canaries.REFUSED_NAME);
        suite.liveUntil(closeOf(4));
        for (var student : List.of(AMINA, BEN)) {
            explains(student);
            suite.post(
                    Service.CASE_MANAGEMENT,
                    LEADER,
                    "/cases/" + caseOf(student) + "/interviews",
                    Map.of("startsAt", INTERVIEW.toString(), "durationMinutes", 30, "location", "JP-210"));
        }
        suite.liveUntil(INTERVIEW.plus(Duration.ofHours(2)));
        for (var student : List.of(AMINA, BEN)) {
            misses(student);
        }
        // What becomes known later is not known when the Faculty decides, in the same moment of a clock that stands
        // still.
        suite.liveUntil(INTERVIEW.plus(Duration.ofHours(3)));
    }

    @AfterAll
    static void end() {
        suite.close();
    }

    @Test
    void an_appeal_by_email_is_upheld_when_a_step_was_not_reached_after_all_and_the_decision_is_quashed() {
        // given: after the decision the register of the second week is put right
        var invitation = newest(AMINA, "Your interview on");
        assertThat(contacts(AMINA))
                .as("contacted twice, and the interview demanded")
                .containsExactly("circumstances SENT", "circumstances SENT", "interview-required SENT");
        suite.university().isMarkedPresent(AMINA, 2);
        suite.settle();

        // when
        var appeal = appealsByMail(AMINA);
        assertThat(caseState(AMINA)).isEqualTo("WithdrawalStayed");
        var received = suite.get(Service.APPEALS_SERVICE, REGISTRY, "/appeals/{appeal}", appeal);
        assertThat(received.getString("channel")).isEqualTo("EMAIL");
        assertThat(received.getBoolean("late")).as("came too late").isFalse();
        suite.university().comes(AMINA, 7);
        suite.settle();
        var dossier = suite.get(Service.APPEALS_SERVICE, REGISTRY, "/appeals/{appeal}/dossier", appeal);
        decide(appeal, "UPHELD", dossier.getList("lines.findAll { it.verdict != 'MET' }.step"));
        suite.settle();

        // then
        assertThat(invitation.source()).contains("text/calendar");
        assertThat(attendance(AMINA, 7)).as("classes go on").isEqualTo("PRESENT");
        assertThat(dossier.getList("lines.findAll { it.verdict == 'NOT_MET' }.step", String.class))
                .containsExactly("weeks-missed");
        assertThat(dossier.getList("lines.findAll { it.atDecision?.verdict == 'NOT_MET' }.step"))
                .as("what was known when the Faculty decided")
                .isEmpty();
        assertThat(caseState(AMINA)).isEqualTo("InterviewRequired");
        assertThat(suite.get(Service.CASE_MANAGEMENT, LEADER, "/cases/{case}", caseOf(AMINA))
                        .getList("quashedDecisions"))
                .hasSize(1);
        assertThat(letterIn(AMINA)).startsWith("%PDF-");
        assertThat(subjects(AMINA)).endsWith("Your appeal was upheld");
        assertThat(whatHappened(AMINA))
                .containsSubsequence(
                        "INTERVIEW_REQUIRED",
                        "INTERVIEW_SCHEDULED",
                        "INTERVIEW_MISSED",
                        "WITHDRAWAL_RECOMMENDED",
                        "WITHDRAWAL_REFERRED",
                        "DECISION_MADE",
                        "WITHDRAWAL_STAYED",
                        "DECISION_QUASHED")
                .doesNotContain("WITHDRAWAL_TOOK_EFFECT");
    }

    @Test
    void an_appeal_against_a_decision_by_the_book_is_not_upheld_and_the_withdrawal_takes_effect() {
        // when
        var appeal = appealsByMail(BEN);
        var dossier = suite.get(Service.APPEALS_SERVICE, REGISTRY, "/appeals/{appeal}/dossier", appeal);
        decide(appeal, "NOT_UPHELD", dossier.getList("lines.findAll { it.verdict != 'MET' }.step"));
        suite.settle();

        // then
        assertThat(dossier.getList("lines.findAll { it.verdict == 'NOT_MET' }.step"))
                .isEmpty();
        assertThat(caseState(BEN)).isEqualTo("Withdrawn");
        assertThat(letterIn(BEN)).startsWith("%PDF-");
        assertThat(subjects(BEN).stream().map(subject -> subject.replaceFirst(" on \\w+ \\d.*", " on …")))
                .containsSubsequence(
                        "We missed you: please tell us how things are",
                        "We missed you: please tell us how things are",
                        "Please come to an interview with your Programme Leader",
                        "Your interview on …",
                        "We missed you at your interview",
                        "Your Faculty’s decision about your studies",
                        "Your appeal has arrived",
                        "The outcome of your appeal");
        assertThat(whatHappened(BEN))
                .containsSubsequence(
                        "INTERVIEW_REQUIRED",
                        "EMAIL_SENT",
                        "INTERVIEW_SCHEDULED",
                        "INTERVIEW_MISSED",
                        "WITHDRAWAL_RECOMMENDED",
                        "WITHDRAWAL_REFERRED",
                        "DECISION_MADE",
                        "WITHDRAWAL_STAYED",
                        "APPEAL_ENDED",
                        "WITHDRAWAL_TOOK_EFFECT");
    }

    @Test
    @Order(LAST)
    void names_addresses_and_what_people_wrote_are_in_no_topic_no_log_and_no_metric() throws IOException {
        // Whoever they are about is given all of it.
        var export = suite.export(BEN).prettify();
        assertThat(export)
                .contains(
                        University.familyName(BEN),
                        Canaries.CIRCUMSTANCES,
                        Canaries.ABSENCE,
                        Canaries.DECISION,
                        Canaries.STATEMENT,
                        Canaries.RULING)
                .doesNotContain(University.familyName(AMINA));

        var canaries = Canaries.of(List.of(AMINA, BEN, CHRIS));
        assertThat(canaries.foundWhereTheyMayBe(suite))
                .as("whether it finds any")
                .isNotEmpty();
        assertThat(canaries.foundIn(suite)).isEmpty();
    }

    @Test
    @Order(LAST + 1)
    void who_has_no_open_case_is_erased_from_all_services_and_who_has_one_is_not() throws IOException {
        // when
        assertThat(suite.file(AMINA).holds()).containsKeys(Service.values());
        assertThatThrownBy(() -> suite.file(AMINA).erase("OBJECTION")).hasMessageContaining("are held");
        suite.file(CHRIS).erase("OBJECTION");
        suite.university().comes(CHRIS, 8);
        suite.settle();

        // then
        for (var service : Service.values()) {
            assertThat(suite.tablesHolding(service, CHRIS)).as(service.title()).isEmpty();
            assertThat(suite.tablesHolding(service, University.familyName(CHRIS)))
                    .as(service.title())
                    .isEmpty();
        }
        assertThat(suite.tablesHolding(Service.CASE_MANAGEMENT, AMINA)).contains("cases");
    }

    /** A change of circumstances (clause 10), and an absence that is refused, so that nothing comes of it. */
    private static void explains(String student) {
        suite.post(
                Service.CASE_MANAGEMENT,
                new Suite.Person(requireNonNull(USERS.get(student))),
                "/cases/" + caseOf(student) + "/circumstances",
                Map.of("text", Canaries.CIRCUMSTANCES));
        suite.post(
                Service.CASE_MANAGEMENT,
                OFFICE,
                "/students/" + student + "/absences",
                Map.of("from", "2026-10-05", "to", "2026-10-06", "reason", Canaries.ABSENCE, "status", "REFUSED"));
    }

    /** Missed without notice (clause 7), recommended, referred and decided (clause 9). */
    private static void misses(String student) {
        var file = "/cases/" + caseOf(student);
        var interview = suite.get(Service.CASE_MANAGEMENT, LEADER, file).getString("interviews[0].interviewId");
        suite.post(
                Service.CASE_MANAGEMENT,
                LEADER,
                file + "/interviews/" + interview + "/outcome",
                Map.of("held", false, "notes", Canaries.NOTES));
        suite.post(
                Service.CASE_MANAGEMENT,
                LEADER,
                file + "/withdrawal-recommendation",
                Map.of("ground", "INTERVIEW_MISSED_WITHOUT_NOTICE", "reason", Canaries.RECOMMENDATION));
        suite.post(Service.CASE_MANAGEMENT, OFFICE, file + "/referral", Map.of());
        suite.post(
                Service.CASE_MANAGEMENT,
                OFFICE,
                file + "/decision",
                Map.of("decision", "WITHDRAW", "reason", Canaries.DECISION, "notifiedOn", "2026-11-16"));
    }

    /** Quotes the reference that the decision's e-mail gave; returns the id of the appeal. */
    private static String appealsByMail(String student) {
        var decision = suite.get(Service.CASE_MANAGEMENT, LEADER, "/cases/{case}", caseOf(student))
                .getString("decision.decisionId");
        assertThat(newest(student, "decision").text()).contains(decision);
        suite.writes(
                student,
                APPEALS_ADDRESS,
                "Appeal, reference " + decision,
                "I appeal against the decision. " + Canaries.STATEMENT);
        await().atMost(PATIENCE).until(() -> appealOf(student) != null);
        suite.settle();
        var appeal = appealOf(student);
        suite.post(
                Service.APPEALS_SERVICE,
                REGISTRY,
                "/appeals/" + appeal + "/investigation",
                Map.of("investigator", "i.quist"));
        return appeal;
    }

    private static void decide(String appeal, String outcome, List<String> openSteps) {
        suite.post(
                Service.APPEALS_SERVICE,
                REGISTRY,
                "/appeals/" + appeal + "/decision",
                Map.of(
                        "outcome",
                        outcome,
                        "findings",
                        List.of(Map.of(
                                "ground",
                                "PROCEDURE_NOT_FOLLOWED",
                                "dueProcessFollowed",
                                !outcome.equals("UPHELD"),
                                "because",
                                Canaries.FINDING)),
                        "answers",
                        openSteps.stream().collect(Collectors.toMap(step -> step, step -> Canaries.ANSWER)),
                        "reasons",
                        Canaries.RULING));
    }

    private static String appealOf(String student) {
        return suite.get(Service.APPEALS_SERVICE, REGISTRY, "/appeals?size=200")
                .param("student", student)
                .getString("items.find { it.studentId == student }?.appealId");
    }

    private static String caseOf(String student) {
        return suite.get(Service.CASE_MANAGEMENT, LEADER, "/cases?student={student}", student)
                .getString("items[0].caseId");
    }

    /** The e-mails to the student that led to the interview, in the order in which they went out. */
    private static List<String> contacts(String student) {
        return suite
                .get(Service.CASE_MANAGEMENT, LEADER, "/cases/{case}", caseOf(student))
                .<Map<String, Object>>getList("contacts")
                .stream()
                .filter(contact -> !"send-appointment".equals(contact.get("template")))
                .map(contact -> contact.get("template") + " " + contact.get("state"))
                .toList();
    }

    /** The history of the case, which nobody tampered with. */
    private static List<String> whatHappened(String student) {
        var history = suite.get(Service.CASE_MANAGEMENT, LEADER, "/cases/{case}/history?verify=true", caseOf(student));
        assertThat(history.getBoolean("verification.intact")).isTrue();
        return history.getList("lines.what");
    }

    private static String caseState(String student) {
        return suite.get(Service.CASE_MANAGEMENT, LEADER, "/cases/{case}", caseOf(student))
                .getString("state");
    }

    private static String attendance(String student, int week) {
        return suite.get(Service.ATTENDANCE_INGEST, "/students/{student}/attendance", student)
                .param("session", session(week))
                .getString("items.find { it.sessionId == session }.status");
    }

    private static List<String> subjects(String student) {
        return suite.mailsOf(student).stream().map(Mail::subject).toList();
    }

    /** The newest mail whose subject has the word. */
    private static Mail newest(String student, String word) {
        return suite.mailsOf(student).stream()
                .filter(mail -> mail.subject().contains(word))
                .reduce((_, newer) -> newer)
                .orElseThrow(
                        () -> new AssertionError("No mail about '%s' among %s".formatted(word, subjects(student))));
    }

    /** How the letter that is attached to the last mail begins. */
    private static String letterIn(String student) {
        try {
            var parts = (Multipart) suite.mailsOf(student).getLast().mime().getContent();
            for (var i = 0; i < parts.getCount(); i++) {
                if (parts.getBodyPart(i).isMimeType("application/pdf")) {
                    return new String(parts.getBodyPart(i).getInputStream().readNBytes(5), StandardCharsets.ISO_8859_1);
                }
            }
            return "nothing attached";
        } catch (IOException | MessagingException e) {
            throw new AssertionError(e);
        }
    }
}
