package org.rollcall.chassis.quarantine;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.rollcall.chassis.database.Sql;
import org.rollcall.chassis.outbox.Headers;

/** Keeps what could not be read or processed, whole, with its coordinates and its reason: nothing is dropped in silence. */
@ApplicationScoped
public class Quarantine {

    private static final Logger LOG = Logger.getLogger(Quarantine.class);

    private final DataSource database;
    private final InstantSource clock;
    private final MeterRegistry metrics;
    private final Instance<QuarantineObserver> observers;

    Quarantine(
            DataSource database,
            InstantSource clock,
            MeterRegistry metrics,
            @Any Instance<QuarantineObserver> observers) {
        this.database = database;
        this.clock = clock;
        this.metrics = metrics;
        this.observers = observers;
    }

    /** Sets records aside in the transaction that is open; one that stands here already is left as it is. */
    @Transactional(TxType.MANDATORY)
    public void keep(List<Quarantined> records) {
        for (var record : records) {
            if (insert(record)) {
                LOG.warnf("Quarantined %s: %s %s", record.at(), record.reason(), record.id());
                metrics.counter("rollcall.quarantined", "topic", record.at().topic(), "reason", record.reason())
                        .increment();
                observers.forEach(observer -> observer.quarantined(record));
            }
        }
    }

    private boolean insert(Quarantined record) {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("""
                        INSERT INTO quarantine (id, topic, partition_no, offset_no, key, headers, payload, reason, detail,
                            quarantined_at)
                        VALUES (?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?)
                        ON CONFLICT DO NOTHING
                        """)) {
            insert.setObject(1, record.id());
            insert.setString(2, record.at().topic());
            insert.setInt(3, record.at().partition());
            insert.setLong(4, record.at().offset());
            insert.setBytes(5, record.key() == null ? null : record.key().getBytes(StandardCharsets.UTF_8));
            insert.setString(6, Headers.toJson(record.headers()));
            insert.setBytes(7, record.payload());
            insert.setString(8, record.reason());
            insert.setString(9, record.detail());
            insert.setObject(10, Sql.timestamp(clock.instant()));
            return insert.executeUpdate() == 1;
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }
}
