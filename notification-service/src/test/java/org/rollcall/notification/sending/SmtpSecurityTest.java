package org.rollcall.notification.sending;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rollcall.notification.life.Outcome;
import org.rollcall.notification.life.Outcome.Accepted;
import org.rollcall.notification.life.Outcome.Deferred;
import org.rollcall.notification.sending.MailSettings.Security;
import org.rollcall.testkit.Ports;

class SmtpSecurityTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private @Nullable GreenMail server;

    @AfterEach
    void end() {
        if (server != null) {
            server.stop();
        }
    }

    @Test
    void a_server_that_offers_no_encryption_gets_no_mail_in_the_clear() throws MessagingException {
        var listening = listening(ServerSetup.PROTOCOL_SMTP);

        var outcome = deliver(listening, Security.STARTTLS, null);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Deferred.class,
                        deferred -> assertThat(deferred.problem()).contains("STARTTLS is required"));
        assertThat(listening.getReceivedMessages()).isEmpty();
    }

    @Test
    void a_server_that_cannot_prove_who_it_is_gets_no_mail() throws MessagingException {
        var listening = listening(ServerSetup.PROTOCOL_SMTPS);

        var outcome = deliver(listening, Security.TLS, null);

        assertThat(outcome).isInstanceOf(Deferred.class);
        assertThat(listening.getReceivedMessages()).isEmpty();
    }

    @Test
    void a_server_that_asks_who_one_is_takes_mail_from_whom_it_knows() throws MessagingException {
        var listening = listening(ServerSetup.PROTOCOL_SMTP);
        listening.setUser("attendance@example.ac.uk", "attendance", "secret");

        assertThat(deliver(listening, Security.NONE, "a guess")).isInstanceOf(Deferred.class);
        assertThat(deliver(listening, Security.NONE, "secret")).isInstanceOf(Accepted.class);
    }

    private GreenMail listening(String protocol) {
        var setup = new ServerSetup(Ports.free(), "127.0.0.1", protocol);
        setup.setServerStartupTimeout(PATIENCE.toMillis());
        var started = new GreenMail(setup);
        started.start();
        server = started;
        return started;
    }

    private static Outcome deliver(GreenMail server, Security security, @Nullable String password)
            throws MessagingException {
        var port = server.getSmtp() == null
                ? server.getSmtps().getPort()
                : server.getSmtp().getPort();
        try (var line =
                new Smtp(new SmtpSettings(port, security, Optional.ofNullable(password), PATIENCE, PATIENCE)).line()) {
            return line.deliver(letter(), new InternetAddress("s1@example.ac.uk"));
        }
    }

    static MimeMessage letter() throws MessagingException {
        var message = new MimeMessage(Session.getInstance(new Properties()));
        message.setFrom("attendance@example.ac.uk");
        message.setRecipients(MimeMessage.RecipientType.TO, "s1@example.ac.uk");
        message.setSubject("A letter");
        message.setText("Dear Amina");
        message.saveChanges();
        return message;
    }
}
