package org.rollcall.engagement.policies;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import org.jboss.logging.Logger;
import org.rollcall.chassis.database.Sql;
import org.rollcall.chassis.database.Statements;
import org.rollcall.engagement.due.DueStudents;
import org.rollcall.engagement.due.FactLock;
import org.rollcall.engagement.policy.Policies;
import org.rollcall.engagement.week.ClosedSpan;
import org.rollcall.engagement.week.Weeks;

/**
 * Notices at start that other policies are in force than before, and keeps from when on they are. The closed weeks of the
 * academic year are then assessed anew for everybody, since a week that was counted is not counted again without a reason.
 */
@ApplicationScoped
class PolicyChanges {

    private static final Logger LOG = Logger.getLogger(PolicyChanges.class);

    private static final String KEEP = """
            INSERT INTO policies_in_force (since, policies)
            SELECT ?, new.policies FROM (VALUES (?::jsonb)) AS new (policies)
            WHERE new.policies IS DISTINCT FROM (SELECT policies FROM policies_in_force ORDER BY number DESC LIMIT 1)
            """;

    private final FactLock lock;
    private final Weeks weeks;
    private final DueStudents due;
    private final Statements statements;
    private final ObjectMapper json;
    private final InstantSource clock;

    PolicyChanges(
            FactLock lock,
            Weeks weeks,
            DueStudents due,
            Statements statements,
            ObjectMapper json,
            InstantSource clock) {
        this.lock = lock;
        this.weeks = weeks;
        this.due = due;
        this.statements = statements;
        this.json = json;
        this.clock = clock;
    }

    void onStart(@Observes StartupEvent started, Policies policies) {
        notice(policies);
    }

    /** Keeps the policies, and marks everybody as due, where they are not those that were kept last. */
    void notice(Policies policies) {
        QuarkusTransaction.requiringNew().run(() -> {
            // Of several instances that start at once, one notices.
            lock.toCloseWeeks();
            if (keep(policies)) {
                weeks.closed().ifPresent(this::assessAnew);
            }
        });
    }

    private boolean keep(Policies policies) {
        var kept = text(policies);
        return statements.update(KEEP, statement -> {
                    statement.setObject(1, Sql.timestamp(clock.instant()));
                    statement.setString(2, kept);
                })
                > 0;
    }

    private void assessAnew(ClosedSpan closed) {
        var marked =
                due.markAll(closed.startFor(closed.latest()), closed.latest(), ClosedSpan.startOfYear(closed.latest()));
        LOG.infof("The policies are others than before: %d students are assessed anew", marked);
    }

    private String text(Policies policies) {
        try {
            return json.writeValueAsString(
                    policies.versions().stream().map(PolicyView::from).toList());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The policies cannot be kept", e);
        }
    }
}
