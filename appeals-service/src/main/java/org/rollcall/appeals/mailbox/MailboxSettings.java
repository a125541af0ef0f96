package org.rollcall.appeals.mailbox;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;
import java.util.Optional;

/** Where appeals are sent to, and how much of a mail is read. */
@ConfigMapping(prefix = "rollcall.appeals.mailbox")
interface MailboxSettings {

    String host();

    int port();

    /** Whether the connection is encrypted from its beginning (imaps). */
    boolean tls();

    String user();

    String password();

    String folder();

    /** How long one answer of the server is waited for. */
    Duration timeout();

    /** Of a larger mail only so much is read. */
    int mostBytes();

    /** Whose clock says when a mail was received. */
    Clock receivedBy();

    /**
     * The name under which the university's own mail server writes {@code Authentication-Results} (RFC 8601). Where it is
     * given, a mail whose sender that server did not find authentic waits for a person.
     */
    Optional<String> authservId();

    /** Who knows when a mail arrived. */
    enum Clock {
        /** The mail server (INTERNALDATE). */
        SERVER,
        /** The service, where its clock is set by hand. */
        CLOCK
    }
}
