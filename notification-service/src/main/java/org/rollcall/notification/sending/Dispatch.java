package org.rollcall.notification.sending;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.rollcall.notification.email.Emails;
import org.rollcall.notification.life.EmailState;
import org.rollcall.notification.life.EmailState.Pending;
import org.rollcall.notification.life.EmailState.UnderWay;
import org.rollcall.notification.mailing.Raises;
import org.rollcall.notification.sending.Composer.Composed;

/**
 * Takes e-mails through their sending, one at a time. That an e-mail is being sent is committed before the mail server
 * hears of it, so whatever happens to this process, somebody finds it and asks the journal what became of it.
 */
@ApplicationScoped
class Dispatch {

    private static final Logger LOG = Logger.getLogger(Dispatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Queue queue;
    private final Emails emails;
    private final Raises raises;
    private final Composer composer;
    private final Smtp smtp;
    private final Lease lease;
    private final InstantSource clock;
    private final CountDownLatch stopping = new CountDownLatch(1);

    Dispatch(
            Queue queue, Emails emails, Raises raises, Composer composer, Smtp smtp, Lease lease, InstantSource clock) {
        this.queue = queue;
        this.emails = emails;
        this.raises = raises;
        this.composer = composer;
        this.smtp = smtp;
        this.lease = lease;
        this.clock = clock;
    }

    /** What was taken from the queue. */
    private sealed interface Taken {

        /** Nothing is due. */
        record Nothing() implements Taken {}

        /** An e-mail of which no mail can be made. */
        record SetAside() implements Taken {}

        /** A mail that is committed as being sent. */
        record Parcel(UUID id, int attempt, Composed.Mail mail) implements Taken {}
    }

    /**
     * Sends the next e-mail that is due.
     *
     * @return false when there was none
     */
    boolean sendNext() {
        return switch (QuarkusTransaction.requiringNew().call(this::take)) {
            case Taken.Nothing nothing -> false;
            case Taken.SetAside setAside -> true;
            case Taken.Parcel(var id, var attempt, var mail) -> {
                var outcome = smtp.deliver(mail.message(), mail.to());
                untilItIsStored(() -> settle(
                        id, attempt, underWay -> underWay.after(outcome, id, clock.instant(), queue.realTime())));
                yield true;
            }
        };
    }

    /**
     * Takes an e-mail that is under way to where new knowledge leads. It may have gone on meanwhile, when the database
     * was away and another instance took this one for dead; then the knowledge is of an earlier try and too late.
     */
    void settle(UUID id, int attempt, Function<UnderWay, EmailState> knowledge) {
        QuarkusTransaction.requiringNew().run(() -> {
            var row = emails.findById(id, LockModeType.PESSIMISTIC_WRITE);
            if (row.state() instanceof UnderWay underWay && underWay.attempts() == attempt) {
                var next = knowledge.apply(underWay);
                emails.move(
                        row,
                        next instanceof Pending pending && row.corrects == null && !raises.stands(row.thresholdId)
                                ? pending.toWithdrawn(clock.instant(), "the step is not reached any more")
                                : next);
            } else {
                LOG.warnf("E-mail %s went on while its try %d was thought to be lost", id, attempt);
            }
        });
    }

    void stop() {
        stopping.countDown();
    }

    boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private Taken take() {
        var number = lease.number();
        var row = number.isEmpty() ? null : queue.next(clock.instant());
        if (row == null || !(row.state() instanceof Pending pending)) {
            return new Taken.Nothing();
        }
        return switch (composer.compose(row)) {
            case Composed.Unmailable(var reason) -> {
                emails.move(row, pending.toFailed(clock.instant(), reason));
                yield new Taken.SetAside();
            }
            case Composed.Mail mail -> {
                var sending = pending.toSending();
                row.sender = number.getAsInt();
                row.address = mail.to().getAddress();
                row.subject = mail.letter().subject();
                row.textBody = mail.letter().text();
                row.htmlBody = mail.letter().html();
                emails.move(row, sending);
                yield new Taken.Parcel(row.id, sending.attempts(), mail);
            }
        };
    }

    /** What the server said is known here alone: it is stored when the database is back, if that is not for long. */
    private void untilItIsStored(Runnable store) {
        while (true) {
            try {
                store.run();
                return;
            } catch (RuntimeException e) {
                LOG.warnf(e, "What became of an e-mail could not be stored yet");
                if (stopsWithin(PAUSE)) {
                    // The lease ends with the process, and the journal knows what is forgotten here.
                    return;
                }
            }
        }
    }

    private boolean stopsWithin(Duration pause) {
        try {
            return stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
