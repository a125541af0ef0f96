package org.rollcall.attendance;

import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import org.rollcall.chassis.time.AdjustableClock;
import org.rollcall.testkit.Database;
import org.rollcall.testkit.SharedServers;

/** The running service, as a test finds it. */
public final class Service {

    static final Database DATABASE = SharedServers.database("attendance");

    /** Nothing falls due by this clock: a test that hands over its own time is not disturbed by the ticker. */
    /** And not so long before that what is kept for a year is let go meanwhile. */
    private static final Instant BEFORE_EVERYTHING = Instant.parse("2026-08-31T00:00:00Z");

    private Service() {}

    /** Knows nothing, and its clock stands before anything that a test speaks of. */
    public static void emptyAndBeforeEverything(InstantSource clock) {
        setClock(clock, BEFORE_EVERYTHING);
        DATABASE.empty();
    }

    static void setClock(InstantSource clock, Instant now) {
        ((AdjustableClock) clock).set(now);
    }

    /** Runs a statement with the rights that the service has. */
    static void asApplication(String sql) throws SQLException {
        try (var connection = DATABASE.connectAsApplication();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
