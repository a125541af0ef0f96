package org.rollcall.notification.sending;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rollcall.contracts.NotificationEvent.EmailFailed;
import org.rollcall.contracts.ThresholdRescinded.Reason;
import org.rollcall.contracts.Topics;
import org.rollcall.notification.Raise;
import org.rollcall.notification.SmtpProxy;
import org.rollcall.notification.SmtpProxy.Fault;
import org.rollcall.notification.Suite;
import org.rollcall.notification.Suite.Email;
import org.rollcall.notification.UnreliableMail;
import org.rollcall.testkit.Mail;
import org.rollcall.testkit.RollcallResource;
import org.rollcall.testkit.SharedServers;

@QuarkusTest
@QuarkusTestResource(
        value = RollcallResource.class,
        initArgs = @ResourceArg(name = "database", value = "notifications"))
@QuarkusTestResource(UnreliableMail.class)
class SendingTest {

    private static final Duration PAST_THE_FIRST_PAUSE = Duration.ofSeconds(70);

    @SuppressWarnings("NullAway.Init") // given by UnreliableMail
    SmtpProxy mailServer;

    private Suite suite;

    @BeforeEach
    void the_programme_is_known() {
        suite = new Suite();
        suite.programme(Raise.PROGRAMME);
    }

    @AfterEach
    void end() {
        mailServer.open();
        suite.close();
    }

    @Test
    void a_mail_goes_to_the_student_and_blindly_to_the_journal_and_answers_go_to_the_office() throws Exception {
        suite.student("S3000001");

        suite.publish(Raise.contact("S3000001", "one-week").reached());

        var email = suite.awaitEmails("S3000001", "circumstances SENT").getFirst();
        assertThat(email.answer()).startsWith("250 ");
        var mail = suite.mailbox(Suite.addressOf("S3000001")).getFirst();
        var mime = mail.mime();
        assertThat(mail.from()).isEqualTo("Student Attendance <attendance@example.ac.uk>");
        assertThat(mail.to()).containsExactly("Amina Okafor <s3000001@student.example.ac.uk>");
        assertThat(mime.getReplyTo()).extracting(Object::toString).containsExactly("fet-admin@example.ac.uk");
        assertThat(mime.getHeader("Bcc")).isNull();
        assertThat(mime.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mime.getContentType()).startsWith("multipart/alternative");
        assertThat(suite.copiesInJournal(email)).isEqualTo(1);
    }

    @Test
    void mails_wait_while_the_mail_server_is_away_and_nothing_else_does() {
        // given
        suite.student("S3000002");
        mailServer.shut();

        // when
        suite.publish(Raise.contact("S3000002", "one-week").reached());

        // then
        suite.awaitEmails(
                "S3000002",
                emails -> emails.size() == 1
                        && emails.getFirst().told().equals("circumstances PENDING")
                        && emails.getFirst().attempts() == 1);
        assertThat(suite.emails("S3000002").getFirst().problem()).startsWith("Couldn't connect to host");
        suite.awaitSettled();

        // when
        mailServer.open();
        suite.passes(PAST_THE_FIRST_PAUSE);

        // then
        suite.awaitEmails("S3000002", "circumstances SENT");
        assertThat(suite.mailbox(Suite.addressOf("S3000002"))).hasSize(1);
    }

    @Test
    void what_the_server_certainly_did_not_take_is_tried_again_later() {
        var students = bothered(
                "S300010",
                Fault.GREYLISTED,
                Fault.CUT_BEFORE_TEXT,
                Fault.SILENCE_BEFORE_TEXT,
                Fault.CLOSING,
                Fault.DEFERRED_AFTER_TEXT);
        for (var student : students) {
            suite.awaitEmails(
                    student,
                    emails -> emails.size() == 1
                            && emails.getFirst().told().equals("circumstances PENDING")
                            && emails.getFirst().attempts() == 1);
        }

        suite.passes(PAST_THE_FIRST_PAUSE);

        for (var student : students) {
            suite.awaitEmails(student, "circumstances SENT");
            assertThat(suite.mailbox(Suite.addressOf(student))).hasSize(1);
        }
    }

