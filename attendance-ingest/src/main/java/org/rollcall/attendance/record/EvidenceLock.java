package org.rollcall.attendance.record;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.rollcall.chassis.database.Sql;

/**
 * Keeps two transactions from missing each other. A swipe that looks for its session while the session that looks for
 * its swipes is not committed yet would find nothing, and neither would the session. Topics are consumed side by side,
 * and by several instances: so whoever adds evidence shares the lock with its like, and whoever changes what evidence is
 * matched by has it alone. It is taken first in a transaction, and let go with its end.
 */
@ApplicationScoped
public class EvidenceLock {

    /** The lock's number in the database; the outbox has its own, in a space of two numbers. */
    private static final long KEY = 0xa77e_4da4L;

    /**
     * What follows in the transaction reaches its rows by key, thousands at a time. A planner that does not know yet how large
     * a table has become would rather read all of it, and one that knows would do so for the largest batches. Rows that are
     * neighbours in the key lie together: to read them in its order spares sorting them.
     */
    private static final String BY_KEY = """
            set_config('enable_seqscan', 'off', true), set_config('work_mem', '32MB', true),
            set_config('random_page_cost', '1.1', true)""";

    private final DataSource database;

    EvidenceLock(DataSource database) {
        this.database = database;
    }

    /** For swipes, marks and the close of sessions. */
    @Transactional(TxType.MANDATORY)
    public void toAddEvidence() {
        take("SELECT pg_advisory_xact_lock_shared(?), %s".formatted(BY_KEY));
    }

    /**
     * Waits for whoever is adding evidence, so that what follows sees it, and lets whoever comes next go on at once. It is
     * called before the lock is taken.
     */
    @Transactional(TxType.MANDATORY)
    public void awaitEvidence() {
        take("SELECT pg_advisory_lock(key), pg_advisory_unlock(key) FROM (SELECT ?::bigint AS key OFFSET 0) AS lock");
    }

    /** For sessions and cards. */
    @Transactional(TxType.MANDATORY)
    public void toChangeMatching() {
        take("SELECT pg_advisory_xact_lock(?), %s".formatted(BY_KEY));
    }

    private void take(String sql) {
        try (var connection = database.getConnection();
                var lock = connection.prepareStatement(sql)) {
            lock.setLong(1, KEY);
            lock.execute();
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }
}
