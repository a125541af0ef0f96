package org.rollcall.engagement.due;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import org.rollcall.chassis.database.Statements;

/**
 * Decides for every fact whether it came before a week closed or after. A fact that was stored while the week was open,
 * but is committed after it closed, would be seen by neither the close nor the corrections; so whoever stores facts
 * shares this lock with its like, and whoever closes a week has it alone. It is taken first in a transaction, and let go
 * with its end.
 */
@ApplicationScoped
public class FactLock {

    /** The lock's number in the database; the outbox has its own, in a space of two numbers. */
    private static final long KEY = 0xe49a_9e3eL;

    private final Statements statements;

    FactLock(Statements statements) {
        this.statements = statements;
    }

    @Transactional(TxType.MANDATORY)
    public void toStoreFacts() {
        take("SELECT pg_advisory_xact_lock_shared(?)");
    }

    @Transactional(TxType.MANDATORY)
    public void toCloseWeeks() {
        take("SELECT pg_advisory_xact_lock(?)");
    }

    private void take(String sql) {
        statements.list(sql, statement -> statement.setLong(1, KEY), _ -> true);
    }
}
