package org.rollcall.testkit;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.user.UserManager;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A mail server (SMTP and IMAP) within this JVM, on the loopback interface. It takes mail for everybody and asks nobody
 * for a password: an account exists from its first message or login. With a folder, a message that was accepted is on
 * the disk and is in its mailbox again after a restart.
 */
public final class MailServer implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";
    private static final Duration START_PATIENCE = Duration.ofSeconds(30);

    private final int smtpPort;
    private final int imapPort;
    private final @Nullable MailFolder folder;
    private @Nullable GreenMail running;

    private MailServer(int smtpPort, int imapPort, @Nullable MailFolder folder) {
        this.smtpPort = smtpPort;
        this.imapPort = imapPort;
        this.folder = folder;
    }

    /** On free ports; the mail is gone with the server. */
    public static MailServer temporary() {
        return new MailServer(Ports.free(), Ports.free(), null);
    }

    /** On the given ports, with mail that stays in the given folder. */
    public static MailServer keeping(Path folder, int smtpPort, int imapPort) {
        return new MailServer(smtpPort, imapPort, new MailFolder(folder));
    }

    /** Starts the server, with all the mail that it had kept. */
    public MailServer start() {
        if (running != null) {
            throw new IllegalStateException("The mail server is running already");
        }
        GreenMail mail = new GreenMail(new ServerSetup[] {
            setup(smtpPort, ServerSetup.PROTOCOL_SMTP), setup(imapPort, ServerSetup.PROTOCOL_IMAP)
        });
        mail.withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());
        UserManager users = mail.getUserManager();
        if (folder != null) {
            folder.load((address, message) -> account(users, address).deliver(message));
            users.setMessageDeliveryHandler((message, address) -> {
                // Called for one recipient after the other: with the first, the message is kept for all of them.
                if (message.getToAddresses().iterator().next() == address) {
                    folder.keep(
                            message.getToAddresses().stream()
                                    .map(MailAddress::getEmail)
                                    .toList(),
                            message.getMessage());
                }
                return account(users, address.getEmail());
            });
        }
        mail.start();
        running = mail;
        return this;
    }

    public int smtpPort() {
        return smtpPort;
    }

    public int imapPort() {
        return imapPort;
    }

    public Mailbox mailbox(String address) {
        return new Mailbox(imapPort, address);
    }

    /** Ends the server; it can be started again. */
    public void stop() {
        if (running != null) {
            running.stop();
            running = null;
        }
    }

    @Override
    public void close() {
        stop();
    }

    private static ServerSetup setup(int port, String protocol) {
        ServerSetup setup = new ServerSetup(port, LOOPBACK, protocol);
        setup.setServerStartupTimeout(START_PATIENCE.toMillis());
        return setup;
    }

    private static GreenMailUser account(UserManager users, String address) {
        GreenMailUser known = users.getUserByEmail(address);
        if (known != null) {
            return known;
        }
        try {
            return users.createUser(address, address, address);
        } catch (UserException createdMeanwhile) {
            GreenMailUser now = users.getUserByEmail(address);
            if (now == null) {
                throw new IllegalStateException("No account for " + address, createdMeanwhile);
            }
            return now;
        }
    }
}
