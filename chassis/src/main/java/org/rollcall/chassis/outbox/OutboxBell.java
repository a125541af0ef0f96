package org.rollcall.chassis.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Wakes the relay of this instance when a transaction that put something into the outbox has committed. It is rung in the
 * process and not by NOTIFY, for which PostgreSQL lets one transaction of the whole server commit at a time.
 */
@ApplicationScoped
class OutboxBell {

    private final TransactionSynchronizationRegistry transactions;
    private final Semaphore rung = new Semaphore(0);

    OutboxBell(TransactionSynchronizationRegistry transactions) {
        this.transactions = transactions;
    }

    /** Has it ring once the open transaction has committed. */
    void ringAfterCommit() {
        if (transactions.getResource(OutboxBell.class) == null) {
            transactions.putResource(OutboxBell.class, this);
            transactions.registerInterposedSynchronization(new AfterCommit());
        }
    }

    /** What rang until now is heard: whoever looks after this sees what it was rung for. */
    void silence() {
        rung.drainPermits();
    }

    /** Returns when it rings, at once where it has rung since it was silenced; false when it has not rung in this time. */
    boolean await(Duration most) throws InterruptedException {
        return rung.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS);
    }

    private final class AfterCommit implements Synchronization {

        @Override
        public void beforeCompletion() {}

        @Override
        public void afterCompletion(int status) {
            // A commit whose outcome is unknown is worth a look, too.
            if (status != Status.STATUS_ROLLEDBACK) {
                rung.release();
            }
        }
    }
}
