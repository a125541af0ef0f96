package org.rollcall.attendance.swipe;

import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.rollcall.attendance.Intake;
import org.rollcall.attendance.account.Accounts;
import org.rollcall.attendance.account.Outcome;
import org.rollcall.attendance.count.CommittedCounts;
import org.rollcall.attendance.record.Current;
import org.rollcall.attendance.record.EvidenceLock;
import org.rollcall.attendance.record.RecordKey;
import org.rollcall.attendance.record.RecordPublications;
import org.rollcall.attendance.record.Records;
import org.rollcall.attendance.record.Swiped;
import org.rollcall.chassis.database.Statements;
import org.rollcall.chassis.event.Delivery;
import org.rollcall.chassis.event.Publication;
import org.rollcall.chassis.event.TraceParent;
import org.rollcall.contracts.Swipe;

/** Takes what the readers saw, and brings the records of whom they saw up to date. */
@ApplicationScoped
class SwipeIntake implements Intake<Swipe> {

    private static final String COUNTER = "rollcall.swipes";

    private final EvidenceLock lock;
    private final Statements statements;
    private final Swipes swipes;
    private final Records records;
    private final RecordPublications publications;
    private final CommittedCounts counts;
    private final Accounts accounts;

    SwipeIntake(
            EvidenceLock lock,
            Statements statements,
            Swipes swipes,
            Records records,
            RecordPublications publications,
            CommittedCounts counts,
            Accounts accounts) {
        this.lock = lock;
        this.statements = statements;
        this.swipes = swipes;
        this.records = records;
        this.publications = publications;
        this.counts = counts;
        this.accounts = accounts;
    }

    /** Answers with the records that the swipes count for, as they are now; the same again for the same swipes. */
    @Override
    @Transactional(TxType.MANDATORY)
    public List<Publication> take(List<Delivery<Swipe>> deliveries, Instant now) {
        lock.toAddEvidence();
        var swiped = deliveries.stream()
                .map(delivery -> Swiped.from(delivery.event()))
                .toList();
        var places = firstOfEach(swiped);
        var became = became(places.stream().map(swiped::get).toList(), now);

        var outcomes = new Outcome[deliveries.size()];
        Arrays.fill(outcomes, Outcome.REPEATED);
        var traces = new HashMap<RecordKey, TraceParent>();
        for (var i = 0; i < places.size(); i++) {
            var place = places.get(i);
            outcomes[place] = became.taken.outcome(i);
            var key = became.taken.matches().get(i).key();
            var trace = deliveries.get(place).trace();
            if (key != null && trace != null) {
                traces.put(key, trace);
            }
        }
        count(outcomes);
        accounts.count(deliveries, i -> outcomes[i]);
        return publications.of(became.records, traces);
    }

    /** The places of the swipes, each once. */
    private static List<Integer> firstOfEach(List<Swiped> swiped) {
        var seen = HashSet.<Swiped.Id>newHashSet(swiped.size());
        return IntStream.range(0, swiped.size())
                .filter(place -> seen.add(swiped.get(place).id()))
                .boxed()
                .toList();
    }

    /** Nearly always nobody else is at the same swipes or records; where somebody was, all is done again with a closer look. */
    private Became became(List<Swiped> swiped, Instant now) {
        var became = statements.attempt(() -> became(swiped, true, now));
        while (became.isEmpty()) {
            became = statements.attempt(() -> became(swiped, false, now));
        }
        return became.get();
    }

    private Became became(List<Swiped> swiped, boolean alone, Instant now) {
        var taken = swipes.take(swiped, alone);
        // The lines first: they tell whether somebody else is at the same records, and so perhaps at the same swipes.
        var seen = records.see(taken.sightings(), now);
        swipes.keep(taken, now);
        var current = new ArrayList<>(seen.current());
        records.count(current);
        current.addAll(records.update(seen.unclear(), now));
        return new Became(taken, current);
    }

    private void count(Outcome[] outcomes) {
        var many = new EnumMap<Outcome, Long>(Outcome.class);
        for (var outcome : outcomes) {
            many.merge(outcome, 1L, Long::sum);
        }
        counts.add(COUNTER, Tags.of("outcome", "matched"), many.getOrDefault(Outcome.TAKEN, 0L));
        counts.add(COUNTER, Tags.of("outcome", "unmatched"), many.getOrDefault(Outcome.UNMATCHED, 0L));
        counts.add(COUNTER, Tags.of("outcome", "repeated"), many.getOrDefault(Outcome.REPEATED, 0L));
    }

    /** What became of swipes, and of the records that they count for. */
    private record Became(Swipes.Taken taken, List<Current> records) {}
}
