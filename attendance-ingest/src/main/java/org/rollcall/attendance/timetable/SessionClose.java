package org.rollcall.attendance.timetable;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rollcall.attendance.record.Current;
import org.rollcall.attendance.record.EvidenceLock;
import org.rollcall.attendance.record.RecordPublications;
import org.rollcall.attendance.record.Records;
import org.rollcall.chassis.outbox.Outbox;
import org.rollcall.chassis.time.ScheduledWork;

/**
 * Closes sessions when they are due (docs/policy.md, session outcome): whoever was expected and has neither mark nor swipe was
 * absent, if anybody's attendance was recorded at the session, else nobody knows. It happens once to a session, and
 * applies to whoever is added to it later; what comes in after it speaks for its own student alone.
 */
@ApplicationScoped
class SessionClose implements ScheduledWork {

    private final EvidenceLock lock;
    private final Sessions sessions;
    private final Records records;
    private final RecordPublications publications;
    private final Outbox outbox;

    SessionClose(
            EvidenceLock lock, Sessions sessions, Records records, RecordPublications publications, Outbox outbox) {
        this.lock = lock;
        this.sessions = sessions;
        this.records = records;
        this.publications = publications;
        this.outbox = outbox;
    }

    @Override
    public String name() {
        return "session close";
    }

    @Override
    public boolean runDue(Instant now) {
        return QuarkusTransaction.requiringNew().call(() -> closeSome(now));
    }

    @Override
    public @Nullable Instant nextDue(Instant now) {
        return sessions.nextDue();
    }

    private boolean closeSome(Instant now) {
        var next = sessions.nextDue();
        if (next == null || next.isAfter(now)) {
            return false;
        }
        // A swipe that is being taken counts for the close.
        lock.awaitEvidence();
        lock.toAddEvidence();
        var due = sessions.takeDue(now);
        if (due.isEmpty()) {
            return false;
        }
        var expected = sessions.withoutEvidence(due);
        sessions.close(due, now);
        var changed =
                records.update(expected, now).stream().filter(Current::changed).toList();
        outbox.appendAll(publications.of(changed));
        return true;
    }
}
