package org.rollcall.benchmarks.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How many records were left at which time, to tell whether the last go as fast as the first. */
final class Progress {

    private final List<Sight> sights = new ArrayList<>();
    private final long total;

    /**
     * Nothing was taken yet.
     *
     * @param total of the records that are left
     */
    Progress(Instant begin, long total) {
        this.total = total;
        sights.add(new Sight(begin, total));
    }

    /** Sees how many are left now. */
    void left(Instant now, long left) {
        if (left < sights.getLast().left) {
            sights.add(new Sight(now, left));
        }
    }

    /** The rates at which each of so many equal parts was taken, in their order. */
    List<Long> perSecond(int parts) {
        var rates = new ArrayList<Long>(parts);
        for (var part = 0; part < parts; part++) {
            var took = Duration.between(reached(total * part / parts), reached(total * (part + 1) / parts));
            rates.add(Math.round(total * 1e9 / parts / Math.max(1, took.toNanos())));
        }
        return rates;
    }

    /** When so many had been taken, as if between two sights all went equally fast. */
    private Instant reached(long taken) {
        var left = total - taken;
        var before = sights.getFirst();
        for (var sight : sights) {
            if (sight.left <= left) {
                var share = sight.left == before.left ? 0 : (before.left - left) / (double) (before.left - sight.left);
                return before.at.plus(Duration.ofNanos(
                        (long) (share * Duration.between(before.at, sight.at).toNanos())));
            }
            before = sight;
        }
        return sights.getLast().at;
    }

    private record Sight(Instant at, long left) {}
}
