package org.rollcall.appeals.mailbox;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.MessagingException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.rollcall.appeals.appeal.Evidence;
import org.rollcall.appeals.mailbox.ImapMailbox.Found;
import org.rollcall.appeals.mailbox.Intake.Lying;
import org.rollcall.chassis.time.ScheduledWork;

/**
 * Reads the mailbox at every tick, over one connection. A server that does not answer is asked again ever more rarely, up
 * to once in {@value #LONGEST_PAUSE} ticks. A mail that cannot be taken as what it says, or that a server which answers
 * otherwise refuses to hand out {@value #REFUSALS} times, is taken as one that cannot be read: it waits for a person, and
 * no mail after it waits for it.
 */
@ApplicationScoped
class MailboxReading implements ScheduledWork {

    private static final Logger LOG = Logger.getLogger(MailboxReading.class);
    private static final int BATCH = 200;
    private static final int LONGEST_PAUSE = 60;
    private static final int REFUSALS = 5;

    private final ImapMailbox mailbox;
    private final MailParser parser;
    private final Intake intake;
    private final Mails mails;
    private final MailboxSettings settings;
    private int failures;
    private int pause;
    private long refusedUid;
    private int refusals;

    MailboxReading(
            ImapMailbox mailbox,
            MailParser parser,
            Intake intake,
            Mails mails,
            MailboxSettings settings,
            MeterRegistry metrics) {
        this.mailbox = mailbox;
        this.parser = parser;
        this.intake = intake;
        this.mails = mails;
        this.settings = settings;
        metrics.gauge("rollcall.mailbox.waiting", mails, all -> all.count(Mails.State.WAITING));
    }

    @Override
    public String name() {
        return "appeals mailbox";
    }

    /** Now, while anything lies unread; of a mailbox that cannot be asked nobody can say that nothing does. */
    @Override
    public @Nullable Instant nextDue(Instant now) {
        try {
            // In this order: what is taken between the two questions has left the mailbox, and is among the mails.
            return mailbox.anyAfter(read(mailbox.uidValidity())) || mails.anyToLookAtAgain() ? now : null;
        } catch (MessagingException | IllegalStateException e) {
            LOG.debugf("The mailbox cannot be asked: %s", e.getMessage());
            return now;
        }
    }

    @Override
    public boolean runDue(Instant now) {
        if (intake.lookAgain()) {
            return true;
        }
        if (pause > 0) {
            pause--;
            return false;
        }
        try {
            var some = readSome(now);
            failures = 0;
            return some;
        } catch (MessagingException | IllegalStateException e) {
            mailbox.close();
            failures++;
            pause = Math.min(LONGEST_PAUSE, 1 << Math.min(failures, 6));
            if (failures == 1) {
                LOG.warnf("The mailbox %s cannot be read, and is tried again: %s", mailbox.name(), e.getMessage());
            }
            return false;
        }
    }

    private boolean readSome(Instant now) throws MessagingException {
        var validity = mailbox.uidValidity();
        var found = mailbox.after(read(validity), BATCH);
        for (var mail : found) {
            take(mail, validity, now);
        }
        return !found.isEmpty();
    }

    private long read(long validity) {
        var position = mails.position(mailbox.name());
        return position != null && position.uidValidity() == validity ? position.lastUid() : 0;
    }

    private void take(Found found, long validity, Instant now) throws MessagingException {
        byte[] bytes;
        try {
            bytes = mailbox.bytes(found, settings.mostBytes());
        } catch (MessagingException refused) {
            if (!isRefusedForGood(found)) {
                throw refused;
            }
            LOG.errorf(refused, "The server does not hand out the mail %d of %s", found.uid(), mailbox.name());
            var name =
                    "%s/%d/%d".formatted(mailbox.name(), validity, found.uid()).getBytes(StandardCharsets.UTF_8);
            intake.take(
                    lying(found, validity, now),
                    ReadMail.unreadable(Evidence.sha256(name), "The mail server does not hand it out."));
            return;
        }
        if (bytes == null) {
            return;
        }
        var lying = lying(found, validity, now);
        var whole = bytes.length <= settings.mostBytes();
        try {
            intake.take(lying, parser.read(bytes, whole));
        } catch (RuntimeException poison) {
            if (!isTheMailsOwn(poison)) {
                throw poison;
            }
            LOG.errorf(poison, "The mail %d of %s could not be taken", found.uid(), mailbox.name());
            intake.take(lying, ReadMail.unreadable(Evidence.sha256(bytes), "It could not be taken as what it says."));
        }
    }

    private Lying lying(Found found, long validity, Instant now) throws MessagingException {
        return new Lying(
                mailbox.name(),
                validity,
                found.uid(),
                receivedAt(found, now),
                found.message().getSize());
    }

    /** Whether the server answers, and has refused this mail often enough. */
    private boolean isRefusedForGood(Found found) {
        if (!mailbox.answers()) {
            return false;
        }
        refusals = found.uid() == refusedUid ? refusals + 1 : 1;
        refusedUid = found.uid();
        return refusals >= REFUSALS;
    }

    private Instant receivedAt(Found found, Instant now) throws MessagingException {
        var received = found.message().getReceivedDate();
        return switch (settings.receivedBy()) {
            case SERVER -> received == null ? now : received.toInstant();
            case CLOCK -> now;
        };
    }

    /** Whether the database objects to what the mail says, or we do; a database that is away is not the mail's fault. */
    private static boolean isTheMailsOwn(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                var state = sql.getSQLState();
                return state != null && (state.startsWith("22") || state.startsWith("23") || state.startsWith("54"));
            }
        }
        return !(failure instanceof jakarta.transaction.TransactionalException)
                && !(failure instanceof io.quarkus.narayana.jta.QuarkusTransactionException);
    }
}
