package org.rollcall.notification.sending;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.MessagingException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jboss.logging.Logger;
import org.rollcall.notification.email.EmailRow;
import org.rollcall.notification.email.Emails;
import org.rollcall.notification.life.EmailState;
import org.rollcall.notification.life.EmailState.Sending;
import org.rollcall.notification.life.EmailState.Unknown;
import org.rollcall.notification.life.Outcome.Lost;

/** Settles what nobody knows the end of: the journal has a copy of every mail that the mail server took. */
@ApplicationScoped
class Doubts {

    private static final Logger LOG = Logger.getLogger(Doubts.class);

    private final Queue queue;
    private final Emails emails;
    private final Dispatch dispatch;
    private final Journal journal;
    private final MailSettings settings;
    private final InstantSource clock;

    Doubts(Queue queue, Emails emails, Dispatch dispatch, Journal journal, MailSettings settings, InstantSource clock) {
        this.queue = queue;
        this.emails = emails;
        this.dispatch = dispatch;
        this.journal = journal;
        this.settings = settings;
        this.clock = clock;
    }

    /** A look into the journal; the time is from before it, so that what is missing was missing then. */
    private record Look(Instant realTime, List<Doubt> doubts) {}

    private record Doubt(UUID id, int attempt, String messageId) {
        static Doubt of(EmailRow row) {
            return new Doubt(row.id, row.state().attempts(), row.messageId);
        }
    }

    void settle() {
        QuarkusTransaction.requiringNew().run(this::takeOverFromTheDead);
        var doubts = QuarkusTransaction.requiringNew()
                .call(() -> queue.doubtful().stream().map(Doubt::of).toList());
        if (doubts.isEmpty()) {
            return;
        }
        var look = new Look(emails.realTime(), doubts);
        try {
            var found =
                    journal.find(look.doubts().stream().map(Doubt::messageId).toList());
            settle(
                    look,
                    (doubt, unknown) -> found.contains(doubt.messageId())
                            ? unknown.toSent(clock.instant())
                            : unknown.notFound(look.realTime(), settings.patience(), clock.instant()));
        } catch (MessagingException e) {
            LOG.warnf(
                    "The journal cannot be read, %d e-mails stay in doubt: %s",
                    look.doubts().size(), e.getMessage());
            settle(look, (doubt, unknown) -> unknown.notLooked(look.realTime()));
        }
    }

    private void takeOverFromTheDead() {
        for (var row : queue.abandoned()) {
            if (row.state() instanceof Sending sending) {
                var lost = new Lost("the instance that was sending it ended");
                emails.move(row, sending.after(lost, row.id, clock.instant(), emails.realTime()));
            }
        }
    }

    private void settle(Look look, BiFunction<Doubt, Unknown, EmailState> verdict) {
        for (var doubt : look.doubts()) {
            dispatch.settle(doubt.id(), doubt.attempt(), underWay -> switch (underWay) {
                case Unknown unknown -> verdict.apply(doubt, unknown);
                case Sending sending -> sending;
            });
        }
    }
}
