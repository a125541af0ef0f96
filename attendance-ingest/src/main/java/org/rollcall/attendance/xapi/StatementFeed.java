package org.rollcall.attendance.xapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.rollcall.attendance.xapi.LearningRecordStore.Answer.Away;
import org.rollcall.attendance.xapi.LearningRecordStore.Answer.Refused;
import org.rollcall.attendance.xapi.LearningRecordStore.Answer.Stored;

/**
 * Pushes statements to the configured store, in their order, a batch at a time; how far it has come is written down after
 * each, so that a crash costs the sending of one batch again, whose ids the store knows. One instance does it, whichever has
 * the lock. A store that is away is asked again after a pause that grows; a statement that it refuses is found by
 * halving the batch, written down, and does not hold up the others.
 */
@ApplicationScoped
class StatementFeed {

    private static final Logger LOG = Logger.getLogger(StatementFeed.class);
    private static final long LOCK = 0xa77e_4da5L;

    private final StatementLog log;
    private final XapiSettings settings;
    private final ObjectMapper json;
    private final DataSource database;
    private final InstantSource clock;
    private final MeterRegistry metrics;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private @Nullable Thread thread;

    StatementFeed(
            StatementLog log,
            XapiSettings settings,
            ObjectMapper json,
            DataSource database,
            InstantSource clock,
            MeterRegistry metrics) {
        this.log = log;
        this.settings = settings;
        this.json = json;
        this.database = database;
        this.clock = clock;
        this.metrics = metrics;
    }

    void start(@Observes StartupEvent event) {
        settings.endpoint().ifPresent(this::start);
    }

    /** Begins to push to a store. */
    void start(URI endpoint) {
        var name = endpoint.toString();
        metrics.gauge("rollcall.xapi.refused", this, feed -> feed.log.refused(name));
        thread = Thread.ofPlatform().name("statements").start(() -> run(name, endpoint));
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping.countDown();
        if (thread != null) {
            thread.interrupt();
            thread.join(Duration.ofSeconds(15));
        }
    }

    private void run(String name, URI endpoint) {
        var pause = Duration.ZERO;
        var failures = 0;
        try (var store = new LearningRecordStore(endpoint, settings, json)) {
            while (!stopsWithin(pause)) {
                try {
                    failures = pushAll(name, store) ? 0 : failures + 1;
                } catch (SQLException | RuntimeException e) {
                    failures++;
                    LOG.warnf("Statements cannot be pushed: %s", e.getMessage());
                }
                pause = failures == 0 ? settings.poll() : pauseAfter(failures);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Pushes all there is.
     *
     * @return false when the store is away
     */
    private boolean pushAll(String name, LearningRecordStore store) throws SQLException, InterruptedException {
        try (var connection = database.getConnection()) {
            if (!locked(connection, "SELECT pg_try_advisory_lock(?)")) {
                return true;
            }
            try {
                var batch = log.after(log.toldTo(name), settings.batch());
                while (!batch.isEmpty()) {
                    if (!push(name, store, batch)) {
                        return false;
                    }
                    batch = log.after(batch.getLast().place(), settings.batch());
                }
                return true;
            } finally {
                locked(connection, "SELECT pg_advisory_unlock(?)");
            }
        }
    }

    private boolean push(String name, LearningRecordStore store, List<Attended> batch) throws InterruptedException {
        var statements = batch.stream()
                .map(attended -> Statement.of(attended, settings.homePage()))
                .toList();
        return switch (store.send(statements)) {
            case Stored() -> {
                log.tell(name, batch.getLast().place(), clock.instant());
                metrics.counter("rollcall.xapi.statements").increment(batch.size());
                yield true;
            }
            case Refused(var reason)
            when batch.size() == 1 -> {
                LOG.errorf(
                        "The learning record store refuses statement %s: %s",
                        statements.getFirst().id(), reason);
                log.refuse(name, batch.getFirst(), reason, clock.instant());
                log.tell(name, batch.getLast().place(), clock.instant());
                yield true;
            }
            case Refused refused -> {
                var middle = batch.size() / 2;
                yield push(name, store, batch.subList(0, middle))
                        && push(name, store, batch.subList(middle, batch.size()));
            }
            case Away(var reason) -> {
                LOG.warnf("The learning record store takes nothing now: %s", reason);
                metrics.counter("rollcall.xapi.failures").increment();
                yield false;
            }
        };
    }

    private static boolean locked(Connection connection, String sql) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setLong(1, LOCK);
            try (var result = statement.executeQuery()) {
                result.next();
                return result.getBoolean(1);
            }
        }
    }

    /** Twice as long after every failure. */
    private Duration pauseAfter(int failures) {
        var pause = settings.firstPause().multipliedBy(1L << Math.min(failures - 1, 20));
        return pause.compareTo(settings.longestPause()) > 0 ? settings.longestPause() : pause;
    }

    private boolean stopsWithin(Duration pause) throws InterruptedException {
        return stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    }
}
