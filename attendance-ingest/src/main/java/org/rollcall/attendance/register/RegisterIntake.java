package org.rollcall.attendance.register;

import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import org.rollcall.attendance.Intake;
import org.rollcall.attendance.account.Accounts;
import org.rollcall.attendance.account.Outcome;
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
    private final Accounts accounts;

    RegisterIntake(
            EvidenceLock lock,
            Marks marks,
            Records records,
            RecordPublications publications,
            CommittedCounts counts,
            Accounts accounts) {
        this.lock = lock;
        this.marks = marks;
        this.records = records;
        this.publications = publications;
        this.counts = counts;
        this.accounts = accounts;
    }

    /** Answers with the records of those who are marked, as they are now; the same again for the same registers. */
    @Override
    @Transactional(TxType.MANDATORY)
    public List<Publication> take(List<Delivery<Register>> deliveries, Instant now) {
        lock.toAddEvidence();
        var ofRegisters = new LinkedHashMap<Marked, Integer>();
        var marked = new HashSet<RecordKey>();
        var traces = new HashMap<RecordKey, TraceParent>();
        var given = 0;
        for (var i = 0; i < deliveries.size(); i++) {
            var trace = deliveries.get(i).trace();
            for (var mark : Marked.from(deliveries.get(i).event()).toList()) {
                given++;
                ofRegisters.putIfAbsent(mark, i);
                marked.add(mark.key());
                if (trace != null) {
                    traces.put(mark.key(), trace);
                }
            }
        }
        var taken = marks.take(ofRegisters.keySet(), now);
        count(given, taken);
        var outcomes = outcomes(deliveries, List.copyOf(ofRegisters.values()), taken);
        accounts.count(deliveries, i -> outcomes[i]);
        return publications.of(records.update(marked, now), traces);
    }

    /** A register waits when one of its marks does, and says something new when one of its marks is; an empty one is taken. */
    private static Outcome[] outcomes(
            List<Delivery<Register>> deliveries, List<Integer> registers, List<Outcome> ofMarks) {
        var outcomes = new Outcome[deliveries.size()];
        for (var i = 0; i < outcomes.length; i++) {
            outcomes[i] = deliveries.get(i).event().marks().isEmpty() ? Outcome.TAKEN : Outcome.REPEATED;
        }
        for (var i = 0; i < registers.size(); i++) {
            var register = registers.get(i);
            switch (ofMarks.get(i)) {
                case UNMATCHED -> outcomes[register] = Outcome.UNMATCHED;
                case TAKEN ->
                    outcomes[register] = outcomes[register] == Outcome.UNMATCHED ? Outcome.UNMATCHED : Outcome.TAKEN;
                case REPEATED -> {}
            }
        }
        return outcomes;
    }

    private void count(long delivered, List<Outcome> taken) {
        var matched = taken.stream().filter(Outcome.TAKEN::equals).count();
        var unmatched = taken.stream().filter(Outcome.UNMATCHED::equals).count();
        counts.add(COUNTER, Tags.of("outcome", "matched"), matched);
        counts.add(COUNTER, Tags.of("outcome", "unmatched"), unmatched);
        counts.add(COUNTER, Tags.of("outcome", "repeated"), delivered - matched - unmatched);
    }
}
