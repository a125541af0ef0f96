package org.rollcall.cases.file;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.rollcall.cases.file.Casebooks.Taken;
import org.rollcall.cases.file.Recorder.Cause;
import org.rollcall.cases.file.Recorder.Recorded;
import org.rollcall.cases.life.CaseId;
import org.rollcall.cases.life.StudentId;
import org.rollcall.chassis.consumption.ConsumerLag;
import org.rollcall.chassis.database.Sql;
import org.rollcall.chassis.time.ScheduledWork;
import org.rollcall.contracts.Topics;

/**
 * Lets withdrawals take effect once the time to appeal has passed and nothing holds them. An appeal of the last minute may
 * lie in a mailbox unread, or have been published and not been heard of yet: so a while is waited, and as long as this
 * service is behind on appeals, nobody is withdrawn.
 */
@ApplicationScoped
class Withdrawals implements ScheduledWork {

    private final DataSource database;
    private final Casebooks casebooks;
    private final Recorder recorder;
    private final ConsumerLag lag;
    private final Duration grace;

    /**
     * @param grace how long after the time to appeal; long enough for the mailbox of appeals to be read
     */
    Withdrawals(
            DataSource database,
            Casebooks casebooks,
            Recorder recorder,
            ConsumerLag lag,
            @ConfigProperty(name = "rollcall.cases.withdrawal-grace", defaultValue = "1h") Duration grace) {
        this.database = database;
        this.casebooks = casebooks;
        this.recorder = recorder;
        this.lag = lag;
        this.grace = grace;
    }

    @Override
    public String name() {
        return "withdrawals";
    }

    @Override
    public boolean runDue(Instant now) {
        var due = QuarkusTransaction.requiringNew().call(() -> nextDecided());
        if (due.isEmpty() || due.get().endsAt().plus(grace).isAfter(now)) {
            return false;
        }
        if (lag.measure().behind().getOrDefault(Topics.APPEALS.name(), 0L) > 0) {
            return false;
        }
        return QuarkusTransaction.requiringNew().call(() -> takeEffect(due.get(), now));
    }

    @Override
    public @Nullable Instant nextDue(Instant now) {
        return QuarkusTransaction.requiringNew()
                .call(() -> nextDecided().map(due -> due.endsAt().plus(grace)).orElse(null));
    }

    private record Due(String caseId, String studentId, Instant endsAt) {}

    /** The earliest decided case that nothing holds: an appeal has its own state, and what is in doubt is flagged. */
    private Optional<Due> nextDecided() {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("""
                        SELECT case_id, student_id, takes_effect_at FROM cases
                        WHERE state = 'Decided' AND NOT flags && '{THRESHOLD_RESCINDED,BREACH_CORRECTED}'
                        ORDER BY takes_effect_at, case_id LIMIT 1
                        """);
                var row = select.executeQuery()) {
            return row.next()
                    ? Optional.of(new Due(
                            row.getString(1),
                            row.getString(2),
                            row.getObject(3, OffsetDateTime.class).toInstant()))
                    : Optional.empty();
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    private boolean takeEffect(Due due, Instant now) {
        var student = new StudentId(due.studentId());
        casebooks.lock(Set.of(student));
        var casebook = casebooks.of(Set.of(student)).values().iterator().next();
        // What was seen before the lock may have changed: the core looks once more.
        var outcome = casebook.timePassed(new CaseId(due.caseId()), now);
        var cause = new Cause("time-to-appeal/" + due.endsAt(), null, null);
        casebooks.save(List.of(new Taken(casebook, outcome.casebook())));
        recorder.record(outcome.changes().stream()
                .map(change -> new Recorded(change, cause, now))
                .toList());
        return !outcome.changes().isEmpty();
    }
}
