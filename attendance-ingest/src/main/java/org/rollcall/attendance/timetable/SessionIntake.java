package org.rollcall.attendance.timetable;

import static java.util.Objects.requireNonNull;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.rollcall.attendance.Intake;
import org.rollcall.attendance.account.Accounts;
import org.rollcall.attendance.record.EvidenceLock;
import org.rollcall.attendance.record.RecordKey;
import org.rollcall.attendance.record.RecordPublications;
import org.rollcall.attendance.record.Records;
import org.rollcall.attendance.register.Marks;
import org.rollcall.attendance.swipe.Swipes;
import org.rollcall.chassis.event.Delivery;
import org.rollcall.chassis.event.Publication;
import org.rollcall.chassis.event.TraceParent;
import org.rollcall.chassis.outbox.Outbox;
import org.rollcall.contracts.TimetableSession;

/**
 * Takes sessions as they are now: whom they name is expected, whom they name no longer is not, and the swipes and marks
 * that they touch are matched again.
 */
@ApplicationScoped
class SessionIntake implements Intake<TimetableSession> {

    private final EvidenceLock lock;
    private final Sessions sessions;
    private final Swipes swipes;
    private final Marks marks;
    private final Records records;
    private final RecordPublications publications;
    private final Outbox outbox;
    private final Accounts accounts;

    SessionIntake(
            EvidenceLock lock,
            Sessions sessions,
            Swipes swipes,
            Marks marks,
            Records records,
            RecordPublications publications,
            Outbox outbox,
            Accounts accounts) {
        this.lock = lock;
        this.sessions = sessions;
        this.swipes = swipes;
        this.marks = marks;
        this.records = records;
        this.publications = publications;
        this.outbox = outbox;
        this.accounts = accounts;
    }

    /**
     * Answers with the records of all whom these sessions ever named; the same again for the same sessions. A record of
     * another session that lost a swipe, or gained one, leaves through the outbox: when the session is delivered again
     * after a crash, nothing tells any more that it was concerned.
     */
    @Override
    @Transactional(TxType.MANDATORY)
    public List<Publication> take(List<Delivery<TimetableSession>> deliveries, Instant now) {
        lock.toChangeMatching();
        var present = new HashMap<String, TimetableSession>();
        var withdrawn = new HashSet<String>();
        var traces = new HashMap<String, Optional<TraceParent>>();
        for (var delivery : deliveries) {
            var session = delivery.payload();
            var sessionId = session == null ? requireNonNull(delivery.key()) : session.sessionId();
            if (session == null) {
                present.remove(sessionId);
                withdrawn.add(sessionId);
            } else {
                present.put(sessionId, session);
                withdrawn.remove(sessionId);
            }
            traces.put(sessionId, Optional.ofNullable(delivery.trace()));
        }

        sessions.replace(present.values(), now);
        sessions.withdraw(withdrawn);
        var slots = sessions.expect(traces.keySet(), named(present.values()));
        marks.matchAgainAt(traces.keySet());
        var own = sessions.records(traces.keySet());
        var touched = swipes.matchAgainIn(slots);
        touched.addAll(own);

        var current = records.update(touched, now);
        outbox.appendAll(publications.of(current.stream()
                .filter(record -> record.changed() && !own.contains(record.key()))
                .toList()));
        accounts.countTaken(deliveries);
        return publications.of(
                current.stream().filter(record -> own.contains(record.key())).toList(), tracesOf(own, traces));
    }

    private static Set<RecordKey> named(Collection<TimetableSession> sessions) {
        return sessions.stream()
                .flatMap(session ->
                        session.studentIds().stream().map(student -> new RecordKey(student, session.sessionId())))
                .collect(Collectors.toSet());
    }

    private static Map<RecordKey, TraceParent> tracesOf(
            Set<RecordKey> records, Map<String, Optional<TraceParent>> ofSessions) {
        var traces = new HashMap<RecordKey, TraceParent>();
        for (var key : records) {
            ofSessions.getOrDefault(key.sessionId(), Optional.empty()).ifPresent(trace -> traces.put(key, trace));
        }
        return traces;
    }
}
