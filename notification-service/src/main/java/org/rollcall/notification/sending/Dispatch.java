package org.rollcall.notification.sending;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.rollcall.notification.attachments.Attachments;
import org.rollcall.notification.attachments.Attachments.Fetched.Attached;
import org.rollcall.notification.attachments.Attachments.Fetched.Unavailable;
import org.rollcall.notification.email.EmailRow;
import org.rollcall.notification.email.Emails;
import org.rollcall.notification.email.Emails.Leaving;
import org.rollcall.notification.life.EmailState;
import org.rollcall.notification.life.EmailState.Pending;
import org.rollcall.notification.life.EmailState.Sending;
import org.rollcall.notification.life.EmailState.UnderWay;
import org.rollcall.notification.life.Outcome;
import org.rollcall.notification.life.Outcome.Accepted;
import org.rollcall.notification.life.Outcome.Deferred;
import org.rollcall.notification.life.Outcome.Lost;
import org.rollcall.notification.life.Outcome.Refused;
import org.rollcall.notification.sending.Composer.Composed;

/**
 * Takes e-mails through their sending, a handful at a time. That an e-mail is being sent is committed before the mail
 * server hears of it, so whatever happens to this process, somebody finds it and asks the journal what became of it.
 */
@ApplicationScoped
class Dispatch {

