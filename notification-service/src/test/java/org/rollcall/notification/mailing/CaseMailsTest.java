package org.rollcall.notification.mailing;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.ICalendar;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.rollcall.contracts.AppealEvent;
import org.rollcall.contracts.AppealEvent.AppealNotUpheld;
import org.rollcall.contracts.AppealEvent.AppealReceived;
import org.rollcall.contracts.AppealEvent.AppealRejectedAsLate;
import org.rollcall.contracts.AppealEvent.AppealUpheld;
import org.rollcall.contracts.AppealEvent.CompletionOfProceduresIssued;
import org.rollcall.contracts.CaseEvent.AgreementBreached;
import org.rollcall.contracts.CaseEvent.AgreementMade;
import org.rollcall.contracts.CaseEvent.FacultyDecisionMade;
import org.rollcall.contracts.CaseEvent.FacultyDecisionMade.Decision;
import org.rollcall.contracts.CaseEvent.FacultyDecisionMade.Ground;
import org.rollcall.contracts.CaseEvent.WithdrawalRecommended;
import org.rollcall.contracts.Topics;
import org.rollcall.notification.Documents;
import org.rollcall.notification.Documents.Answer;
import org.rollcall.notification.Interview;
import org.rollcall.notification.Raise;
import org.rollcall.notification.Suite;
import org.rollcall.notification.UnreliableMail;
import org.rollcall.testkit.Mail;
import org.rollcall.testkit.RollcallResource;

/** What a case and an appeal bring into whose mailbox. */
@QuarkusTest
@QuarkusTestResource(
        value = RollcallResource.class,
        initArgs = @ResourceArg(name = "database", value = "notifications"))
@QuarkusTestResource(UnreliableMail.class)
class CaseMailsTest {

    private static final Instant NOW = Instant.parse("2027-01-20T15:45:00Z");
    private static final String YEAR = "2026/27";
    private static final String LEADER = "p.marsh@example.ac.uk";
    private static final String OFFICE = "fet-admin@example.ac.uk";
    private static final Duration PAST_THE_FIRST_PAUSE = Duration.ofSeconds(70);

    @SuppressWarnings("NullAway.Init") // given by UnreliableMail
    Documents documents;

    private Suite suite;

    @BeforeEach
    void the_programme_is_known() {
        suite = new Suite();
        suite.programme(Raise.PROGRAMME);
    }

    @AfterEach
    void end() {
        suite.close();
    }

    @Test
    void an_appointment_its_move_and_its_cancellation_reach_both_calendars_as_one_appointment() throws Exception {
        // given
        suite.student("S5000001");
        suite.awaitSettled();
        var interview = Interview.of("S5000001");

        // when
        suite.publish(interview.scheduled());
        suite.publish(
                interview.again().at(Instant.parse("2026-11-19T10:30:00Z")).rescheduled());
        suite.publish(interview.again().again().cancelled());
        suite.awaitEmails(
                "S5000001",
                "appointment SENT",
                "appointment-moved SENT",
                "appointment-cancelled SENT",
                "appointment-copy SENT",
                "appointment-copy SENT",
                "appointment-copy SENT");

        // then
        var student = suite.mailbox(Suite.addressOf("S5000001"));
        var interviewer = about("S5000001", LEADER);
        assertThat(student)
                .extracting(Mail::subject)
                .containsExactly(
                        "Your interview on Tuesday 17 November 2026",
                        "Your interview is now on Thursday 19 November 2026",
                        "Your interview on Tuesday 17 November 2026 is cancelled");
        for (var mailbox : List.of(student, interviewer)) {
            assertThat(calendarsOf(mailbox))
                    .extracting(calendar -> "%s %s %d"
                            .formatted(
                                    calendar.getMethod().getValue(),
                                    calendar.getEvents().getFirst().getUid().getValue(),
                                    calendar.getEvents()
                                            .getFirst()
                                            .getSequence()
                                            .getValue()))
                    .containsExactly(
                            "REQUEST " + interview.uid() + " 0",
                            "REQUEST " + interview.uid() + " 1",
                            "CANCEL " + interview.uid() + " 2");
        }
        assertThat(parts(student.getFirst().mime()))
                .extracting(part -> part.getContentType().replaceAll("\\s+", " "))
                .satisfiesExactly(
                        text -> assertThat(text).startsWith("text/plain"),
                        html -> assertThat(html).startsWith("text/html"),
                        calendar -> assertThat(calendar)
                                .startsWith("text/calendar;")
                                .contains("method=REQUEST"));
    }

