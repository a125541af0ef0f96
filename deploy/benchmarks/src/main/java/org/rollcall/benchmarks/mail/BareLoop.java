package org.rollcall.benchmarks.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * The limit: a loop over Angus Mail that builds the same letter for every mail and hands it over, with the blind copy for the
 * journal. It spares all that makes a mail provable: no row, no event, nothing that could be found again after a crash.
 */
final class BareLoop {

    private static final Address[] JOURNAL_AND_STUDENT = {address("journal@example.ac.uk"), address("s1@example.ac.uk")
    };

    /** As many as the service takes at once when all goes well. */
    private static final int HANDFUL = 128;

    /** Sends so many mails over a connection of its own. */
    @FunctionalInterface
    private interface Sending {
        void send(int mails) throws MessagingException, SQLException;
    }

    private final Session session;
    private final String subject;
    private final String text;
    private final String html;

    /**
     * A loop over this letter.
     *
     * @param letter as the service sent it
     */
    BareLoop(byte[] letter, int port) throws MessagingException, IOException {
        var properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", Integer.toString(port));
        session = Session.getInstance(properties);
        var message = new MimeMessage(session, new ByteArrayInputStream(letter));
        var alternatives = (MimeMultipart) message.getContent();
        subject = message.getSubject();
        text = (String) alternatives.getBodyPart(0).getContent();
        html = (String) alternatives.getBodyPart(1).getContent();
    }

    /** Sends so many mails over so many connections at once, and says how many a second it were. */
    double mailsPerSecond(int mails, int connections) {
        return mailsPerSecond(mails, connections, this::send);
    }

    /** As {@link #mailsPerSecond(int, int)}, a handful at a time, with each noted before it leaves and after it was sent. */
    double mailsPerSecond(int mails, int connections, NotedMails noted) {
        return mailsPerSecond(mails, connections, share -> send(share, noted));
    }

    private static double mailsPerSecond(int mails, int connections, Sending sending) {
        var begun = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(connections)) {
            var sendings = new ArrayList<Future<?>>();
            for (var connection = 0; connection < connections; connection++) {
                var share = mails / connections + (connection < mails % connections ? 1 : 0);
                sendings.add(threads.submit(() -> {
                    sending.send(share);
                    return share;
                }));
            }
            await(sendings);
        }
        return mails * 1e9 / (System.nanoTime() - begun);
    }

    private void send(int mails) throws MessagingException {
        try (var transport = session.getTransport("smtp")) {
            transport.connect();
            for (var mail = 0; mail < mails; mail++) {
                transport.sendMessage(message(), JOURNAL_AND_STUDENT);
            }
        }
    }

    private void send(int mails, NotedMails noted) throws MessagingException, SQLException {
        try (var transport = session.getTransport("smtp");
                var notes = noted.notes()) {
            transport.connect();
            for (var left = mails; left > 0; left -= HANDFUL) {
                var handful = Stream.generate(UUID::randomUUID)
                        .limit(Math.min(left, HANDFUL))
                        .toList();
                notes.leaving(handful, text, html);
                for (var _ : handful) {
                    transport.sendMessage(message(), JOURNAL_AND_STUDENT);
                }
                notes.sent(handful);
            }
        }
    }

    private MimeMessage message() throws MessagingException {
        var message = new MimeMessage(session);
        message.setFrom("Student Attendance <attendance@example.ac.uk>");
        message.setRecipients(MimeMessage.RecipientType.TO, "Amina Okafor <s1@example.ac.uk>");
        message.setReplyTo(new Address[] {address("office@example.ac.uk")});
        message.setSubject(subject, UTF_8.name());
        message.setSentDate(new Date());
        var plain = new MimeBodyPart();
        plain.setText(text, UTF_8.name());
        var rich = new MimeBodyPart();
        rich.setText(html, UTF_8.name(), "html");
        message.setContent(new MimeMultipart("alternative", plain, rich));
        message.saveChanges();
        return message;
    }

    private static void await(List<Future<?>> sendings) {
        try {
            for (var sending : sendings) {
                sending.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("The bare loop broke", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private static Address address(String address) {
        try {
            return new InternetAddress(address, true);
        } catch (MessagingException e) {
            throw new IllegalArgumentException(address, e);
        }
    }
}
