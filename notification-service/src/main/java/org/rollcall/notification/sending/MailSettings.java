package org.rollcall.notification.sending;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

/** How mail leaves, and how its copies are found again. */
@ConfigMapping(prefix = "rollcall.mail")
interface MailSettings {

    /** The domain that Message-IDs are made of, and by which the service greets the mail server. */
    String domain();

    /** The sender, with or without a name. */
    String from();

    /** Where answers go when the programme's admin office is not known. */
    String replyTo();

    /** The mailbox that gets a copy of everything. */
    String journal();

    /** How many mails may be under way at once. */
    int connections();

    /**
     * How long after a connection was lost a copy may still arrive in the journal, in real time. Longer than the
     * deadline of a try, so that a try which was given up for lost is certainly over when its mail is sent again; by as
     * much as a handful of mails may take that are sent one after the other.
     */
    Duration patience();

    Smtp smtp();

    Imap imap();

    /** The mail server. */
    interface Smtp {
        String host();

        int port();

        /** How long one answer of the server is waited for. */
        Duration timeout();

        /** How long a try may take in all, whatever the server does. */
        Duration deadline();

        Security security();

        /** As whom the service introduces itself; nobody is asked for, where it is empty. */
        Optional<String> user();

        Optional<String> password();
    }

    /** The journal mailbox's server and account. */
    interface Imap {
        String host();

        int port();

        String user();

        String password();

        /** How long one answer of the server is waited for. */
        Duration timeout();

        Security security();
    }

    /** How what is said to a server is kept from others on the way; a server that cannot prove who it is hears nothing. */
    enum Security {
        /** Not at all: for a server on the same machine. */
        NONE,
        /** The connection begins in the clear, and nothing is said before it is secured. */
        STARTTLS,
        /** From the first byte. */
        TLS;

        /** Tells a protocol of Angus Mail. */
        void of(String protocol, Properties properties) {
            var prefix = "mail." + protocol + ".";
            properties.put(prefix + "ssl.enable", Boolean.toString(this == TLS));
            properties.put(prefix + "starttls.enable", Boolean.toString(this == STARTTLS));
            properties.put(prefix + "starttls.required", Boolean.toString(this == STARTTLS));
            properties.put(prefix + "ssl.checkserveridentity", "true");
        }
    }
}
