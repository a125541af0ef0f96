package org.rollcall.notification.sending;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalInt;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.database.Sql;

/**
 * The sign that this instance lives: a number of its own, and the advisory lock on it, held by a database session for as
 * long as the process runs. A killed process loses its session and so its lock, at once and whatever the clocks say; the
 * e-mails that it was sending carry a number then that nobody holds.
 */
@ApplicationScoped
class Lease {

    /** Tells these locks from the other advisory locks of the database. */
    static final int LOCK_SPACE = 0x0e3a11;

    private static final Logger LOG = Logger.getLogger(Lease.class);
    private static final int PATIENCE_SECONDS = 5;

    private final DataSource database;
    private @Nullable Connection session;
    private int number;

    Lease(DataSource database) {
        this.database = database;
    }

    /** The number, while the lease is held. */
    synchronized OptionalInt number() {
        return session == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** Takes a lease when there is none, or when the database has lost it; not to be called inside a transaction. */
    synchronized void keep() {
        try {
            if (session != null && session.isValid(PATIENCE_SECONDS)) {
                return;
            }
            release();
            var fresh = database.getConnection();
            try (var statement = fresh.createStatement()) {
                // The session of a machine that vanished without a word ends within a minute, not after hours.
                statement.execute(
                        "SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3");
                try (var drawn = statement.executeQuery("SELECT nextval('sender')")) {
                    drawn.next();
                    number = drawn.getInt(1);
                }
                statement.execute("SELECT pg_advisory_lock(%d, %d)".formatted(LOCK_SPACE, number));
                session = fresh;
            } finally {
                if (session == null) {
                    fresh.close();
                }
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    /** Gives the lease up, when nothing is being sent any more. */
    synchronized void release() {
        if (session != null) {
            try (var ending = session;
                    var statement = ending.createStatement()) {
                session = null;
                statement.execute("SELECT pg_advisory_unlock_all()");
            } catch (SQLException e) {
                LOG.debugf("The lease %d ended with its session: %s", number, e.getMessage());
            }
        }
    }
}