    private static final Logger LOG = Logger.getLogger(Dispatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Queue queue;
    private final Emails emails;
    private final Composer composer;
    private final Attachments attachments;
    private final Lines lines;
    private final Lease lease;
    private final InstantSource clock;
    private final Duration latestBeginning;
    private final CountDownLatch stopping = new CountDownLatch(1);

    Dispatch(
            Queue queue,
            Emails emails,
            Composer composer,
            Attachments attachments,
            Lines lines,
            Lease lease,
            InstantSource clock,
            MailSettings settings) {
        this.queue = queue;
        this.emails = emails;
        this.composer = composer;
        this.attachments = attachments;
        this.lines = lines;
        this.lease = lease;
        this.clock = clock;
        this.latestBeginning = settings.patience().minus(settings.smtp().deadline());
    }

    /** How a handful went. */
    enum Went {
        /** Nothing was due. */
        NOTHING_DUE,
        /** All of it was answered for. */
        WELL,
        /** The mail server, or the way to it, was in trouble: what was left of it went back. */
        BADLY
    }

    /** A mail that is committed as being sent. */
    private record Parcel(EmailRow row, int attempt, Composed.Mail mail) {}

    /** A handful from the queue; no parcels may be left of it, when no mails can be made of what was due. */
    private record Handful(boolean wasDue, List<Parcel> parcels) {}

    /**
     * What became of a parcel.
     *
     * @param outcome null when the mail server was not even asked
     * @param attachment what it carried
     */
    private record Ended(
            Parcel parcel,
            @Nullable Outcome outcome,
            @Nullable String attachment) {

        static Ended untried(Parcel parcel) {
            return new Ended(parcel, null, null);
        }

        /** The mail server took it, or said that it never will. */
        boolean isAnsweredFor() {
            return outcome instanceof Accepted || outcome instanceof Refused;
        }
    }

    /** Sends the next e-mails that are due, so many at most. */
    Went sendNext(int most) {
        var takenAt = System.nanoTime();
        var handful = QuarkusTransaction.requiringNew().call(() -> take(most));
        if (!handful.wasDue()) {
            return Went.NOTHING_DUE;
        }
        var ended = send(handful.parcels(), takenAt);
        if (!ended.isEmpty()) {
            untilItIsStored(() -> settle(ended));
        }
        return ended.stream().allMatch(Ended::isAnsweredFor) ? Went.WELL : Went.BADLY;
    }

    /**
     * Takes an e-mail that is under way to where new knowledge leads. It may have gone on meanwhile, when the database
     * was away and another instance took this one for dead; then the knowledge is of an earlier try and too late.
     */
    void settle(UUID id, int attempt, Function<UnderWay, EmailState> knowledge) {
        QuarkusTransaction.requiringNew().run(() -> {
            var row = emails.findById(id, LockModeType.PESSIMISTIC_WRITE);
            next(row, attempt, knowledge).ifPresent(state -> emails.move(row, state));
        });
    }

    void stop() {
        stopping.countDown();
    }

    boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private Handful take(int most) {
        var number = lease.number();
        var rows = number.isEmpty() ? List.<EmailRow>of() : queue.next(clock.instant(), most);
        var parcels = new ArrayList<Parcel>();
        var leaving = new LinkedHashMap<EmailRow, Leaving>();
        var failed = new LinkedHashMap<EmailRow, EmailState>();
        composer.compose(rows).forEach((row, composed) -> {
            if (row.state() instanceof Pending pending) {
                switch (composed) {
                    case Composed.Unmailable(var reason) -> failed.put(row, pending.toFailed(clock.instant(), reason));
                    case Composed.Mail mail -> {
                        var sending = pending.toSending();
                        leaving.put(row, leaving(mail, sending, number.getAsInt()));
                        parcels.add(new Parcel(row, sending.attempts(), mail));
                    }
                }
            }
        });
        emails.move(failed);
        emails.leave(leaving);
        return new Handful(!rows.isEmpty(), parcels);
    }

    private static Leaving leaving(Composed.Mail mail, Sending state, int sender) {
        var letter = mail.letter();
        return new Leaving(
                state,
                sender,
                mail.to().getAddress(),
                letter.subject(),
                letter.text(),
                letter.html(),
                mail.invitation() == null ? null : mail.invitation().calendar());
    }

    /** Hands the parcels over, one after the other, until there is trouble; those behind it were not tried then. */
    private List<Ended> send(List<Parcel> parcels, long takenAt) {
        if (parcels.isEmpty()) {
            return List.of();
        }
        var free = lines.take(Duration.ofNanos(latestBeginning.toNanos() - (System.nanoTime() - takenAt)));
        if (free.isEmpty()) {
            return parcels.stream().map(Ended::untried).toList();
        }
        var line = free.get();
        try {
            var ended = new ArrayList<Ended>();
            var goesWell = true;
            for (var parcel : parcels) {
                var end = goesWell && !isStopping() ? send(line, parcel, takenAt) : Ended.untried(parcel);
                ended.add(end);
                goesWell = goesWell && end.isAnsweredFor();
            }
            return ended;
        } finally {
            lines.putBack(line);
        }
    }

    private Ended send(Smtp.Line line, Parcel parcel, long takenAt) {
        var mail = parcel.mail();
        var wanted = mail.wanted();
        try {
            String attachment = null;
            if (wanted != null) {
                switch (attachments.fetch(wanted)) {
                    case Unavailable(var reason) -> {
                        return new Ended(parcel, new Deferred(reason), null);
                    }
                    case Attached attached -> {
                        mail.attach(attached);
                        attachment = attached.description();
                    }
                }
            }
            // Another instance that took this one for dead sends a mail again when patience is over. By then no try
            // of ours may still run, so one that would begin too late does not begin.
            if (System.nanoTime() - takenAt >= latestBeginning.toNanos()) {
                return Ended.untried(parcel);
            }
            return new Ended(parcel, line.deliver(mail.message(), mail.to()), attachment);
        } catch (RuntimeException e) {
            // A bug; whether the mail left all the same is for the journal to say.
            LOG.errorf(e, "The sending of e-mail %s broke off", parcel.row().id);
            return new Ended(parcel, new Lost(String.valueOf(e.getMessage())), null);
        }
    }

    private void settle(List<Ended> ended) {
        var byRow = ended.stream().collect(Collectors.toMap(end -> end.parcel().row(), Function.identity()));
        QuarkusTransaction.requiringNew().run(() -> {
            var realTime = emails.realTime();
            var next = new LinkedHashMap<EmailRow, EmailState>();
            var attachments = new HashMap<EmailRow, String>();
            for (var row : emails.refreshed(byRow.keySet())) {
                var end = Objects.requireNonNull(byRow.get(row));
                next(row, end.parcel().attempt(), underWay -> after(end, underWay, realTime))
                        .ifPresent(state -> next.put(row, state));
                if (end.attachment() != null) {
                    attachments.put(row, end.attachment());
                }
            }
            emails.move(next, attachments);
        });
    }

    private EmailState after(Ended end, UnderWay underWay, Instant realTime) {
        if (end.outcome() != null) {
            return underWay.after(end.outcome(), end.parcel().row().id, clock.instant(), realTime);
        }
        return underWay instanceof Sending sending ? sending.untried(clock.instant()) : underWay;
    }

    /** Where the knowledge of a try leads; nowhere, when it is of an earlier try. */
    private Optional<EmailState> next(EmailRow row, int attempt, Function<UnderWay, EmailState> knowledge) {
        if (row.state() instanceof UnderWay underWay && underWay.attempts() == attempt) {
            var next = knowledge.apply(underWay);
            return Optional.of(
                    next instanceof Pending pending && isNotSoAnyMore(row)
                            ? pending.toWithdrawn(clock.instant(), "the step is not reached any more")
                            : next);
        }
        LOG.warnf("E-mail %s went on while its try %d was thought to be lost", row.id, attempt);
        return Optional.empty();
    }

    /** A notice whose raise was rescinded while it was under way, and which never arrived. */
    private boolean isNotSoAnyMore(EmailRow row) {
        return row.thresholdId != null && row.corrects == null && !emails.stands(row.thresholdId);
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
