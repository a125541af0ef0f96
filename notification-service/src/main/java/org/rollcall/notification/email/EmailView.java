package org.rollcall.notification.email;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rollcall.notification.life.EmailState.Failed;
import org.rollcall.notification.life.EmailState.Pending;
import org.rollcall.notification.life.EmailState.Sending;
import org.rollcall.notification.life.EmailState.Sent;
import org.rollcall.notification.life.EmailState.Stage;
import org.rollcall.notification.life.EmailState.Unknown;
import org.rollcall.notification.life.EmailState.Withdrawn;
import org.rollcall.notification.life.Recipient;

/**
 * An e-mail as the REST edge tells of it: what, to whom, because of what, and what became of it.
 *
 * @param causedBy the {@code ce_id} of the event that asked for it
 * @param corrects the e-mail that it takes back
 * @param repeats the e-mail that a person had sent again by it
 * @param dueAt when it is tried next, of one that is pending
 * @param answer what the mail server said, of one that was sent
 * @param problem why it was not sent, or not yet
 */
record EmailView(
        UUID emailId,
        String studentId,
        @Nullable String programmeCode,
        String template,
        Recipient recipient,
        Stage state,
        String causedBy,
        int revision,
        @Nullable UUID corrects,
        @Nullable UUID repeats,
        String messageId,
        int attempts,
        Instant askedAt,
        @Nullable Instant dueAt,
        @Nullable Instant sentAt,
        @Nullable String answer,
        @Nullable String problem) {

    static EmailView from(EmailRow row) {
        return switch (row.state()) {
            case Pending(var attempts, var due, var problem) -> view(row, due, null, null, problem);
            case Sending sending -> view(row, null, null, null, null);
            case Unknown unknown -> view(row, null, null, null, unknown.problem());
            case Sent(var attempts, var at, var answer) -> view(row, null, at, answer, null);
            case Failed(var attempts, var at, var reason) -> view(row, null, null, null, reason);
            case Withdrawn(var attempts, var at, var reason) -> view(row, null, null, null, reason);
        };
    }

    private static EmailView view(
            EmailRow row,
            @Nullable Instant dueAt,
            @Nullable Instant sentAt,
            @Nullable String answer,
            @Nullable String problem) {
        return new EmailView(
                row.id,
                row.studentId,
                row.programmeCode,
                row.template.label(),
                row.recipient,
                row.state().stage(),
                row.eventId,
                row.revision,
                row.corrects,
                row.repeats,
                row.messageId,
                row.state().attempts(),
                row.askedAt,
                dueAt,
                sentAt,
                answer,
                problem);
    }

    /**
     * One e-mail with what was handed to the mail server the last time; null while it has not been.
     */
    record Whole(
            @JsonUnwrapped EmailView email,
            @Nullable String to,
            @Nullable String subject,
            @Nullable String text,
            @Nullable String html,
            @Nullable String calendar,
            @Nullable String attachment) {

        static Whole from(EmailRow row) {
            return new Whole(
                    EmailView.from(row),
                    row.address,
                    row.subject,
                    row.textBody,
                    row.htmlBody,
                    row.calendarBody,
                    row.attachment);
        }
    }
}