    @Test
    void a_mail_whose_answer_was_lost_is_found_in_the_journal_and_not_sent_again() {
        for (var student : bothered("S300020", Fault.CUT_AFTER_TEXT, Fault.SILENCE_AFTER_TEXT, Fault.TAKEN_TOO_LATE)) {
            var email = suite.awaitEmails(student, "circumstances SENT").getFirst();
            assertThat(email.answer()).startsWith("found in the journal mailbox");
            assertThat(email.attempts()).isEqualTo(1);
            assertThat(suite.mailbox(Suite.addressOf(student))).hasSize(1);
        }
    }

    @Test
    void a_mail_that_was_cut_in_the_middle_is_not_in_the_journal_and_is_sent_again() {
        for (var student : bothered("S300030", Fault.CUT_WITHIN_TEXT, Fault.SILENCE_WITHIN_TEXT)) {
            var email = suite.awaitEmails(student, "circumstances SENT").getFirst();
            assertThat(email.attempts()).isEqualTo(2);
            assertThat(suite.mailbox(Suite.addressOf(student))).hasSize(1);
            assertThat(suite.copiesInJournal(email)).isEqualTo(1);
        }
    }

    /** A student for each fault, to whom a mail is on its way; what has to be waited for is waited for by all at once. */
    private List<String> bothered(String prefix, Fault... faults) {
        var students = IntStream.range(0, faults.length)
                .mapToObj(each -> prefix + each)
                .toList();
        students.forEach(suite::student);
        suite.awaitSettled();
        for (var each = 0; each < faults.length; each++) {
            mailServer.expect(faults[each], Suite.addressOf(students.get(each)));
        }
        students.forEach(
                student -> suite.publish(Raise.contact(student, "one-week").reached()));
        return students;
    }

    @Test
    void a_recipient_whom_the_server_does_not_know_needs_a_person_at_once() {
        suite.student("S3000009");
        mailServer.expect(Fault.UNKNOWN_RECIPIENT, Suite.addressOf("S3000009"));
        var notifications = suite.topics().endOf(Topics.NOTIFICATIONS);

        suite.publish(Raise.contact("S3000009", "one-week").reached());

        var email = suite.awaitEmails("S3000009", "circumstances FAILED").getFirst();
        assertThat(email.problem()).contains("nobody of that name");
        assertThat(suite.awaitNotification(notifications, "S3000009")
                        .as(EmailFailed.class)
                        .emailId())
                .isEqualTo(email.emailId());
    }

    @Test
    void a_slow_server_takes_the_mail_at_the_first_try() {
        suite.student("S3000034");
        mailServer.expect(Fault.SLOW, Suite.addressOf("S3000034"));

        suite.publish(Raise.contact("S3000034", "one-week").reached());

        assertThat(suite.awaitEmails("S3000034", "circumstances SENT")
                        .getFirst()
                        .attempts())
                .isEqualTo(1);
    }

    @Test
    void a_mail_that_the_server_will_never_take_needs_a_person_at_once() {
        suite.student("S3000035");
        mailServer.expect(Fault.REFUSED_AFTER_TEXT, Suite.addressOf("S3000035"));

        suite.publish(Raise.contact("S3000035", "one-week").reached());

        assertThat(suite.awaitEmails("S3000035", "circumstances FAILED")
                        .getFirst()
                        .problem())
                .contains("554 5.6.0 not wanted");
        assertThat(suite.mailbox(Suite.addressOf("S3000035"))).isEmpty();
    }

    @Test
    void an_address_outside_ascii_is_refused_in_words_that_help() {
        suite.student("S3000036", "zoë@student.example.ac.uk");

        suite.publish(Raise.contact("S3000036", "one-week").reached());

        assertThat(suite.awaitEmails("S3000036", "circumstances FAILED")
                        .getFirst()
                        .problem())
                .contains("The address has characters outside ASCII");
    }

    @Test
    void a_domain_outside_ascii_is_written_as_mail_servers_know_it() {
        suite.student("S3000037", "zoe@hochschule-münchen.example");

        suite.publish(Raise.contact("S3000037", "one-week").reached());

        suite.awaitEmails("S3000037", "circumstances SENT");
        assertThat(suite.mailbox("zoe@xn--hochschule-mnchen-e3b.example")).hasSize(1);
    }

