package org.rollcall.appeals.mailbox;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.UIDFolder;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import org.awaitility.Awaitility;
import org.rollcall.appeals.AppealService;
import org.rollcall.testkit.SharedServers;

/** The mailbox to which appeals are sent, as mail comes to lie in it: with the server's date of receipt. */
public final class AppealsMailbox {

    static final String ADDRESS = "head-of-registry-services@example.ac.uk";

    private static final Session SESSION = Session.getInstance(properties());

    private AppealsMailbox() {}

    private static Properties properties() {
        var properties = new Properties();
        properties.put("mail.imap.socketFactory", new PromptSockets());
        return properties;
    }

    /** A mail as it was sent, headers and all, and when the server received it. */
    record Letter(byte[] source, Instant receivedAt) {

        Letter(String source, Instant receivedAt) {
            this(source.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8), receivedAt);
        }
    }

    public static void receive(String source, Instant receivedAt) {
        receive(List.of(new Letter(source, receivedAt)));
    }

    static void receive(byte[] source, Instant receivedAt) {
        receive(List.of(new Letter(source, receivedAt)));
    }

    static void receive(List<Letter> letters) {
        receive(ADDRESS, letters);
    }

    static void receive(String user, List<Letter> letters) {
        try (var store = SESSION.getStore("imap")) {
            store.connect("127.0.0.1", SharedServers.imapPort(), user, user);
            try (var inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_WRITE);
                var messages = new ArrayList<Message>();
                for (var letter : letters) {
                    messages.add(new Received(letter));
                }
                inbox.appendMessages(messages.toArray(Message[]::new));
            }
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Deletes what lies in the mailbox, as people do with what they have seen to. */
    static void empty() {
        try (var store = SESSION.getStore("imap")) {
            store.connect("127.0.0.1", SharedServers.imapPort(), ADDRESS, ADDRESS);
            // Closed with what is marked as deleted in it.
            try (var inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_WRITE);
                inbox.setFlags(inbox.getMessages(), new Flags(Flags.Flag.DELETED), true);
            }
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Until the service has taken all that lies in the mailbox. */
    public static void awaitTaken() {
        var end = end();
        Awaitility.await("all mails are taken")
                .atMost(Duration.ofSeconds(60))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptions()
                .until(() -> taken() >= end);
    }

    private static long taken() throws SQLException {
        try (var connection = AppealService.database().connectAsApplication();
                var select = connection.prepareStatement("SELECT coalesce(max(last_uid), 0) FROM mailbox_positions");
                var row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static long end() {
        try (var store = SESSION.getStore("imap")) {
            store.connect("127.0.0.1", SharedServers.imapPort(), ADDRESS, ADDRESS);
            try (var inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_ONLY);
                var count = inbox.getMessageCount();
                return count == 0 ? 0 : ((UIDFolder) inbox).getUID(inbox.getMessage(count));
            }
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many mails lie in the mailbox, and how many of them are flagged as seen. */
    static int seen() {
        try (var store = SESSION.getStore("imap")) {
            store.connect("127.0.0.1", SharedServers.imapPort(), ADDRESS, ADDRESS);
            try (var inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_ONLY);
                return inbox.getMessageCount() - inbox.getUnreadMessageCount();
            }
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its source goes to the server as it is; the date beside it is the server's. */
    private static final class Received extends MimeMessage {

        private final Date receivedDate;

        Received(Letter letter) throws MessagingException {
            super(SESSION, new ByteArrayInputStream(letter.source()));
            receivedDate = Date.from(letter.receivedAt());
        }

        @Override
        public Date getReceivedDate() {
            return (Date) receivedDate.clone();
        }
    }
}
