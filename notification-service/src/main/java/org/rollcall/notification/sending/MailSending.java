package org.rollcall.notification.sending;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.time.ScheduledWork;

/**
 * Keeps mail going out: at every tick it sees to it that as many lines as are configured take mail from the queue, each
 * until nothing is due. A slow mail server holds up these lines and nothing else; a line that hangs, itself alone.
 */
@ApplicationScoped
class MailSending implements ScheduledWork {

    private static final Logger LOG = Logger.getLogger(MailSending.class);

    private final Queue queue;
    private final Dispatch dispatch;
    private final Doubts doubts;
    private final Lease lease;
    private final Semaphore lines;
    private final Semaphore doubting = new Semaphore(1);
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("mail-", 0).factory());

    MailSending(Queue queue, Dispatch dispatch, Doubts doubts, Lease lease, MailSettings settings) {
        if (settings.patience().compareTo(settings.smtp().deadline()) < 0) {
            throw new IllegalArgumentException(
                    "rollcall.mail.patience is shorter than rollcall.mail.smtp.deadline: a mail could be sent again while its first try still runs");
        }
        this.queue = queue;
        this.dispatch = dispatch;
        this.doubts = doubts;
        this.lease = lease;
        this.lines = new Semaphore(settings.connections());
    }

    @Override
    public String name() {
        return "e-mails";
    }

    /** Starts what is to run beside the ticker; it never waits for a mail server itself, and has nothing to repeat. */
    @Override
    public boolean runDue(Instant now) {
        lease.keep();
        start(doubting, doubts::settle);
        var due = nextDue(now);
        if (due != null && !due.isAfter(now)) {
            for (var free = lines.availablePermits(); free > 0; free--) {
                start(lines, this::sendAllDue);
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

    private void sendAllDue() {
        while (!dispatch.isStopping() && dispatch.sendNext()) {
            // Until nothing is left.
        }
    }
}