    @Test
    void a_student_without_an_address_waits_without_being_overdue_and_hears_when_the_record_arrives() {
        // given
        suite.student("S3000010", "");
        suite.publish(Raise.contact("S3000010", "one-week").reached());
        suite.awaitEmails("S3000010", "circumstances PENDING");

        // then
        suite.awaitSettled();

        // when
        suite.student("S3000010");

        // then
        suite.awaitEmails("S3000010", "circumstances SENT");
    }

    @Test
    void a_withdrawn_student_record_takes_the_address_with_it() {
        suite.student("S3000011");
        suite.publish(Raise.contact("S3000011", "one-week").reached());
        suite.awaitEmails("S3000011", "circumstances SENT");

        suite.topics().withdraw(Topics.STUDENTS, "S3000011");
        suite.awaitSettled();
        suite.publish(Raise.contact("S3000011", "three-weeks").reached());
        suite.awaitSettled();

        suite.awaitEmails("S3000011", "circumstances SENT", "circumstances PENDING");
    }

    @Test
    void the_mails_of_one_student_leave_in_order_and_do_not_hold_up_others() {
        // given the first mail has to wait
        suite.student("S3000012");
        suite.student("S3000013");
        mailServer.expect(Fault.GREYLISTED, Suite.addressOf("S3000012"));
        suite.publish(Raise.contact("S3000012", "one-week").reached());
        suite.awaitEmails(
                "S3000012", emails -> emails.size() == 1 && emails.getFirst().attempts() == 1);

        // when
        suite.publish(Raise.contact("S3000012", "three-weeks").reached());
        suite.publish(Raise.contact("S3000013", "one-week").reached());

        // then
        suite.awaitEmails("S3000013", "circumstances SENT");
        suite.awaitEmails("S3000012", "circumstances PENDING", "circumstances PENDING");
        suite.awaitSettled();

        // when
        suite.passes(PAST_THE_FIRST_PAUSE);

        // then
        var emails = suite.awaitEmails("S3000012", "circumstances SENT", "circumstances SENT");
        assertThat(suite.mailbox(Suite.addressOf("S3000012")))
                .extracting(Mail::messageId)
                .containsExactlyElementsOf(emails.stream().map(Email::messageId).toList());
    }

    @Test
    void a_server_that_hangs_holds_up_one_line_and_no_consumer() {
        // given
        suite.student("S3000014");
        suite.student("S3000015");
        mailServer.expect(Fault.SILENCE_BEFORE_TEXT, Suite.addressOf("S3000014"));
        suite.publish(Raise.contact("S3000014", "one-week").reached());
        suite.awaitEmails("S3000014", "circumstances SENDING");

        // when
        suite.publish(Raise.contact("S3000015", "one-week").reached());

        // then
        suite.awaitEmails("S3000015", "circumstances SENT");
        assertThat(suite.emails("S3000014").getFirst().told()).isEqualTo("circumstances SENDING");
        assertThat(suite.settled()).isFalse();
    }

    @Test
    void a_raise_that_is_rescinded_while_its_mail_is_under_way_is_corrected_once_the_mail_is_known_to_be_sent() {
        suite.student("S3000016");
        var raise = Raise.contact("S3000016", "one-week");
        mailServer.expect(Fault.SILENCE_AFTER_TEXT, Suite.addressOf("S3000016"));
        suite.publish(raise.reached());
        suite.awaitEmails("S3000016", "circumstances SENDING");

        suite.publish(raise.again().rescinded(Reason.ATTENDANCE_CORRECTED));

        suite.awaitEmails("S3000016", "circumstances SENT", "correction SENT");
    }

    @Test
    void a_raise_that_is_rescinded_while_its_mail_is_under_way_needs_no_word_when_the_mail_did_not_go() {
        suite.student("S3000017");
        var raise = Raise.contact("S3000017", "one-week");
        mailServer.expect(Fault.SILENCE_BEFORE_TEXT, Suite.addressOf("S3000017"));
        suite.publish(raise.reached());
        suite.awaitEmails("S3000017", "circumstances SENDING");

        suite.publish(raise.again().rescinded(Reason.ATTENDANCE_CORRECTED));

        suite.awaitEmails("S3000017", "circumstances WITHDRAWN", "correction WITHDRAWN");
        assertThat(suite.mailbox(Suite.addressOf("S3000017"))).isEmpty();
    }

