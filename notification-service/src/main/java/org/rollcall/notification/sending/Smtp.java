package org.rollcall.notification.sending;

import jakarta.annotation.PreDestroy;
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
import java.net.InetAddress;
import java.net.Socket;
import java.util.Properties;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
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
    private final InternetAddress journal;
    private final ScheduledThreadPoolExecutor watchdog;

    Smtp(MailSettings settings) throws MessagingException {
        this.settings = settings;
        this.journal = Header.address(settings.journal(), "");
        this.watchdog = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("smtp-watchdog").daemon().factory());
        watchdog.setRemoveOnCancelPolicy(true);
    }

    @PreDestroy
    void stop() {
        watchdog.shutdownNow();
    }

    private static Properties properties(MailSettings settings, Plug plug) {
        var timeout = Long.toString(settings.smtp().timeout().toMillis());
        var properties = new Properties();
        properties.put("mail.smtp.connectiontimeout", timeout);
        properties.put("mail.smtp.timeout", timeout);
        properties.put("mail.smtp.localhost", settings.domain());
        properties.put("mail.smtp.quitwait", "false");
        properties.put("mail.smtp.auth", Boolean.toString(settings.smtp().user().isPresent()));
        settings.smtp().security().of("smtp", properties);
        properties.put("mail.smtp.socketFactory", plug);
        // Else a server that cannot be reached is dialled once more, on a socket that nobody could cut.
        properties.put("mail.smtp.socketFactory.fallback", "false");
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

        private final Plug plug = new Plug();
        private final Session session = Session.getInstance(properties(settings, plug));
        private @Nullable WatchedTransport kept;

        /**
         * Hands a mail over, with a blind copy for the journal; the server takes both or neither. Returns by the deadline,
         * whatever the server does.
         */
        Outcome deliver(MimeMessage message, InternetAddress to) {
            var conversation = plug.begin();
            var guard = watchdog.schedule(
                    () -> plug.cut(conversation), settings.smtp().deadline().toMillis(), TimeUnit.MILLISECONDS);
            try {
                return new Conversation(message, to).outcome();
            } finally {
                guard.cancel(false);
                plug.end();
            }
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

        private final class Conversation {

            private final MimeMessage message;
            private final InternetAddress to;

            Conversation(MimeMessage message, InternetAddress to) {
                this.message = message;
                this.to = to;
            }

            Outcome outcome() {
                var transport = kept;
                if (transport != null) {
                    var outcome = say(transport);
                    if (!wasHungUpOn(transport, outcome)) {
                        return outcome;
                    }
                    // The server ended the connection between two mails, and has nothing of this one: dial again.
                }
                transport = new WatchedTransport(session);
                kept = transport;
                return say(transport);
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
                } catch (RuntimeException e) {
                    close();
                    throw e;
                }
            }

            private boolean wasHungUpOn(WatchedTransport transport, Outcome outcome) {
                return outcome instanceof Deferred
                        && transport.phase == Phase.BEFORE_TEXT
                        && (transport.lastCode < 0 || transport.lastCode == SERVICE_CLOSES_CHANNEL)
                        && !plug.isCut();
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

    /**
     * Makes the sockets of a line, and can be pulled: a conversation that is cut ends at once, wherever it stands, and no
     * other socket is opened for it. So there is no later answer.
     */
    private static final class Plug extends SocketFactory {

        private final SocketFactory sockets = SocketFactory.getDefault();
        private @Nullable Socket latest;
        private int conversation;
        private boolean isCut;

        /** The number of the conversation that begins. */
        synchronized int begin() {
            isCut = false;
            return ++conversation;
        }

        /** From here on there is nothing to cut. */
        synchronized void end() {
            conversation++;
        }

        synchronized boolean isCut() {
            return isCut;
        }

        /** Ends that conversation, unless it has ended. */
        synchronized void cut(int which) {
            if (which == conversation) {
                isCut = true;
                close(latest);
            }
        }

        @Override
        public Socket createSocket() throws IOException {
            return plugged(sockets.createSocket());
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return plugged(sockets.createSocket(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return plugged(sockets.createSocket(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
            return plugged(sockets.createSocket(host, port, from, fromPort));
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
            return plugged(sockets.createSocket(host, port, from, fromPort));
        }

        private synchronized Socket plugged(Socket socket) {
            latest = socket;
            if (isCut) {
                close(socket);
            }
            return socket;
        }

        private static void close(@Nullable Socket socket) {
            try {
                if (socket != null) {
                    socket.close();
                }
            } catch (IOException e) {
                // It is of no use any more either way.
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
