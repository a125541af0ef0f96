package org.rollcall.notification.sending;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.database.Statements;
import org.rollcall.chassis.database.Statements.Parameters;
import org.rollcall.notification.email.EmailRow;
import org.rollcall.notification.holds.Breaker;

/** Which e-mails are to be sent, and which are in doubt. */
@ApplicationScoped
class Queue {

    private static final int MOST_DOUBTS = 100;

    /**
     * One that could leave, and before which nothing for the same student and recipient waits. The fence has that asked of
     * one after the other, until one is found, and not of all beforehand.
     */
    private static final String IS_NEXT = Breaker.COULD_LEAVE + """
              AND NOT EXISTS (
                  SELECT FROM email earlier
                  WHERE earlier.student_id = e.student_id AND earlier.recipient = e.recipient AND earlier.seq < e.seq
                    AND earlier.stage IN ('PENDING', 'SENDING', 'UNKNOWN')
                  OFFSET 0)
            """;

    /**
     * One statement: between two, an e-mail could leave what is waiting and not be under way yet, or come back. Of those
     * admitted an index finds the first; the others are looked through, and they are few while nothing is held.
     */
    private static final String NEXT_DUE = """
            SELECT EXISTS (SELECT FROM email WHERE stage IN ('SENDING', 'UNKNOWN')) AS under_way, least((
                SELECT e.due_at
            """ + IS_NEXT + """
                  AND e.admitted_at IS NOT NULL
                ORDER BY e.due_at, e.seq LIMIT 1), (
                SELECT e.due_at
            """ + IS_NEXT + """
                  AND e.admitted_at IS NULL
                  AND e.template NOT IN (SELECT h.template FROM hold h WHERE h.state = 'OPEN')
                ORDER BY e.due_at LIMIT 1)) AS due_at
            """;

    private final Session database;
    private final Statements statements;

    Queue(Session database, Statements statements) {
        this.database = database;
        this.statements = statements;
    }

    /** The next e-mails that are due and admitted, locked; those that another line or instance has locked are passed over. */
    List<EmailRow> next(Instant now, int most) {
        statements.reachRowsByKey();
        return database.createNativeQuery("SELECT e.* " + IS_NEXT + """
                        AND e.admitted_at IS NOT NULL AND e.due_at <= :now
                        ORDER BY e.due_at, e.seq LIMIT :most FOR UPDATE OF e SKIP LOCKED
                        """, EmailRow.class)
                .setParameter("now", now)
                .setParameter("most", most)
                .getResultList();
    }

    /**
     * When the next falls due; what is under way is due until it is settled, and what is held waits for a person. Null
     * when nothing can be sent.
     */
    @Nullable
    Instant nextDue(Instant now) {
        statements.reachRowsByKey();
        return statements
                .one(
                        NEXT_DUE,
                        Parameters.NONE,
                        row -> row.getBoolean("under_way")
                                ? Optional.of(now)
                                : Optional.ofNullable(Statements.optionalInstant(row, "due_at")))
                .orElse(null);
    }

    /** Those that an instance was sending whose lease nobody holds any more, locked. */
    List<EmailRow> abandoned() {
        return database.createNativeQuery("""
                        SELECT e.* FROM email e
                        WHERE e.stage = 'SENDING' AND NOT EXISTS (
                            SELECT FROM pg_locks held
                            WHERE held.locktype = 'advisory' AND held.objsubid = 2
                              AND held.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                              AND held.classid = CAST(:space AS oid) AND held.objid = CAST(e.sender AS oid))
                        ORDER BY e.seq
                        FOR UPDATE OF e SKIP LOCKED
                        """, EmailRow.class)
                .setParameter("space", Lease.LOCK_SPACE)
                .getResultList();
    }

    /** Those for which it is time to look into the journal. */
    List<EmailRow> doubtful() {
        return database.createNativeQuery("""
                        SELECT e.* FROM email e WHERE e.stage = 'UNKNOWN' AND e.next_look_at <= clock_timestamp()
                        ORDER BY e.next_look_at LIMIT :most
                        """, EmailRow.class)
                .setParameter("most", MOST_DOUBTS)
                .getResultList();
    }
}
