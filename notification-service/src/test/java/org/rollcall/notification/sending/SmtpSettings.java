package org.rollcall.notification.sending;

import java.time.Duration;
import java.util.Optional;
import org.rollcall.notification.sending.MailSettings.Security;

/** Those of the service, as far as a mail's way to its server needs them. */
record SmtpSettings(int port, Security security, Optional<String> password, Duration timeout, Duration deadline)
        implements MailSettings, MailSettings.Smtp {

    /** For a server that is spoken to in the clear and asks nobody who they are. */
    SmtpSettings(int port, Duration timeout, Duration deadline) {
        this(port, Security.NONE, Optional.empty(), timeout, deadline);
    }

    @Override
    public String domain() {
        return "example.ac.uk";
    }

    @Override
    public String from() {
        return "attendance@example.ac.uk";
    }

    @Override
    public String replyTo() {
        return "office@example.ac.uk";
    }

    @Override
    public String journal() {
        return "journal@example.ac.uk";
    }

    @Override
    public int connections() {
        return 1;
    }

    @Override
    public Duration patience() {
        return deadline.multipliedBy(2);
    }

    @Override
    public MailSettings.Smtp smtp() {
        return this;
    }

    @Override
    public Imap imap() {
        throw new UnsupportedOperationException("No mail is looked up");
    }

    @Override
    public String host() {
        return "127.0.0.1";
    }

    @Override
    public Optional<String> user() {
        return password.map(secret -> "attendance");
    }
}