    @Test
    void what_a_killed_instance_had_handed_over_is_found_in_the_journal() throws Exception {
        // given a mail that waits, and then the state that a kill after the server's answer leaves
        suite.publish(Raise.contact("S3000018", "one-week").reached());
        var email = suite.awaitEmails("S3000018", "circumstances PENDING").getFirst();
        deliverToJournal(email);
        leaveInSending(email);

        // then
        var settled = suite.awaitEmails("S3000018", "circumstances SENT").getFirst();
        assertThat(settled.answer()).contains("the instance that was sending it ended");
        assertThat(suite.copiesInJournal(email)).isEqualTo(1);
    }

    @Test
    void what_a_killed_instance_had_not_handed_over_is_sent_again() throws Exception {
        // given
        suite.publish(Raise.contact("S3000019", "one-week").reached());
        var email = suite.awaitEmails("S3000019", "circumstances PENDING").getFirst();
        leaveInSending(email);
        suite.student("S3000019");

        // then
        var settled = suite.awaitEmails("S3000019", "circumstances SENT").getFirst();
        assertThat(settled.attempts()).isEqualTo(2);
        assertThat(suite.mailbox(Suite.addressOf("S3000019"))).hasSize(1);
        assertThat(suite.copiesInJournal(email)).isEqualTo(1);
    }

    @Test
    void a_name_that_would_begin_a_header_of_its_own_never_reaches_a_mail() {
        // given student records say that Amina is called so, and are not believed
        suite.topics()
                .publish(
                        Topics.STUDENTS.name(),
                        "S3000020",
                        Map.ofEntries(
                                Map.entry("studentId", "S3000020"),
                                Map.entry("givenName", "Amina\r\nBcc: everybody@example.ac.uk"),
                                Map.entry("familyName", "Okafor"),
                                Map.entry("email", "s3000020@student.example.ac.uk"),
                                Map.entry("programmeCode", Raise.PROGRAMME),
                                Map.entry("level", 5),
                                Map.entry("status", "ENROLLED"),
                                Map.entry("enrolledFrom", "2026-09-14"),
                                Map.entry("sponsored", false)));

        suite.publish(Raise.contact("S3000020", "one-week").reached());
        suite.awaitSettled();

        suite.awaitEmails("S3000020", "circumstances PENDING");
    }

    @Test
    void an_address_that_is_none_needs_a_person() {
        suite.student("S3000021", "amina at home");

        suite.publish(Raise.contact("S3000021", "one-week").reached());

        assertThat(suite.awaitEmails("S3000021", "circumstances FAILED")
                        .getFirst()
                        .attempts())
                .isZero();
    }

    /** As a process leaves it that was killed after the commit and before the answer. */
    private static void leaveInSending(Email email) throws SQLException {
        try (var connection = SharedServers.database("notifications").connectAsOwner();
                var update = connection.prepareStatement("""
                        UPDATE email SET stage = 'SENDING', attempts = 1, due_at = NULL, sender = 2000000000,
                            address = 'x@example.ac.uk', subject = 'x', text_body = 'x', html_body = 'x'
                        WHERE id = ?::uuid
                        """)) {
            update.setString(1, email.emailId());
            update.executeUpdate();
        }
    }

    private static void deliverToJournal(Email email) throws Exception {
        var message = new MimeMessage(Session.getInstance(new Properties())) {
            @Override
            protected void updateMessageID() throws jakarta.mail.MessagingException {
                setHeader("Message-ID", email.messageId());
            }
        };
        message.setFrom("attendance@example.ac.uk");
        message.setRecipient(RecipientType.TO, new InternetAddress(Suite.JOURNAL));
        message.setText("as taken by the mail server");
        message.saveChanges();
        try (var transport = Session.getInstance(new Properties()).getTransport("smtp")) {
            transport.connect("127.0.0.1", SharedServers.smtpPort(), null, null);
            transport.sendMessage(message, message.getAllRecipients());
        }
    }
}
