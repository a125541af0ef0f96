package org.rollcall.attendance.count;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.HashMap;
import java.util.Map;

/**
 * Counters that go up when the transaction has committed: what was rolled back and tried again is counted once.
 */
@ApplicationScoped
public class CommittedCounts {

    private final MeterRegistry metrics;
    private final TransactionSynchronizationRegistry transactions;

    CommittedCounts(MeterRegistry metrics, TransactionSynchronizationRegistry transactions) {
        this.metrics = metrics;
        this.transactions = transactions;
    }

    /** Adds to a counter with the commit of the transaction that is open. */
    public void add(String counter, Tags tags, long amount) {
        pending().merge(new Counter(counter, tags), amount, Long::sum);
    }

    @SuppressWarnings("unchecked") // nobody else puts anything under this key
    private Map<Counter, Long> pending() {
        var found = (Map<Counter, Long>) transactions.getResource(CommittedCounts.class);
        if (found != null) {
            return found;
        }
        var pending = new HashMap<Counter, Long>();
        transactions.putResource(CommittedCounts.class, pending);
        transactions.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {}

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    pending.forEach((counter, amount) ->
                            metrics.counter(counter.name(), counter.tags()).increment(amount));
                }
            }
        });
        return pending;
    }

    private record Counter(String name, Tags tags) {}
}
