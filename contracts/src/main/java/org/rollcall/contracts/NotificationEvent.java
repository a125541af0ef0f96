package org.rollcall.contracts;

import java.time.Instant;

/** What became of an e-mail. It says about whom and why, never to which address or with which words. */
public sealed interface NotificationEvent {
    String emailId();

    /** The student whom the e-mail concerns, whoever it went to. */
    String studentId();

    /** The template's name, as {@code interview-required}. */
    String template();

    /** The {@code ce_id} of the event that asked for it. */
    String causedBy();

    /** The Message-ID that was sent, angle brackets included. */
    String messageId();

    Instant occurredAt();

    private static void check(
            String emailId, String studentId, String template, String causedBy, String messageId, Instant occurredAt) {
        Check.id("emailId", emailId);
        Check.id("studentId", studentId);
        Check.id("template", template);
        Check.line("causedBy", causedBy);
        Check.line("messageId", messageId);
        Check.instant("occurredAt", occurredAt);
    }

    /** A mail server took the e-mail. */
    @Payload
    record EmailSent(
            @Id String emailId,
            @Id String studentId,
            @Id String template,
            @Line String causedBy,
            @Line String messageId,
            Instant occurredAt)
            implements NotificationEvent {

        public EmailSent {
            NotificationEvent.check(emailId, studentId, template, causedBy, messageId, occurredAt);
        }
    }

    /** The last try to send the e-mail failed: it needs a person. */
    @Payload
    record EmailFailed(
            @Id String emailId,
            @Id String studentId,
            @Id String template,
            @Line String causedBy,
            @Line String messageId,
            Instant occurredAt)
            implements NotificationEvent {

        public EmailFailed {
            NotificationEvent.check(emailId, studentId, template, causedBy, messageId, occurredAt);
        }
    }
}
