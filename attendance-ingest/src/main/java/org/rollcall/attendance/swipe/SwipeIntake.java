package org.rollcall.attendance.swipe;

import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import org.rollcall.attendance.Intake;
import org.rollcall.attendance.count.CommittedCounts;
import org.rollcall.attendance.record.EvidenceLock;
import org.rollcall.attendance.record.RecordKey;
import org.rollcall.attendance.record.RecordPublications;
import org.rollcall.attendance.record.Records;
import org.rollcall.chassis.event.Delivery;
import org.rollcall.chassis.event.Publication;
import org.rollcall.chassis.event.TraceParent;
import org.rollcall.contracts.Swipe;

/** Takes what the readers saw, and brings the records of whom they saw up to date. */
@ApplicationScoped
class SwipeIntake implements Intake<Swipe> {

    private static final String COUNTER = "rollcall.swipes";

    private final EvidenceLock lock;
    private final Swipes swipes;
    private final Records records;
    private final RecordPublications publications;
    private final CommittedCounts counts;

    SwipeIntake(
            EvidenceLock lock,
            Swipes swipes,
            Records records,
            RecordPublications publications,
            CommittedCounts counts) {
        this.lock = lock;
        this.swipes = swipes;
        this.records = records;
        this.publications = publications;
        this.counts = counts;
    }

    /** Answers with the records that the swipes count for, as they are now; the same again for the same swipes. */
    @Override
    @Transactional(TxType.MANDATORY)
    public List<Publication> take(List<Delivery<Swipe>> deliveries, Instant now) {
        lock.toAddEvidence();
        var taken = swipes.take(
                deliveries.stream()
                        .map(delivery -> Swiped.from(delivery.event()))
                        .toList(),
                now);
        count(deliveries.size(), taken);

        var counted = new HashSet<RecordKey>();
        var traces = new HashMap<RecordKey, TraceParent>();
        for (var i = 0; i < deliveries.size(); i++) {
            var trace = deliveries.get(i).trace();
            taken.counted().get(i).ifPresent(key -> {
                counted.add(key);
                if (trace != null) {
                    traces.put(key, trace);
                }
            });
        }
        return publications.of(records.update(counted, now), traces);
    }

    private void count(long delivered, Swipes.Taken taken) {
        counts.add(COUNTER, Tags.of("outcome", "matched"), taken.matched());
        counts.add(COUNTER, Tags.of("outcome", "unmatched"), taken.unmatched());
        counts.add(COUNTER, Tags.of("outcome", "repeated"), delivered - taken.matched() - taken.unmatched());
    }
}
