package org.rollcall.notification.sending;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

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
    }

    /** The journal mailbox's server and account. */
    interface Imap {
        String host();

        int port();

        String user();

        String password();

        /** How long one answer of the server is waited for. */
        Duration timeout();
    }
}
