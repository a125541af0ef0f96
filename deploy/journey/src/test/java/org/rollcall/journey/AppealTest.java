package org.rollcall.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.journey.Suite.Person;
import org.rollcall.local.Service;
import org.rollcall.testkit.Mail;

/**
 * Amina and Ben miss four weeks, which Chris attends, and the interview that was demanded of them; the Faculty decides
 * that both are to be withdrawn, and both appeal by e-mail. Amina was there in the second week, as her tutor finds too late.
 */
class AppealTest {

    private static final String AMINA = "S1000001";
    private static final String BEN = "S1000002";
    private static final String CHRIS = "S1000003";
    private static final int WEEKS = 8;

    private static final Person LEADER = new Person("p.marsh", "programme-leader");
    private static final Person OFFICE = new Person("fet-office", "faculty-admin");
    private static final Person REGISTRY = new Person("r.holt", "registry");
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
        suite.liveUntil(closeOf(4));
        for (var student : List.of(AMINA, BEN)) {
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
        // What becomes known later was not known when the Faculty decided: the clock must not stand still between them.
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
        suite.university().isMarkedPresent(AMINA, 2);
        suite.settle();

        // when
        var appeal = appealsByMail(AMINA);
        assertThat(caseState(AMINA)).isEqualTo("WithdrawalStayed");
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
        assertThat(subjects(BEN)).contains("Your Faculty’s decision about your studies", "The outcome of your appeal");
    }

    /** Missed without notice (clause 7), recommended, referred and decided (clause 9). */
    private static void misses(String student) {
        var file = "/cases/" + caseOf(student);
        var interview = suite.get(Service.CASE_MANAGEMENT, LEADER, file).getString("interviews[0].interviewId");
        suite.post(
                Service.CASE_MANAGEMENT,
                LEADER,
                file + "/interviews/" + interview + "/outcome",
                Map.of("held", false, "notes", "Waited for half an hour."));
        suite.post(
                Service.CASE_MANAGEMENT,
                LEADER,
                file + "/withdrawal-recommendation",
                Map.of(
                        "ground",
                        "INTERVIEW_MISSED_WITHOUT_NOTICE",
                        "reason",
                        "No word from the student since October."));
        suite.post(Service.CASE_MANAGEMENT, OFFICE, file + "/referral", Map.of());
        suite.post(
                Service.CASE_MANAGEMENT,
                OFFICE,
                file + "/decision",
                Map.of("decision", "WITHDRAW", "reason", "The panel saw no prospect.", "notifiedOn", "2026-11-16"));
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
                "I appeal against the decision: the procedure was not followed.");
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
                                "The dossier shows it.")),
                        "answers",
                        openSteps.stream()
                                .collect(Collectors.toMap(step -> step, step -> "Looked into; see the reasons.")),
                        "reasons",
                        "Each step was compared with what the policy asks."));
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
