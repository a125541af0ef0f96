package org.rollcall.attendance.register;

import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.ArrayList;
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
import org.rollcall.contracts.Register;

/** Takes what registers say, mark by mark, and brings the records of those who are marked up to date. */
@ApplicationScoped
class RegisterIntake implements Intake<Register> {

    private static final String COUNTER = "rollcall.marks";

    private final EvidenceLock lock;
    private final Marks marks;
    private final Records records;
    private final RecordPublications publications;
    private final CommittedCounts counts;

    RegisterIntake(
            EvidenceLock lock, Marks marks, Records records, RecordPublications publications, CommittedCounts counts) {
        this.lock = lock;
        this.marks = marks;
        this.records = records;
        this.publications = publications;
        this.counts = counts;
    }

    /** Answers with the records of those who are marked, as they are now; the same again for the same registers. */
    @Override
    @Transactional(TxType.MANDATORY)
    public List<Publication> take(List<Delivery<Register>> deliveries, Instant now) {
        lock.toAddEvidence();
        var given = new ArrayList<Marked>();
        var marked = new HashSet<RecordKey>();
        var traces = new HashMap<RecordKey, TraceParent>();
        for (var delivery : deliveries) {
            var trace = delivery.trace();
            Marked.from(delivery.event()).forEach(mark -> {
                given.add(mark);
                marked.add(mark.key());
                if (trace != null) {
                    traces.put(mark.key(), trace);
                }
            });
        }
        count(given.size(), marks.take(given, now));
        return publications.of(records.update(marked, now), traces);
    }

    private void count(long delivered, List<Boolean> taken) {
        var matched = taken.stream().filter(found -> found).count();
        counts.add(COUNTER, Tags.of("outcome", "matched"), matched);
        counts.add(COUNTER, Tags.of("outcome", "unmatched"), taken.size() - matched);
        counts.add(COUNTER, Tags.of("outcome", "repeated"), delivered - taken.size());
    }
}
