package org.rollcall.chassis.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.rollcall.chassis.database.Sql;

/** What waits in the outbox, for whoever watches. */
@ApplicationScoped
public class OutboxState {

    private final DataSource database;
    private final InstantSource clock;
    private final MeterRegistry metrics;

    OutboxState(DataSource database, InstantSource clock, MeterRegistry metrics) {
        this.database = database;
        this.clock = clock;
        this.metrics = metrics;
    }

    void register(@Observes StartupEvent event) {
        metrics.gauge("rollcall.outbox.unpublished", this, OutboxState::unpublished);
        metrics.gauge("rollcall.outbox.failed", this, OutboxState::failed);
        metrics.gauge("rollcall.outbox.age.seconds", this, OutboxState::ageOfOldestInSeconds);
    }

    /** Rows that wait for the relay. */
    public long unpublished() {
        return number("SELECT count(*) FROM outbox WHERE published_at IS NULL AND failure IS NULL");
    }

    /** The newest row's id: it moves whenever something was put in. */
    public long newest() {
        return number("SELECT coalesce(max(id), 0) FROM outbox");
    }

    private long failed() {
        return number("SELECT count(*) FROM outbox WHERE failure IS NOT NULL");
    }

    private double ageOfOldestInSeconds() {
        var oldest = number("""
                SELECT coalesce(extract(epoch FROM min(created_at))::bigint, 0) FROM outbox
                WHERE published_at IS NULL AND failure IS NULL
                """);
        return oldest == 0 ? 0 : clock.instant().getEpochSecond() - oldest;
    }

    private long number(String query) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }
}
