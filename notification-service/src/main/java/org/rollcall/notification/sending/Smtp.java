package org.rollcall.notification.sending;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.StreamProvider;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.eclipse.angus.mail.util.MailStreamProvider;
import org.jspecify.annotations.Nullable;
import org.rollcall.notification.life.Outcome;
import org.rollcall.notification.life.Outcome.Accepted;
import org.rollcall.notification.life.Outcome.Deferred;
import org.rollcall.notification.life.Outcome.Lost;
import org.rollcall.notification.life.Outcome.Refused;

/**
 * Talks to the mail server, and knows afterwards what can be known.
 *
 * <p>Angus Mail and not Quarkus' mailer, because its transport can be watched from the inside: whether the server had
 * let the text flow when the connection broke is seen, not guessed from an exception.
 */
@ApplicationScoped
class Smtp {

    private static final int SERVICE_CLOSES_CHANNEL = 421;

    static {
        // Else the library looks for it in all jars, for each part of each mail.
        System.setProperty(StreamProvider.class.getName(), MailStreamProvider.class.getName());
    }

    private final MailSettings settings;
    private final Session session;
    private final InternetAddress journal;

    Smtp(MailSettings settings) throws MessagingException {
        this.settings = settings;
        this.session = Session.getInstance(properties(settings));
        this.journal = Header.address(settings.journal(), "");
    }

    private static Properties properties(MailSettings settings) {
        var timeout = Long.toString(settings.smtp().timeout().toMillis());
        var properties = new Properties();
        properties.put("mail.smtp.connectiontimeout", timeout);
        properties.put("mail.smtp.timeout", timeout);
        properties.put("mail.smtp.localhost", settings.domain());
        properties.put("mail.smtp.quitwait", "false");
        properties.put("mail.smtp.auth", Boolean.toString(settings.smtp().user().isPresent()));
        settings.smtp().security().of("smtp", properties);
        return properties;
    }

    /** A line to the mail server, on which nothing is spoken yet. */
    Line line() {
        return new Line();
    }

    /** How far the conversation about a mail came. */
    private enum Phase {
        /** The server has none of the text. */
        BEFORE_TEXT,
        /** The server takes the text, and whether it keeps it is its answer at the end. */
        TEXT,
        /** The server has answered that it keeps it. */
        TAKEN
    }

    /** A connection that is opened when a mail needs one and kept for the next, as long as all goes well. One thread's. */
    final class Line implements AutoCloseable {

        private @Nullable WatchedTransport kept;

        /**
         * Hands a mail over, with a blind copy for the journal; the server takes both or neither. Returns by the deadline,
         * whatever the server does.
         */
        Outcome deliver(MimeMessage message, InternetAddress to) {
            var conversation = new Conversation(message, to);
            // A virtual thread, because interrupting one closes the socket that it waits on: there is no later answer.
            var thread = Thread.ofVirtual().name("smtp").start(conversation);
            try {
                if (!thread.join(settings.smtp().deadline())) {
                    thread.interrupt();
                    thread.join();
                }
            } catch (InterruptedException e) {
                thread.interrupt();
                Thread.currentThread().interrupt();
                return new Lost("the service was stopped");
            }
            return conversation.outcome;
        }

        /** Hangs up; the line can be used again. */
        @Override
        public void close() {
            var transport = kept;
            kept = null;
            if (transport != null) {
                try {
                    transport.close();
                } catch (MessagingException e) {
                    // The mails' fates are known by now, and the server will notice that we are gone.
                }
            }
        }

        private final class Conversation implements Runnable {

            private final MimeMessage message;
            private final InternetAddress to;
            private volatile Outcome outcome = new Lost("the try ended without a word");

            Conversation(MimeMessage message, InternetAddress to) {
                this.message = message;
                this.to = to;
            }

            @Override
            public void run() {
                var transport = kept;
                if (transport != null) {
                    outcome = say(transport);
                    if (!wasHungUpOn(transport)) {
                        return;
                    }
                    // The server ended the connection between two mails, and has nothing of this one: dial again.
                }
                transport = new WatchedTransport(session);
                kept = transport;
                outcome = say(transport);
            }

            private Outcome say(WatchedTransport transport) {
                transport.phase = Phase.BEFORE_TEXT;
                try {
                    if (!transport.isUsed) {
                        var server = settings.smtp();
                        transport.connect(
                                server.host(),
                                server.port(),
                                server.user().orElse(null),
                                server.password().orElse(null));
                        transport.isUsed = true;
                    }
                    transport.sendMessage(message, new Address[] {to, journal});
                    return new Accepted(answer(transport));
                } catch (MessagingException e) {
                    var after = after(transport, e);
                    close();
                    return after;
                }
            }

            private boolean wasHungUpOn(WatchedTransport transport) {
                return outcome instanceof Deferred
                        && transport.phase == Phase.BEFORE_TEXT
                        && (transport.lastCode < 0 || transport.lastCode == SERVICE_CLOSES_CHANNEL)
                        && !Thread.currentThread().isInterrupted();
            }

            private Outcome after(WatchedTransport transport, MessagingException failure) {
                transport.lastCode = transport.getLastReturnCode();
                return switch (transport.phase) {
                    case BEFORE_TEXT -> beforeText(failure);
                    case TEXT -> {
                        var code = transport.lastCode;
                        if (code >= 400 && code < 500) {
                            yield new Deferred(answer(transport));
                        }
                        yield code >= 500 && code < 600
                                ? new Refused(answer(transport))
                                : new Lost(oneLine(failure.getMessage()));
                    }
                    case TAKEN -> new Accepted(answer(transport));
                };
            }

            /** A server that does not know the recipient says so for good; whatever else it objects to is ours to mend. */
            private Outcome beforeText(MessagingException failure) {
                for (Exception cause = failure; cause != null; cause = next(cause)) {
                    if (cause instanceof SMTPAddressFailedException refusal
                            && refusal.getReturnCode() >= 500
                            && refusal.getAddress().equals(to)) {
                        return new Refused(oneLine(refusal.getMessage()));
                    }
                }
                return new Deferred(oneLine(failure.getMessage()));
            }

            private static @Nullable Exception next(Exception failure) {
                return failure instanceof MessagingException mail ? mail.getNextException() : null;
            }

            private static String answer(SMTPTransport transport) {
                return oneLine(transport.getLastServerResponse());
            }

            private static String oneLine(@Nullable String text) {
                return String.valueOf(text).strip().replaceAll("\\p{Cntrl}+", " ");
            }
        }
    }

    /** Notes how far the conversation has come; the transport calls these two itself. */
    private static final class WatchedTransport extends SMTPTransport {

        private Phase phase = Phase.BEFORE_TEXT;
        private boolean isUsed;
        private int lastCode;

        WatchedTransport(Session session) {
            super(session, new URLName("smtp", null, -1, null, null, null));
        }

        @Override
        protected OutputStream data() throws MessagingException {
            var text = super.data();
            phase = Phase.TEXT;
            return text;
        }

        @Override
        protected void finishData() throws IOException, MessagingException {
            super.finishData();
            phase = Phase.TAKEN;
        }
    }
}