    @Test
    void an_interview_that_somebody_else_holds_is_passed_on_by_the_office() {
        suite.student("S5000002");
        suite.awaitSettled();

        suite.publish(Interview.of("S5000002").heldBy("q.brown").scheduled());
        suite.awaitEmails("S5000002", "appointment SENT", "appointment-copy SENT");

        assertThat(about("S5000002", LEADER)).isEmpty();
        assertThat(about("S5000002", OFFICE))
                .singleElement()
                .extracting(Mail::text)
                .asString()
                .contains("Please pass this e-mail on to q.brown, who holds the interview.");
    }

    @Test
    void what_is_delivered_twice_is_mailed_once() {
        suite.student("S5000003");
        var missed = Interview.of("S5000003").missed();

        suite.publishAs("twice", Topics.CASES, "S5000003", missed);
        suite.publishAs("twice", Topics.CASES, "S5000003", missed);
        suite.awaitEmails("S5000003", "interview-missed SENT");
        suite.awaitSettled();

        assertThat(suite.emails("S5000003")).hasSize(1);
    }

    @Test
    void an_agreement_is_attached_as_the_case_service_made_it() throws Exception {
        suite.student("S5000004");
        suite.awaitSettled();

        suite.publish(agreement("S5000004"));
        var emails = suite.awaitEmails("S5000004", "agreement SENT", "agreement-copy SENT");

        var pdf = Documents.pdf("/agreements/A-S5000004");
        for (var mail : List.of(
                suite.mailbox(Suite.addressOf("S5000004")).getFirst(),
                about("S5000004", LEADER).getFirst())) {
            assertThat(mail.mime().getContentType()).startsWith("multipart/mixed");
            assertThat(parts(mail.mime())).last().satisfies(part -> {
                assertThat(part.getContentType()).startsWith("application/pdf");
                assertThat(part.getFileName()).isEqualTo("Student Attendance Agreement.pdf");
                assertThat(part.getDisposition()).isEqualTo(Part.ATTACHMENT);
                assertThat(part.getInputStream().readAllBytes()).isEqualTo(pdf.getBytes(StandardCharsets.UTF_8));
            });
        }
        assertThat(suite.whole(emails.getFirst()).getString("attachment"))
                .startsWith("Student Attendance Agreement.pdf, %d bytes, SHA-256 ".formatted(pdf.length()));
    }

    @ParameterizedTest
    @EnumSource(
            value = Answer.class,
            names = {"UNAVAILABLE", "NO_PDF", "TOO_LARGE", "CUT"})
    void a_letter_that_cannot_be_had_yet_is_waited_for(Answer answer) {
        var studentId = "S51%05d".formatted(answer.ordinal());
        suite.student(studentId);
        documents.expect("/agreements/A-" + studentId, answer, answer, Answer.PDF);

        suite.publish(agreement(studentId));
        var waiting = suite.awaitEmails(
                studentId,
                emails -> emails.size() == 2
                        && emails.stream().allMatch(email -> email.state().equals("PENDING") && email.attempts() == 1));
        assertThat(waiting.getFirst().problem()).contains("'Student Attendance Agreement.pdf' cannot be had");
        assertThat(suite.mailbox(Suite.addressOf(studentId))).isEmpty();

        suite.passes(PAST_THE_FIRST_PAUSE);

        suite.awaitEmails(studentId, "agreement SENT", "agreement-copy SENT");
        assertThat(suite.mailbox(Suite.addressOf(studentId))).hasSize(1);
    }

