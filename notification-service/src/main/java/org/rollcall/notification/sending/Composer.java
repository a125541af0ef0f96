package org.rollcall.notification.sending;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Properties;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.rollcall.notification.email.EmailRow;
import org.rollcall.notification.email.Emails;
import org.rollcall.notification.life.Recipient;
import org.rollcall.notification.people.Programme;
import org.rollcall.notification.people.Programmes;
import org.rollcall.notification.people.Student;
import org.rollcall.notification.people.Students;
import org.rollcall.notification.wording.Letter;
import org.rollcall.notification.wording.Wording;

/** Makes the mail of an e-mail, with the names and addresses as they are known at this moment. */
@ApplicationScoped
class Composer {

    private static final Logger LOG = Logger.getLogger(Composer.class);
    private static final Session NO_SERVER = Session.getInstance(new Properties());

    private final Emails emails;
    private final Students students;
    private final Programmes programmes;
    private final Wording wording;
    private final MailSettings settings;
    private final InstantSource clock;

    Composer(
            Emails emails,
            Students students,
            Programmes programmes,
            Wording wording,
            MailSettings settings,
            InstantSource clock) {
        this.emails = emails;
        this.students = students;
        this.programmes = programmes;
        this.wording = wording;
        this.settings = settings;
        this.clock = clock;
    }

    /** What came of it. */
    sealed interface Composed {

        /** A mail, ready to leave. */
        record Mail(MimeMessage message, InternetAddress to, Letter letter) implements Composed {}

        /** Nothing that a mail server could be given: a person must look. */
        record Unmailable(String reason) implements Composed {}
    }

    Composed compose(EmailRow row) {
        var student = students.student(row.studentId);
        var programme = programmes.programme(row.programmeCode);
        try {
            var to = recipient(row.recipient, student, programme);
            var letter = wording.write(row.mailing(), emails.eventOf(row), student, programme, sentAt(row.corrects));
            return new Composed.Mail(message(row, to, replyTo(programme), letter), to, letter);
        } catch (MessagingException e) {
            return new Composed.Unmailable(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // A letter that cannot be written must not hold up those behind it.
            LOG.errorf(e, "E-mail %s cannot be written", row.id);
            return new Composed.Unmailable("it cannot be written: " + e.getMessage());
        }
    }

    private @Nullable Instant sentAt(@Nullable UUID notice) {
        return notice == null ? null : emails.sentAt(notice);
    }

    private MimeMessage message(EmailRow row, InternetAddress to, InternetAddress replyTo, Letter letter)
            throws MessagingException {
        var message = new Identified(row.messageId);
        message.setFrom(new InternetAddress(settings.from(), true));
        message.setRecipient(MimeMessage.RecipientType.TO, to);
        message.setReplyTo(new InternetAddress[] {replyTo});
        message.setSubject(Header.checked("Subject", letter.subject()), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(clock.instant()));
        message.setHeader("Content-Language", "en-GB");
        // Holiday replies stay away from the office's mailbox (RFC 3834).
        message.setHeader("Auto-Submitted", "auto-generated");
        var text = new MimeBodyPart();
        text.setText(letter.text(), StandardCharsets.UTF_8.name());
        var html = new MimeBodyPart();
        html.setText(letter.html(), StandardCharsets.UTF_8.name(), "html");
        // The last alternative is the one that a reader prefers.
        message.setContent(new MimeMultipart("alternative", text, html));
        message.saveChanges();
        return message;
    }

    private static InternetAddress recipient(Recipient recipient, Student student, Programme programme)
            throws MessagingException {
        return switch (recipient) {
            case STUDENT -> Header.address(student.email(), student.fullName());
            case PROGRAMME_LEADER -> Header.address(programme.leaderEmail(), programme.leaderName());
            case ADMIN_OFFICE -> Header.address(programme.adminOfficeEmail(), "");
        };
    }

    private InternetAddress replyTo(Programme programme) throws MessagingException {
        if (!programme.adminOfficeEmail().isEmpty()) {
            try {
                return Header.address(programme.adminOfficeEmail(), "");
            } catch (AddressException e) {
                LOG.warnf(
                        "The admin office of %s has no usable address: %s", programme.programmeCode(), e.getMessage());
            }
        }
        return Header.address(settings.replyTo(), "");
    }

    /** A message whose Message-ID is known before it is made, and the same at every try. */
    private static final class Identified extends MimeMessage {

        private final String id;

        Identified(String id) {
            super(NO_SERVER);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
