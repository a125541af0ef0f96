package org.rollcall.appeals.mailbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.testkit.SharedServers;

/** A mailbox on a real server, in which people work too. */
class ImapMailboxTest {

    private static final AtomicInteger MAILBOXES = new AtomicInteger();

    private final String user = "people-" + MAILBOXES.incrementAndGet() + "@example.ac.uk";
    private final ImapMailbox mailbox = new ImapMailbox(MailParserTest.settings(SharedServers.imapPort(), user));

    @AfterEach
    void leave() {
        mailbox.close();
    }

    @Test
    void that_is_empty_has_nothing_after_anything() throws MessagingException {
        assertThat(mailbox.after(0, 10)).isEmpty();
        assertThat(mailbox.anyAfter(0)).isFalse();
    }

    @ParameterizedTest(name = "{1} after {0}: {2}")
    @CsvSource({
        "0, 2, 1 2",
        "2, 2, 3", // the window ends before the gap
        "3, 2, 39 40", // over the gap, of which nobody says how wide it is
        "3, 1, 39",
        "39, 10, 40",
        "40, 10, ''"
    })
    void tells_what_comes_next_over_gaps_that_people_left(long after, int most, String uids) throws MessagingException {
        // given
        append(IntStream.rangeClosed(1, 40).mapToObj(number -> "Mail " + number).toList());
        remove(4, 38);

        // then
        assertThat(mailbox.after(after, most))
                .extracting(found -> Long.toString(found.uid()))
                .containsExactly(uids.isEmpty() ? new String[0] : uids.split(" ", -1));
        assertThat(mailbox.anyAfter(after)).isEqualTo(!uids.isEmpty());
    }

    @Test
    void hands_small_mails_out_together_and_large_ones_by_themselves_all_as_they_are() throws MessagingException {
        // given
        var large = "line of a long text\r\n".repeat(10_000);
        append(List.of("small", large, "small again"));

        // when
        var found = mailbox.after(0, 10);

        // then
        assertThat(found).extracting(mail -> mail.small() != null).containsExactly(true, false, true);
        assertThat(new String(bytes(found.get(0)), UTF_8)).endsWith("\r\n\r\nsmall");
        assertThat(new String(bytes(found.get(1)), UTF_8)).endsWith(large);
        assertThat(new String(bytes(found.get(2)), UTF_8)).endsWith("\r\n\r\nsmall again");
        assertThat(found.get(1).message().getReceivedDate()).isNotNull();
    }

    @Test
    void has_nothing_to_hand_out_of_a_mail_that_somebody_removed_meanwhile() throws MessagingException {
        // given
        append(List.of("x".repeat(100_000)));
        var found = mailbox.after(0, 10).getFirst();

        // when
        remove(1, 1);

        // then
        assertThat(mailbox.anyAfter(1)).isFalse();
        assertThat(mailbox.bytes(found, 1_000_000)).isNull();
    }

    private byte[] bytes(ImapMailbox.Found mail) throws MessagingException {
        return Objects.requireNonNull(mailbox.bytes(mail, 1_000_000), "The mail is gone");
    }

    private void append(List<String> texts) throws MessagingException {
        try (var store = Session.getInstance(new Properties()).getStore("imap")) {
            store.connect("127.0.0.1", SharedServers.imapPort(), user, user);
            try (var inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_WRITE);
                var messages = new Message[texts.size()];
                for (var i = 0; i < messages.length; i++) {
                    var source = "From: a@b.example\r\nSubject: " + i + "\r\n\r\n" + texts.get(i);
                    messages[i] = new MimeMessage(
                            Session.getInstance(new Properties()), new ByteArrayInputStream(source.getBytes(UTF_8)));
                }
                inbox.appendMessages(messages);
            }
        }
    }

    private void remove(int from, int to) throws MessagingException {
        try (var store = Session.getInstance(new Properties()).getStore("imap")) {
            store.connect("127.0.0.1", SharedServers.imapPort(), user, user);
            try (var inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_WRITE);
                for (var message : inbox.getMessages(from, to)) {
                    message.setFlag(Flags.Flag.DELETED, true);
                }
                inbox.expunge();
            }
        }
    }
}
