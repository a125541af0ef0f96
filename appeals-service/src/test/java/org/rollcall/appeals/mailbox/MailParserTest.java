package org.rollcall.appeals.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mails that anybody may have sent. */
class MailParserTest {

    private static final String APPEAL = """
            Return-Path: <amina@student.example.ac.uk>
            From: Amina Okafor <Amina@Student.Example.ac.uk>
            Message-ID: <1@student.example.ac.uk>
            Subject: =?ISO-8859-1?Q?=DCber_my_appeal?=
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=outer

            --outer
            Content-Type: multipart/alternative; boundary=inner

            --inner
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            I appeal: 0198c2aa-1111-7222-8333-0123456789ab caf=C3=A9
            --inner
            Content-Type: text/html

            <p>I appeal in HTML</p>
            --inner--
            --outer
            Content-Type: application/pdf; name="=?UTF-8?Q?caf=C3=A9.pdf?="
            Content-Disposition: attachment
            Content-Transfer-Encoding: base64

            JVBERi0xLjc=
            --outer--
            """;

    static MailboxSettings settings() {
        return settings(Optional.empty());
    }

    private static MailboxSettings settings(Optional<String> authserv) {
        return settings(143, "appeals", authserv);
    }

    static MailboxSettings settings(int port, String user) {
        return settings(port, user, Optional.empty());
    }

    private static MailboxSettings settings(int port, String user, Optional<String> authserv) {
        return new MailboxSettings() {
            @Override
            public String host() {
                return "localhost";
            }

            @Override
            public int port() {
                return port;
            }

            @Override
            public boolean tls() {
                return false;
            }

            @Override
            public String user() {
                return user;
            }

            @Override
            public String password() {
                return "appeals";
            }

            @Override
            public String folder() {
                return "INBOX";
            }

            @Override
            public Duration timeout() {
                return Duration.ofSeconds(5);
            }

            @Override
            public int mostBytes() {
                return 16 * 1024 * 1024;
            }

            @Override
            public Clock receivedBy() {
                return Clock.SERVER;
            }

            @Override
            public Optional<String> authservId() {
                return authserv;
            }
        };
    }

    private static ReadMail read(String source) {
        return read(source, settings());
    }

    private static ReadMail read(String source, MailboxSettings settings) {
        return new MailParser(settings).read(source.getBytes(StandardCharsets.UTF_8), true);
    }

    @Test
    void takes_the_plain_text_the_sender_and_the_attachments() {
        // when
        var mail = read(APPEAL);

        // then
        assertThat(mail.messageId()).isEqualTo("<1@student.example.ac.uk>");
        assertThat(mail.sender()).isEqualTo("amina@student.example.ac.uk");
        assertThat(mail.senderTrusted()).isTrue();
        assertThat(mail.subject()).isEqualTo("Über my appeal");
        assertThat(mail.text()).isEqualTo("I appeal: 0198c2aa-1111-7222-8333-0123456789ab café");
        assertThat(mail.mentioned()).contains("0198c2aa-1111-7222-8333-0123456789ab");
        assertThat(mail.attachments()).singleElement().satisfies(piece -> {
            assertThat(piece.name()).isEqualTo("café.pdf");
            assertThat(piece.type()).isEqualTo("application/pdf");
            assertThat(piece.notKept()).isNull();
        });
        assertThat(mail.notes()).isEmpty();
    }

    @Test
    void takes_another_way_of_delivery_for_the_same_mail() {
        assertThat(read("Received: by x\n" + APPEAL).digest())
                .isEqualTo(read(APPEAL).digest());
        assertThat(read(APPEAL.replace("I appeal:", "I do not appeal:")).digest())
                .isNotEqualTo(read(APPEAL).digest());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mx.example.ac.uk; spf=pass; dmarc=pass header.from=student.example.ac.uk | true
            mx.example.ac.uk; spf=pass; dmarc=fail                                   | false
            mx.example.ac.uk; spf=pass                                               | false
            evil.example; dmarc=pass                                                 | false
            """)
    void asks_the_universitys_own_server_whether_the_sender_is_authentic(String result, boolean trusted) {
        // given
        var settings = settings(Optional.of("mx.example.ac.uk"));

        // then
        assertThat(read("Authentication-Results: " + result + "\n" + APPEAL, settings)
                        .senderTrusted())
                .isEqualTo(trusted);
        assertThat(read(APPEAL, settings).senderTrusted()).isFalse();
    }

    @Test
    void believes_the_topmost_result_of_that_server_and_none_that_came_with_the_mail() {
        // given
        var forged = "Authentication-Results: mx.example.ac.uk; dmarc=fail\n"
                + "Authentication-Results: mx.example.ac.uk; dmarc=pass\n" + APPEAL;

        // then
        assertThat(read(forged, settings(Optional.of("mx.example.ac.uk"))).senderTrusted())
                .isFalse();
    }

    @Test
    void reads_a_nest_of_a_thousand_mails_only_so_deep() {
        // given
        var bomb = new StringBuilder("Content-Type: multipart/mixed; boundary=b0\n");
        for (var depth = 0; depth < 1_000; depth++) {
            bomb.append("\n--b%d\nContent-Type: multipart/mixed; boundary=b%d\n".formatted(depth, depth + 1));
        }

        // then
        assertThat(read(bomb.toString()).notes())
                .containsExactly("It nests too deep or has too many parts; the rest was not read.");
    }

    @Test
    void does_not_descend_into_forwarded_mails() {
        // given
        var bomb = "Content-Type: message/rfc822\n\n".repeat(10_000);

        // then
        assertThat(read(bomb).attachments())
                .singleElement()
                .satisfies(piece -> assertThat(piece.notKept()).isEqualTo("It is neither a PDF nor an image."));
    }

    @Test
    void does_not_take_apart_a_mail_of_a_million_parts() {
        // given
        var shards = APPEAL + "--outer\n\n".repeat(1_000_000);

        // when
        var mail = assertTimeout(Duration.ofSeconds(10), () -> read(shards));

        // then
        assertThat(mail.notes()).containsExactly("It has too many parts; none was read.");
        assertThat(mail.subject()).isEqualTo("\u00dcber my appeal");
    }

    @Test
    void reads_a_text_of_one_endless_word_and_a_header_of_one_endless_line() {
        // given
        var endless = "a".repeat(5_000_000);

        // when
        var mail = assertTimeout(
                Duration.ofSeconds(10), () -> read("From: <x@y.example>\nSubject: " + endless + "\n\n" + endless));

        // then
        assertThat(mail.subject()).hasSize(1_000);
        assertThat(mail.text()).hasSize(100_000);
    }

    /** Every mail that a monkey can write is read, in bounded time, as something. */
    @Test
    void never_fails() {
        var seed = Long.getLong("rollcall.seed", 5);
        var random = new Random(seed);
        var parser = new MailParser(settings());
        for (var i = 0; i < Integer.getInteger("rollcall.monkeys", 3_000); i++) {
            // given
            var source = APPEAL.getBytes(StandardCharsets.UTF_8);
            for (var change = random.nextInt(40); change >= 0; change--) {
                source[random.nextInt(source.length)] = (byte) random.nextInt(256);
            }

            // when
            var mail = parser.read(source, random.nextBoolean());

            // then
            assertThat(mail.text().indexOf('\0') + mail.subject().indexOf('\0'))
                    .as("seed %d, mail %d", seed, i)
                    .isEqualTo(-2);
        }
    }
}
