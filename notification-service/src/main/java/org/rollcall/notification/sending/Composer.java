package org.rollcall.notification.sending;

import jakarta.activation.DataHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.time.AcademicCalendar;
import org.rollcall.contracts.AppealEvent.CompletionOfProceduresIssued;
import org.rollcall.contracts.CaseEvent.AgreementMade;
import org.rollcall.contracts.CaseEvent.InterviewEvent;
import org.rollcall.notification.attachments.Attachments;
import org.rollcall.notification.attachments.Attachments.Fetched.Attached;
import org.rollcall.notification.attachments.Attachments.Wanted;
import org.rollcall.notification.email.EmailRow;
import org.rollcall.notification.email.Emails;
import org.rollcall.notification.invitation.Invitation;
import org.rollcall.notification.invitation.Invitations;
import org.rollcall.notification.invitation.Party;
import org.rollcall.notification.life.Recipient;
import org.rollcall.notification.people.Names;
import org.rollcall.notification.people.Programme;
import org.rollcall.notification.people.Programmes;
import org.rollcall.notification.people.Student;
import org.rollcall.notification.people.Students;
import org.rollcall.notification.sessions.Attendance;
import org.rollcall.notification.sessions.MissedSession;
import org.rollcall.notification.wording.Letter;
import org.rollcall.notification.wording.Matter;
import org.rollcall.notification.wording.Wording;

/** Makes the mails of e-mails, with the names and addresses as they are known at this moment. */
@ApplicationScoped
class Composer {

    private static final Logger LOG = Logger.getLogger(Composer.class);

    /** RFC 5322, 2.1.1: longer ones a mail server may break or refuse. */
    private static final int LONGEST_LINE = 998;

    private static final Session NO_SERVER = Session.getInstance(new Properties());

    private final Emails emails;
    private final Students students;
    private final Programmes programmes;
    private final Attendance attendance;
    private final Wording wording;
    private final Attachments attachments;
    private final MailSettings settings;
    private final InstantSource clock;

    Composer(
            Emails emails,
            Students students,
            Programmes programmes,
            Attendance attendance,
            Wording wording,
            Attachments attachments,
            MailSettings settings,
            InstantSource clock) {
        this.emails = emails;
        this.students = students;
        this.programmes = programmes;
        this.attendance = attendance;
        this.wording = wording;
        this.attachments = attachments;
        this.settings = settings;
        this.clock = clock;
    }

    /** What came of it. */
    sealed interface Composed {

        /**
         * A mail, ready to leave once what it is to carry was attached.
         *
         * @param invitation the appointment, of a letter that has one
         * @param wanted what is to be attached, if anything
         */
        record Mail(
                MimeMessage message,
                InternetAddress to,
                Letter letter,
                @Nullable Invitation invitation,
                @Nullable Wanted wanted)
                implements Composed {

            /** The message with the file beside its text. */
            void attach(Attached file) {
                try {
                    var text = new MimeBodyPart();
                    text.setContent((MimeMultipart) message.getContent());
                    var attachment = new MimeBodyPart();
                    attachment.setDataHandler(
                            new DataHandler(new ByteArrayDataSource(file.content(), "application/pdf")));
                    attachment.setFileName(file.name());
                    attachment.setDisposition(Part.ATTACHMENT);
                    message.setContent(new MimeMultipart("mixed", text, attachment));
                    message.saveChanges();
                } catch (MessagingException | IOException e) {
                    throw new IllegalStateException(e);
                }
            }
        }

        /** Nothing that a mail server could be given: a person must look. */
        record Unmailable(String reason) implements Composed {}
    }

    /** Makes the mails of these e-mails, in their order. */
    Map<EmailRow, Composed> compose(List<EmailRow> rows) {
        var known = students.all(rows.stream().map(row -> row.studentId).toList());
        var taught = programmes.all(rows.stream()
                .map(row -> programmeCode(row, known(known, row.studentId)))
                .toList());
        var missed = missed(rows);
        var composed = new LinkedHashMap<EmailRow, Composed>();
        for (var row : rows) {
            var student = known(known, row.studentId);
            var programme = known(taught, programmeCode(row, student));
            composed.put(row, compose(row, student, programme, missed.getOrDefault(row.studentId, List.of())));
        }
        return composed;
    }

