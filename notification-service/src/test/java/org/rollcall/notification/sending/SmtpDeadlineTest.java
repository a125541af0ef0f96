package org.rollcall.notification.sending;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rollcall.notification.life.Outcome;
import org.rollcall.notification.life.Outcome.Accepted;
import org.rollcall.notification.life.Outcome.Deferred;
import org.rollcall.notification.life.Outcome.Lost;

/** A mail server that keeps saying that it has not finished: no answer of it is late, and none is the last. */
@Timeout(60)
class SmtpDeadlineTest {

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration DEADLINE = Duration.ofMillis(500);

    private final AtomicInteger conversations = new AtomicInteger();
    private volatile String endless = "";
    private ServerSocket door;

    @BeforeEach
    void listen() throws IOException {
        door = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(this::answer);
    }

    @AfterEach
    void end() throws IOException {
        door.close();
    }

    @Test
    void a_try_that_is_cut_before_the_text_is_known_to_have_failed_and_is_not_begun_again() throws MessagingException {
        endless = "MAIL";
        try (var line = line()) {
            assertThat(deliver(line)).isInstanceOf(Deferred.class);
        }
        assertThat(conversations).hasValue(1);
    }

    @Test
    void a_try_that_is_cut_after_the_text_is_in_doubt() throws MessagingException {
        endless = ".";
        try (var line = line()) {
            assertThat(deliver(line)).isInstanceOf(Lost.class);
        }
    }

    @Test
    void a_try_that_is_cut_on_a_line_that_was_used_before_is_not_begun_again() throws MessagingException {
        try (var line = line()) {
            assertThat(deliver(line)).isInstanceOf(Accepted.class);
            endless = "MAIL";
            assertThat(deliver(line)).isInstanceOf(Deferred.class);
        }
        assertThat(conversations).hasValue(1);
    }

    @Test
    void the_line_can_be_used_again_after_a_cut() throws MessagingException {
        try (var line = line()) {
            endless = "RCPT";
            assertThat(deliver(line)).isInstanceOf(Deferred.class);
            endless = "";
            assertThat(deliver(line)).isInstanceOf(Accepted.class);
        }
        assertThat(conversations).hasValue(2);
    }

    @Test
    void a_deadline_that_passes_between_two_mails_cuts_nothing() throws MessagingException {
        try (var line = line()) {
            assertThat(deliver(line)).isInstanceOf(Accepted.class);
            LockSupport.parkNanos(DEADLINE.multipliedBy(2).toNanos());
            assertThat(deliver(line)).isInstanceOf(Accepted.class);
        }
        assertThat(conversations).hasValue(1);
    }

    private Smtp.Line line() throws MessagingException {
        return new Smtp(new SmtpSettings(door.getLocalPort(), LONG, DEADLINE)).line();
    }

    private static Outcome deliver(Smtp.Line line) throws MessagingException {
        return line.deliver(SmtpSecurityTest.letter(), new InternetAddress("s1@example.ac.uk"));
    }

    private void answer() {
        try {
            while (true) {
                var client = door.accept();
                conversations.incrementAndGet();
                Thread.ofPlatform().daemon().start(() -> converse(client));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void converse(Socket client) {
        try (client) {
            var in = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
            say(client, "220 here");
            var isText = false;
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                isText = isText ? !line.equals(".") : line.equals("DATA");
                if (!endless.isEmpty() && line.startsWith(endless)) {
                    talkForEver(client);
                }
                if (line.equals("DATA")) {
                    say(client, "354 go on");
                } else if (!isText) {
                    say(client, "250 yes");
                }
            }
        } catch (IOException gone) {
            // The client has hung up.
        }
    }

    private static void talkForEver(Socket client) throws IOException {
        while (true) {
            say(client, "250-not yet");
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private static void say(Socket client, String what) throws IOException {
        client.getOutputStream().write((what + "\r\n").getBytes(US_ASCII));
        client.getOutputStream().flush();
    }
}
