package org.rollcall.chassis.privacy;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.database.Sql;
import org.rollcall.chassis.time.AcademicCalendar;
import org.rollcall.chassis.time.ScheduledWork;

/**
 * Lets go, once a day by the clock, of what is past its term; never of what is held. A bounded batch at every tick, each in
 * a transaction of its own, so that nothing else waits long. Every instance looks, and whoever comes first to a category does it:
 * what is gone is gone, and to look again is harmless.
 *
 * <p>Nobody waits for it: it plans nothing that others would have to live through, and counts for nothing when it is asked
 * whether the service has settled.
 */
@ApplicationScoped
class Retention implements ScheduledWork {

    private static final Logger LOG = Logger.getLogger(Retention.class);
    private static final String DELETED = "rollcall.retention.deleted";

    private final DataMap map;
    private final RetentionTerms terms;
    private final DataSource database;
    private final MeterRegistry metrics;
    private final int atMost;

    private LocalDate day = LocalDate.MIN;
    private int next;

    Retention(
            DataMap map,
            RetentionTerms terms,
            DataSource database,
            MeterRegistry metrics,
            @ConfigProperty(name = "rollcall.retention.batch") int atMost) {
        this.map = map;
        this.terms = terms;
        this.database = database;
        this.metrics = metrics;
        this.atMost = atMost;
    }

    void register(@Observes StartupEvent event) {
        for (var category : map.categories()) {
            if (terms.of(category).isPresent()) {
                metrics.counter(DELETED, "category", category.name());
            }
        }
    }

    @Override
    public String name() {
        return "retention";
    }

    @Override
    public @Nullable Instant nextDue(Instant now) {
        return null;
    }

    @Override
    public synchronized boolean runDue(Instant now) {
        var today = AcademicCalendar.dayOf(now);
        if (!today.equals(day)) {
            day = today;
            next = 0;
        }
        var categories = map.categories();
        while (next < categories.size()) {
            if (letGo(categories.get(next), today) > 0) {
                // There may be more; the other work comes first.
                return false;
            }
            next++;
        }
        return false;
    }

    private long letGo(Category category, LocalDate today) {
        return terms.of(category)
                .map(term -> {
                    var before = term.keptSince(today);
                    var gone = QuarkusTransaction.requiringNew().call(() -> letGo(category, before, today));
                    if (gone > 0) {
                        metrics.counter(DELETED, "category", category.name()).increment(gone);
                        LOG.infof("%d rows of %s from before %s were deleted", gone, category.name(), before);
                    }
                    return gone;
                })
                .orElse(0L);
    }

    private long letGo(Category category, LocalDate before, LocalDate today) {
        try (var connection = database.getConnection();
                var call = connection.prepareStatement(
                        "SELECT CASE WHEN pg_try_advisory_xact_lock(2830, hashtext(?)) THEN %s(?, ?, ?) ELSE 0 END"
                                .formatted(category.retaining()))) {
            call.setString(1, category.name());
            call.setObject(2, Sql.timestamp(AcademicCalendar.startOf(before)));
            call.setObject(3, today);
            call.setInt(4, atMost);
            try (var row = call.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }
}