    private Composed compose(EmailRow row, Student student, Programme programme, List<MissedSession> missed) {
        try {
            var event = emails.eventOf(row);
            var to = recipient(row.recipient, event, student, programme);
            var letter = wording.write(new Matter(
                    row.mailing(),
                    event,
                    student,
                    programme,
                    row.corrects == null ? null : emails.sentAt(row.corrects),
                    missed,
                    AcademicCalendar.dayOf(clock.instant())));
            var replyTo = replyTo(programme);
            var invitation = invitation(row.recipient, event, letter, replyTo, to, student, programme);
            return new Composed.Mail(
                    message(row, to, replyTo, letter, invitation), to, letter, invitation, wanted(row, event));
        } catch (MessagingException e) {
            return new Composed.Unmailable(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // A letter that cannot be written must not hold up those behind it.
            LOG.errorf(e, "E-mail %s cannot be written", row.id);
            return new Composed.Unmailable("it cannot be written: " + e.getMessage());
        }
    }

    private Map<String, List<MissedSession>> missed(Collection<EmailRow> rows) {
        var naming = rows.stream().filter(row -> row.missedWeeks != null).toList();
        var weeks = naming.stream()
                .flatMap(row -> Arrays.stream(Objects.requireNonNull(row.missedWeeks)))
                .sorted()
                .toList();
        return weeks.isEmpty()
                ? Map.of()
                : attendance.missed(
                        naming.stream().map(row -> row.studentId).toList(), weeks.getFirst(), weeks.getLast());
    }

    private MimeMessage message(
            EmailRow row, InternetAddress to, InternetAddress replyTo, Letter letter, @Nullable Invitation invitation)
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
        var text = part(letter.text(), "plain");
        var html = part(letter.html(), "html");
        // The last alternative is the one that a reader prefers: a calendar, where the program knows what it is.
        var alternatives = new MimeMultipart("alternative", text, html);
        if (invitation != null) {
            var calendar = new MimeBodyPart();
            calendar.setDataHandler(new DataHandler(new ByteArrayDataSource(
                    invitation.calendar().getBytes(StandardCharsets.UTF_8), invitation.contentType())));
            alternatives.addBodyPart(calendar);
        }
        message.setContent(alternatives);
        message.saveChanges();
        return message;
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(text, StandardCharsets.UTF_8.name(), subtype);
        part.setHeader("Content-Transfer-Encoding", transferEncoding(text));
        return part;
    }

    /** A text goes as it is where every mail server takes it so, and else so encoded that a person can still read it. */
    static String transferEncoding(String text) {
        var length = 0;
        for (var position = 0; position < text.length(); position++) {
            var character = text.charAt(position);
            length = character == '\n' || character == '\r' ? 0 : length + 1;
            if (length > LONGEST_LINE || !isPlain(character)) {
                return "quoted-printable";
            }
        }
        return "7bit";
    }

    private static boolean isPlain(char character) {
        return character >= ' ' && character < 0x7f || character == '\n' || character == '\r' || character == '\t';
    }

    private static InternetAddress recipient(Recipient recipient, Object event, Student student, Programme programme)
            throws MessagingException {
        return switch (recipient) {
            case STUDENT -> Header.address(student.email(), Names.plain(student.fullName()));
            case PROGRAMME_LEADER -> leader(programme);
            case ADMIN_OFFICE -> Header.address(programme.adminOfficeEmail(), "");
            case INTERVIEWER -> {
                // No event says who has which address. The office knows its people, and the letter asks it to pass it
                // on.
                var isLeader = event instanceof InterviewEvent interview && programme.isLedBy(interview.interviewer());
                yield isLeader || programme.adminOfficeEmail().isEmpty()
                        ? leader(programme)
                        : Header.address(programme.adminOfficeEmail(), "");
            }
        };
    }

    private static InternetAddress leader(Programme programme) throws MessagingException {
        return Header.address(programme.leaderEmail(), Names.plain(programme.leaderName()));
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

    /** The appointment as the recipient's calendar is to have it; the office answers for it. */
    private static @Nullable Invitation invitation(
            Recipient recipient,
            Object event,
            Letter letter,
            InternetAddress organizer,
            InternetAddress to,
            Student student,
            Programme programme) {
        if (!(event instanceof InterviewEvent interview) || letter.entry() == null) {
            return null;
        }
        var attendee = recipient == Recipient.STUDENT
                ? new Party(Names.plain(student.fullName()), to.getAddress())
                : new Party(
                        programme.isLedBy(interview.interviewer())
                                ? Names.plain(programme.leaderName())
                                : interview.interviewer(),
                        to.getAddress());
        return Invitations.of(
                interview, letter.entry(), letter.text(), new Party("", organizer.getAddress()), List.of(attendee));
    }

    private @Nullable Wanted wanted(EmailRow row, Object event) {
        return switch (event) {
            case AgreementMade made -> attachments.agreement(made);
            case CompletionOfProceduresIssued issued
            when row.recipient == Recipient.STUDENT -> attachments.letter(issued);
            default -> null;
        };
    }

    private static String programmeCode(EmailRow row, Student student) {
        return row.programmeCode == null ? student.programmeCode() : row.programmeCode;
    }

    private static <T> T known(Map<String, T> all, String key) {
        return Objects.requireNonNull(all.get(key), key);
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
