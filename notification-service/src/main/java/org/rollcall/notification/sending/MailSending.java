package org.rollcall.notification.sending;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.time.ScheduledWork;
import org.rollcall.notification.holds.Breaker;

/**
 * Keeps mail going out: at every tick it sees to it that senders take mail from the queue, each until nothing is due. A
 * slow mail server holds up these and nothing else; a line to it that hangs, itself alone.
 */
@ApplicationScoped
class MailSending implements ScheduledWork {

    private static final Logger LOG = Logger.getLogger(MailSending.class);
    private static final int MOST_AT_ONCE = 128;
    private static final long NANOS_OF_A_HANDFUL = Duration.ofSeconds(1).toNanos();

    /** While one hands its mails over, the other notes what became of its last ones and writes the next. */
    private static final int SENDERS_OF_A_LINE = 2;

    /** In real time: to ask at every tick what is in doubt costs a flood more than it is worth. */
    private static final long NANOS_BETWEEN_LOOKS = Duration.ofSeconds(1).toNanos();

    private final Queue queue;
    private final Dispatch dispatch;
    private final Doubts doubts;
    private final Lines lines;
    private final Breaker breaker;
    private final Lease lease;
    private final Semaphore senders;
    private final Semaphore doubting = new Semaphore(1);
    private long lookedAt = System.nanoTime() - NANOS_BETWEEN_LOOKS;
    private final ExecutorService threads =
            Executors.newCachedThreadPool(Thread.ofPlatform().name("mail-", 0).factory());

    MailSending(
            Queue queue,
            Dispatch dispatch,
            Doubts doubts,
            Lines lines,
            Breaker breaker,
            Lease lease,
            MailSettings settings) {
        if (settings.patience().compareTo(settings.smtp().deadline()) <= 0) {
            throw new IllegalArgumentException(
                    "rollcall.mail.patience is not longer than rollcall.mail.smtp.deadline: a mail could be sent again while its first try still runs");
        }
        this.lines = lines;
        this.breaker = breaker;
        this.queue = queue;
        this.dispatch = dispatch;
        this.doubts = doubts;
        this.lease = lease;
        this.senders = new Semaphore(settings.connections() * SENDERS_OF_A_LINE);
    }

    @Override
    public String name() {
        return "e-mails";
    }

    /** Starts what is to run beside the ticker; it never waits for a mail server itself, and has nothing to repeat. */
    @Override
    public boolean runDue(Instant now) {
        lease.keep();
        breaker.admit(now);
        if (System.nanoTime() - lookedAt >= NANOS_BETWEEN_LOOKS) {
            lookedAt = System.nanoTime();
            start(doubting, doubts::settle);
        }
        var due = nextDue(now);
        if (due != null && !due.isAfter(now)) {
            for (var free = senders.availablePermits(); free > 0; free--) {
                start(senders, this::sendAllDue);
            }
        }
        return false;
    }

    @Override
    public @Nullable Instant nextDue(Instant now) {
        return QuarkusTransaction.joiningExisting().call(() -> queue.nextDue(now));
    }

    void stop(@Observes ShutdownEvent event) {
        dispatch.stop();
        threads.close();
        lines.hangUp();
        lease.release();
    }

    private void start(Semaphore permits, Runnable work) {
        if (dispatch.isStopping() || !permits.tryAcquire()) {
            return;
        }
        threads.execute(() -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.warnf(e, "Mail stands still until the next tick: %s", e.getMessage());
            } finally {
                permits.release();
            }
        });
    }

    /**
     * Until nothing is left. A sender begins with one mail at a time and takes twice as many as long as all goes well and
     * fast: a flood is worth few transactions, in bad weather no mail waits behind another's trouble, and a slow mail server
     * has few under way at once, whose fate would be in doubt if this process was killed.
     */
    private void sendAllDue() {
        var most = 1;
        while (!dispatch.isStopping()) {
            var begun = System.nanoTime();
            switch (dispatch.sendNext(most)) {
                case NOTHING_DUE -> {
                    lines.hangUp();
                    return;
                }
                case WELL -> {
                    if (System.nanoTime() - begun < NANOS_OF_A_HANDFUL) {
                        most = Math.min(most * 2, MOST_AT_ONCE);
                    }
                }
                case BADLY -> most = 1;
            }
        }
    }
}
