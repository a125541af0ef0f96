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
import java.util.List;
import java.util.TreeMap;
import org.rollcall.attendance.Intake;
import org.rollcall.attendance.account.Accounts;
import org.rollcall.attendance.account.Outcome;
import org.rollcall.attendance.count.CommittedCounts;
import org.rollcall.attendance.record.EvidenceLock;
import org.rollcall.attendance.record.Found;
import org.rollcall.attendance.record.RecordKey;
import org.rollcall.attendance.record.RecordPublications;
import org.rollcall.attendance.record.Records;
import org.rollcall.attendance.record.Sighting;
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
    private final Accounts accounts;

    SwipeIntake(
            EvidenceLock lock,
            Swipes swipes,
            Records records,
            RecordPublications publications,
            CommittedCounts counts,
            Accounts accounts) {
        this.lock = lock;
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
        var firsts = new TreeMap<Swiped.Id, Integer>();
        var swiped = new ArrayList<Swiped>(deliveries.size());
        for (var delivery : deliveries) {
            var swipe = Swiped.from(delivery.event());
            firsts.putIfAbsent(swipe.id(), swiped.size());
            swiped.add(swipe);
        }
        var places = List.copyOf(firsts.values());
        var taken = swipes.take(places.stream().map(swiped::get).toList(), now);

        var outcomes = new Outcome[deliveries.size()];
        Arrays.fill(outcomes, Outcome.REPEATED);
        var sightings = new HashMap<RecordKey, Sighting>();
        var traces = new HashMap<RecordKey, TraceParent>();
        for (var i = 0; i < taken.size(); i++) {
            var place = places.get(i);
            var became = taken.get(i);
            outcomes[place] = became.outcome();
            became.counted().ifPresent(record -> {
                sightings.merge(record.key(), sighting(record, became, swiped.get(place)), Sighting::or);
                var trace = deliveries.get(place).trace();
                if (trace != null) {
                    traces.put(record.key(), trace);
                }
            });
        }
        count(outcomes);
        accounts.count(deliveries, i -> outcomes[i]);
        return publications.of(records.see(sightings.values(), now), traces);
    }

    private static Sighting sighting(Found record, Swipes.Taken became, Swiped swiped) {
        return became.isNew()
                ? new Sighting(record, swiped.swipedAt(), swiped.reader())
                : new Sighting(record, null, null);
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
}
