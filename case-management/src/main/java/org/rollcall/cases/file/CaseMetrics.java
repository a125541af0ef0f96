package org.rollcall.cases.file;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.rollcall.chassis.database.Sql;

/** How many cases there are in each state. */
@ApplicationScoped
class CaseMetrics {

    private final DataSource database;
    private final MeterRegistry metrics;

    CaseMetrics(DataSource database, MeterRegistry metrics) {
        this.database = database;
        this.metrics = metrics;
    }

    void register(@Observes StartupEvent event) {
        for (var state : StateName.values()) {
            metrics.gauge("rollcall.cases", Tags.of("state", state.name()), this, self -> self.count(state));
        }
    }

    private long count(StateName state) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT count(*) FROM cases WHERE state = ?")) {
            select.setString(1, state.name());
            try (var row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }
}
