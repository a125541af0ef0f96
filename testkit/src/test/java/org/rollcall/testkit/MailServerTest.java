package org.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailServerTest {

    private static final String AMINA = "a.okafor@student.example.ac.uk";
    private static final String JOURNAL = "journal@example.ac.uk";

    @Test
    void mail_that_was_accepted_is_in_the_mailbox_after_a_restart(@TempDir Path folder) throws MessagingException {
        // given
        try (MailServer server =
                MailServer.keeping(folder, Ports.free(), Ports.free()).start()) {
            send(server, AMINA, "First");
            send(server, AMINA, "Second");
        }

        // when
        try (MailServer again =
                MailServer.keeping(folder, Ports.free(), Ports.free()).start()) {
            send(again, AMINA, "Third");

            // then
            assertThat(again.mailbox(AMINA).messages())
                    .extracting(Mail::subject)
                    .containsExactly("First", "Second", "Third");
        }
    }

    @Test
    void a_message_to_two_is_in_both_mailboxes_after_a_restart(@TempDir Path folder) throws MessagingException {
        // given
        try (MailServer server =
                MailServer.keeping(folder, Ports.free(), Ports.free()).start()) {
            send(server, AMINA + "," + JOURNAL, "To both");
        }

        // when
        try (MailServer again =
                MailServer.keeping(folder, Ports.free(), Ports.free()).start()) {

            // then
            assertThat(again.mailbox(AMINA).messages())
                    .extracting(Mail::subject)
                    .containsExactly("To both");
            assertThat(again.mailbox(JOURNAL).messages())
                    .extracting(Mail::subject)
                    .containsExactly("To both");
        }
    }

    @Test
    void what_was_not_accepted_before_a_crash_is_not_there_after_it(@TempDir Path folder) throws Exception {
        // given
        Files.writeString(Files.createDirectories(folder.resolve("unfinished")).resolve("message.eml"), "Subject: Cut");

        // when
        try (MailServer server =
                MailServer.keeping(folder, Ports.free(), Ports.free()).start()) {
            send(server, AMINA, "Whole");

            // then
            assertThat(server.mailbox(AMINA).messages())
                    .extracting(Mail::subject)
                    .containsExactly("Whole");
        }
    }

    @Test
    void a_message_is_read_as_it_was_sent() throws MessagingException {
        try (MailServer server = MailServer.temporary().start()) {
            // when
            send(server, AMINA, "Attendance this week");

            // then
            assertThat(server.mailbox(AMINA).await(mails -> !mails.isEmpty()))
                    .singleElement()
                    .satisfies(mail -> {
                        assertThat(mail.from()).isEqualTo("engagement@example.ac.uk");
                        assertThat(mail.to()).containsExactly(AMINA);
                        assertThat(mail.subject()).isEqualTo("Attendance this week");
                        assertThat(mail.text()).isEqualToIgnoringNewLines("Dear Amina – we missed you.");
                        assertThat(mail.mime().getSubject()).isEqualTo("Attendance this week");
                    });
        }
    }

    @Test
    void everybody_has_a_mailbox_which_is_empty_at_first() {
        try (MailServer server = MailServer.temporary().start()) {
            assertThat(server.mailbox("nobody@example.ac.uk").messages()).isEmpty();
        }
    }

    private static void send(MailServer server, String to, String subject) throws MessagingException {
        Properties settings = new Properties();
        settings.put("mail.smtp.host", "127.0.0.1");
        settings.put("mail.smtp.port", server.smtpPort());
        MimeMessage message = new MimeMessage(Session.getInstance(settings));
        message.setFrom("engagement@example.ac.uk");
        message.setRecipients(Message.RecipientType.TO, InternetAddress.parse(to));
        message.setSubject(subject, "UTF-8");
        message.setText("Dear Amina – we missed you.", "UTF-8");
        Transport.send(message);
    }
}