    @Test
    void what_goes_wrong_with_an_agreement_and_who_has_to_act_is_told_to_each() {
        suite.student("S5000005");
        suite.awaitSettled();

        suite.publish(new AgreementBreached(
                "C", "S5000005", Raise.PROGRAMME, YEAR, NOW, "case-management", "A", 2, DAY, DAY, "Come."));
        suite.publish(new WithdrawalRecommended("C", "S5000005", Raise.PROGRAMME, YEAR, NOW, "p.marsh"));
        suite.awaitEmails(
                "S5000005", "agreement-breached SENT", "agreement-breached-copy SENT", "process-recommendation SENT");

        assertThat(about("S5000005", LEADER)).hasSize(1);
        assertThat(about("S5000005", OFFICE)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"WITHDRAW, S5000006, decision-withdrawal", "CONTINUE, S5000007, decision-continue"})
    void a_decision_is_told_to_the_student_with_its_reference(Decision decision, String studentId, String template) {
        suite.student(studentId);

        suite.publish(new FacultyDecisionMade(
                "C",
                studentId,
                Raise.PROGRAMME,
                YEAR,
                NOW,
                "fet-admin",
                "D-" + studentId,
                decision,
                Ground.INTERVIEW_OUTCOME,
                DAY,
                DAY.plusDays(14),
                "dean"));
        suite.awaitEmails(studentId, template + " SENT");

        assertThat(suite.mailbox(Suite.addressOf(studentId)).getFirst().text()).contains("D-" + studentId);
    }

    @Test
    void an_appeal_is_acknowledged_and_its_outcome_comes_with_the_letter_and_not_before() throws Exception {
        // given
        suite.student("S5000008");
        suite.awaitSettled();

        // when
        suite.publish(new AppealReceived("P-8", "C", "D", "S5000008", NOW, "S5000008"));
        suite.publish(new AppealUpheld("P-8", "C", "D", "S5000008", NOW, "registry"));
        suite.awaitSettled();

        // then
        suite.awaitEmails("S5000008", "appeal-received SENT");

        // when
        suite.publish(new CompletionOfProceduresIssued("P-8", "C", "D", "S5000008", NOW, "registry"));

        // then
        suite.awaitEmails("S5000008", "appeal-received SENT", "appeal-upheld SENT", "appeal-upheld-copy SENT");
        assertThat(parts(suite.mailbox(Suite.addressOf("S5000008")).getLast().mime()))
                .last()
                .satisfies(part -> {
                    assertThat(part.getFileName()).isEqualTo("Completion of Procedures letter.pdf");
                    assertThat(new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                            .isEqualTo(Documents.pdf("/appeals/P-8/completion-of-procedures"));
                });
        // The letter is the student's alone.
        assertThat(about("S5000008", LEADER))
                .singleElement()
                .satisfies(mail -> assertThat(mail.mime().getContentType()).startsWith("multipart/alternative"));
    }

    @ParameterizedTest
    @CsvSource({"false, S5000009, appeal-not-upheld", "true, S5000010, appeal-rejected-as-late"})
    void an_appeal_without_success_is_told_to_the_student_alone(boolean late, String studentId, String template) {
        suite.student(studentId);
        AppealEvent end = late
                ? new AppealRejectedAsLate("P-" + studentId, "C", "D", studentId, NOW, "registry")
                : new AppealNotUpheld("P-" + studentId, "C", "D", studentId, NOW, "registry");

        suite.publish(end);
        suite.publish(new CompletionOfProceduresIssued("P-" + studentId, "C", "D", studentId, NOW, "registry"));

        suite.awaitEmails(studentId, template + " SENT");
    }

    private static final LocalDate DAY = LocalDate.of(2027, 1, 20);

    private static AgreementMade agreement(String studentId) {
        return new AgreementMade(
                "C",
                studentId,
                Raise.PROGRAMME,
                YEAR,
                NOW,
                "p.marsh",
                "A-" + studentId,
                1,
                DAY,
                DAY.plusWeeks(4),
                "Attend every session.");
    }

    private List<Mail> about(String studentId, String address) {
        return suite.mailbox(address).stream()
                .filter(mail -> mail.subject().contains(studentId))
                .toList();
    }

    private static List<ICalendar> calendarsOf(List<Mail> mails) throws MessagingException, IOException {
        var calendars = new ArrayList<ICalendar>();
        for (var mail : mails) {
            for (var part : parts(mail.mime())) {
                if (part.isMimeType("text/calendar")) {
                    calendars.add(
                            Biweekly.parse(new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                                    .first());
                }
            }
        }
        return calendars;
    }

    /** What a message is made of, however deep it stands. */
    private static List<BodyPart> parts(Part whole) throws MessagingException, IOException {
        var found = new ArrayList<BodyPart>();
        if (whole.getContent() instanceof Multipart several) {
            for (var i = 0; i < several.getCount(); i++) {
                if (several.getBodyPart(i).getContent() instanceof Multipart) {
                    found.addAll(parts(several.getBodyPart(i)));
                } else {
                    found.add(several.getBodyPart(i));
                }
            }
        }
        return found;
    }
}
