package org.rollcall.attendance.swipe;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.rollcall.attendance.record.RecordKey;
import org.rollcall.attendance.record.SessionNow;

/**
 * Where a swipe may count, before it is known who is expected there.
 *
 * @param studentId who held the card on that day; null where nobody is known to have
 */
record Candidates(Instant swipedAt, @Nullable String studentId, List<Candidate> sessions) {

    /** All of them, each once, and their sessions. */
    static Map<RecordKey, SessionNow> places(Collection<Candidates> ofSwipes) {
        var places = LinkedHashMap.<RecordKey, SessionNow>newLinkedHashMap(ofSwipes.size());
        for (var candidates : ofSwipes) {
            for (var candidate : candidates.sessions) {
                places.put(candidate.key(), candidate.session());
            }
        }
        return places;
    }

    /** What the swipe counts for, by who is expected. */
    Match match(Predicate<RecordKey> expected) {
        Candidate nearest = null;
        for (var candidate : sessions) {
            if (expected.test(candidate.key()) && (nearest == null || candidate.isNearer(swipedAt, nearest))) {
                nearest = candidate;
            }
        }
        return new Match(studentId, nearest);
    }
}
