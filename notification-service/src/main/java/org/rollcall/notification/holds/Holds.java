package org.rollcall.notification.holds;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.panache.common.Sort;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.database.Statements;
import org.rollcall.notification.email.EmailRow;
import org.rollcall.notification.email.Emails;
import org.rollcall.notification.holds.Hold.State;
import org.rollcall.notification.life.EmailState;
import org.rollcall.notification.life.EmailState.Pending;
import org.rollcall.notification.life.Template;

/** The holds, and what a person does with them. */
@ApplicationScoped
class Holds implements PanacheRepositoryBase<Hold, UUID> {

    private final Emails emails;
    private final Session database;
    private final Statements statements;
    private final InstantSource clock;

    Holds(Emails emails, Session database, Statements statements, InstantSource clock) {
        this.emails = emails;
        this.database = database;
        this.statements = statements;
        this.clock = clock;
    }

    void register(@Observes StartupEvent event, MeterRegistry metrics) {
        Gauge.builder(
                        "rollcall.emails.holds",
                        () -> QuarkusTransaction.joiningExisting().call(() -> count("state", State.OPEN)))
                .register(metrics);
    }

    List<Hold> latestFirst(@Nullable State state) {
        return state == null ? listAll(Sort.descending("openedAt")) : list("state", Sort.descending("openedAt"), state);
    }

    /** How many e-mails wait behind an open hold of this template. */
    long waiting(Template template) {
        return statements.one(
                "SELECT count(*) FROM email WHERE template = ? AND stage = 'PENDING' AND admitted_at IS NULL",
                statement -> statement.setString(1, template.name()),
                row -> row.getLong(1));
    }

    /** Lets all that it holds leave, in the order in which it was asked for. Once closed, a hold stays as it was closed. */
    @Transactional
    Optional<Hold> release(UUID id, String reason) {
        return open(id, hold -> {
            var released = database.createNativeMutationQuery("""
                            UPDATE email SET admitted_at = :now, hold_id = :hold
                            WHERE template = :template AND stage = 'PENDING' AND admitted_at IS NULL
                            """)
                    .setParameter("now", clock.instant())
                    .setParameter("hold", hold.id)
                    .setParameter("template", hold.template.name())
                    .executeUpdate();
            hold.close(State.RELEASED, clock.instant(), reason, released);
        });
    }

    /** Withdraws all that it holds: none of it is ever sent. */
    @Transactional
    Optional<Hold> discard(UUID id, String reason) {
        return open(id, hold -> {
            var discarded = new LinkedHashMap<EmailRow, EmailState>();
            for (var row : emails.held(hold.template)) {
                if (row.state() instanceof Pending pending) {
                    discarded.put(row, pending.toWithdrawn(clock.instant(), "held, and discarded: " + reason));
                }
            }
            emails.move(discarded);
            hold.close(State.DISCARDED, clock.instant(), reason, discarded.size());
        });
    }

    private Optional<Hold> open(UUID id, Consumer<Hold> whenOpen) {
        var hold = Optional.ofNullable(findById(id, LockModeType.PESSIMISTIC_WRITE));
        hold.filter(found -> found.state == State.OPEN).ifPresent(whenOpen);
        return hold;
    }
}
