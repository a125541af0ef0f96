package org.rollcall.notification.email;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import jakarta.transaction.Transactional.TxType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.Session;
import org.hibernate.query.QueryFlushMode;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.event.Publication;
import org.rollcall.chassis.event.Publications;
import org.rollcall.chassis.event.TraceParent;
import org.rollcall.chassis.outbox.Outbox;
import org.rollcall.contracts.CaseEvent.InterviewEvent;
import org.rollcall.contracts.CaseEvent.InterviewMissed;
import org.rollcall.contracts.NotificationEvent;
import org.rollcall.contracts.NotificationEvent.EmailFailed;
import org.rollcall.contracts.NotificationEvent.EmailSent;
import org.rollcall.contracts.ThresholdReached;
import org.rollcall.contracts.Topic;
import org.rollcall.contracts.Topics;
import org.rollcall.notification.life.EmailKey;
import org.rollcall.notification.life.EmailState;
import org.rollcall.notification.life.EmailState.Failed;
import org.rollcall.notification.life.EmailState.Pending;
import org.rollcall.notification.life.EmailState.Sending;
import org.rollcall.notification.life.EmailState.Sent;
import org.rollcall.notification.life.EmailState.Stage;
import org.rollcall.notification.life.EmailState.Unknown;
import org.rollcall.notification.life.EmailState.Withdrawn;
import org.rollcall.notification.life.Template;

/** The e-mails that were asked for. All their steps go through {@link #move}, which tells what has become of them. */
@ApplicationScoped
public class Emails implements PanacheRepositoryBase<EmailRow, UUID> {

    private final Outbox outbox;
    private final Publications publications;
    private final ObjectMapper json;
    private final InstantSource clock;
    private final MeterRegistry metrics;
    private final String domain;
    private final Duration sessionsPatience;

    Emails(
            Outbox outbox,
            Publications publications,
            ObjectMapper json,
            InstantSource clock,
            MeterRegistry metrics,
            @ConfigProperty(name = "rollcall.mail.domain") String domain,
            @ConfigProperty(name = "rollcall.sessions.patience") Duration sessionsPatience) {
        this.outbox = outbox;
        this.publications = publications;
        this.json = json;
        this.clock = clock;
        this.metrics = metrics;
        this.domain = domain;
        this.sessionsPatience = sessionsPatience;
    }

    void register(@Observes StartupEvent event) {
        for (var stage : List.of(Stage.PENDING, Stage.UNKNOWN)) {
            Gauge.builder(
                            "rollcall.emails.waiting",
                            () -> QuarkusTransaction.joiningExisting().call(() -> count("stage", stage)))
                    .tag("state", stage.name())
                    .register(metrics);
        }
    }

    /**
     * An e-mail that an event calls for.
     *
     * @param programmeCode null where the event names none
     * @param thresholdId the raise that it is about, if any
     * @param corrects the e-mail that this one takes back, if any
     * @param missedWeeks the weeks whose sessions it names
     * @param trace the story that the event belongs to
     */
    public record Asked(
            EmailKey key,
            Object event,
            String studentId,
            @Nullable String programmeCode,
            @Nullable String thresholdId,
            @Nullable UUID corrects,
            List<LocalDate> missedWeeks,
            @Nullable TraceParent trace) {

        public Asked {
            missedWeeks = List.copyOf(missedWeeks);
        }

        /** For what is said once and is about no weeks. */
        public static Asked because(
                EmailKey key,
                Object event,
                String studentId,
                @Nullable String programmeCode,
                @Nullable TraceParent trace) {
            return new Asked(key, event, studentId, programmeCode, null, null, List.of(), trace);
        }
    }

    /** Asks for an e-mail, which is due at once. */
    @Transactional(TxType.MANDATORY)
    public void ask(Asked asked) {
        var row = fresh(asked.key());
        row.studentId = asked.studentId();
        row.programmeCode = asked.programmeCode();
        row.thresholdId = asked.thresholdId();
        row.corrects = asked.corrects();
        row.eventType = Topic.ceType(asked.event().getClass());
        row.event = write(asked.event());
        if (!asked.missedWeeks().isEmpty()) {
            row.missedWeeks = asked.missedWeeks().toArray(LocalDate[]::new);
            row.sessionsBy = realTime().plus(sessionsPatience);
        }
        var trace = asked.trace();
        if (trace != null) {
            row.traceId = trace.traceId();
            row.spanId = trace.spanId();
        }
        persist(row);
    }

    /**
     * Asks for an e-mail again, as a new one that names the old. It is written anew from the same event, to the address
     * as it is known then.
     *
     * @param idempotencyKey the same key asks once
     */
    @Transactional
    Optional<EmailRow> askAgain(UUID id, @Nullable String idempotencyKey) {
        var old = findById(id, LockModeType.PESSIMISTIC_WRITE);
        if (old == null) {
            return Optional.empty();
        }
        var asked = idempotencyKey == null
                ? null
                : find("repeats = ?1 and idempotencyKey = ?2", id, idempotencyKey)
                        .firstResult();
        if (asked != null) {
            return Optional.of(asked);
        }
        var key = old.key();
        var repetitions = count(
                "eventId = ?1 and revision = ?2 and template = ?3 and recipient = ?4",
                key.eventId(),
                key.revision(),
                key.mailing().template(),
                key.mailing().recipient());
        var row = fresh(new EmailKey(key.eventId(), key.revision(), key.mailing(), (int) repetitions));
        row.studentId = old.studentId;
        row.programmeCode = old.programmeCode;
        row.thresholdId = old.thresholdId;
        row.corrects = old.corrects;
        row.repeats = old.id;
        row.idempotencyKey = idempotencyKey;
        row.eventType = old.eventType;
        row.event = old.event;
        row.missedWeeks = old.missedWeeks;
        row.traceId = old.traceId;
        row.spanId = old.spanId;
        persist(row);
        return Optional.of(row);
    }

    /**
     * Whether what an e-mail says is still so: a notice of a raise that was rescinded is not, nor an appointment that was
     * moved or cancelled since.
     */
    boolean isStillSo(EmailRow row) {
        return switch (eventOf(row)) {
            case ThresholdReached reached -> stands(reached.thresholdId());
            case InterviewMissed missed -> true;
            case InterviewEvent interview -> !wasChangedAfter(row, interview);
            default -> true;
        };
    }

    private boolean stands(String thresholdId) {
        return getEntityManager()
                .unwrap(Session.class)
                .createNativeQuery("SELECT stands FROM raise WHERE threshold_id = :id", Boolean.class)
                .setParameter("id", thresholdId)
                .getSingleResult();
    }

    private boolean wasChangedAfter(EmailRow row, InterviewEvent interview) {
        return getEntityManager()
                .unwrap(Session.class)
                .createNativeQuery("""
                        SELECT EXISTS (
                            SELECT FROM email later
                            WHERE later.student_id = :student AND later.event ->> 'uid' = :uid
                              AND CAST(later.event ->> 'sequence' AS int) > :sequence)
                        """, Boolean.class)
                .setParameter("student", row.studentId)
                .setParameter("uid", interview.uid())
                .setParameter("sequence", interview.sequence())
                .getSingleResult();
    }

    private EmailRow fresh(EmailKey key) {
        var row = EmailRow.keyed(key);
        // Kept, and not computed when it is needed: a change of the domain must not hide an old mail in the journal.
        row.messageId = "<%s@%s>".formatted(row.id, domain);
        row.askedAt = clock.instant();
        row.become(Pending.asked(row.askedAt));
        return row;
    }

    /** The time on the wall, which is the database's for all instances, however the service's clock was set. */
    private Instant realTime() {
        return getEntityManager()
                .unwrap(Session.class)
                .createNativeQuery("SELECT clock_timestamp()", Instant.class)
                // Asked for once for each e-mail, it need not store those before it.
                .setQueryFlushMode(QueryFlushMode.NO_FLUSH)
                .getSingleResult();
    }

    /** All that was written because of a raise, oldest first, locked until the transaction ends. */
    @Transactional(TxType.MANDATORY)
    public List<EmailRow> ofRaise(String thresholdId) {
        return find("thresholdId", Sort.by("seq"), thresholdId)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    /** These e-mails, in the order in which they were asked for, locked until the transaction ends. */
    @Transactional(TxType.MANDATORY)
    public List<EmailRow> locked(Collection<UUID> ids) {
        return find("id in ?1", Sort.by("seq"), ids)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    /** Those of a template that the circuit breaker has not let pass, oldest first, locked until the transaction ends. */
    @Transactional(TxType.MANDATORY)
    public List<EmailRow> held(Template template) {
        return find("template = ?1 and stage = ?2 and admittedAt is null", Sort.by("seq"), template, Stage.PENDING)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    /** When the e-mail was sent that another one takes back; it leaves before the other may. */
    public Instant sentAt(UUID id) {
        if (findById(id).state() instanceof Sent sent) {
            return sent.at();
        }
        throw new IllegalStateException("E-mail %s was not sent".formatted(id));
    }

    /** The event that asked for an e-mail. */
    public Object eventOf(EmailRow row) {
        try {
            for (var topic : List.of(Topics.THRESHOLDS, Topics.CASES, Topics.APPEALS)) {
                for (var type : topic.types()) {
                    if (Topic.ceType(type).equals(row.eventType)) {
                        return json.readValue(row.event, type);
                    }
                }
            }
            throw new IllegalStateException("No event is a " + row.eventType);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Not a " + row.eventType + ": e-mail " + row.id, e);
        }
    }

    /** Takes an e-mail to its next state, and publishes how it ended. */
    @Transactional(TxType.MANDATORY)
    public void move(EmailRow row, EmailState next) {
        move(Map.of(row, next));
    }

    /** Takes e-mails to their next states, and publishes how they ended. */
    @Transactional(TxType.MANDATORY)
    public void move(Map<EmailRow, EmailState> next) {
        var told = new ArrayList<Publication>();
        next.forEach((row, state) -> move(row, state, told));
        outbox.appendAll(told);
    }

    private void move(EmailRow row, EmailState next, List<Publication> told) {
        row.become(next);
        switch (next) {
            case Pending pending -> {}
            case Sending sending -> {}
            case Unknown unknown -> {}
            case Sent(var attempts, var at, var answer) -> {
                count("sent", row);
                metrics.timer("rollcall.emails.event.to.mail").record(Duration.between(row.askedAt, at));
                tell(
                        row,
                        new EmailSent(
                                row.id.toString(), row.studentId, row.template.label(), row.eventId, row.messageId, at),
                        told);
            }
            case Failed(var attempts, var at, var reason) -> {
                count("failed", row);
                tell(
                        row,
                        new EmailFailed(
                                row.id.toString(), row.studentId, row.template.label(), row.eventId, row.messageId, at),
                        told);
                withdrawCorrectionsOf(row, at, told);
            }
            case Withdrawn(var attempts, var at, var reason) -> {
                count("withdrawn", row);
                withdrawCorrectionsOf(row, at, told);
            }
        }
    }

    private void withdrawCorrectionsOf(EmailRow notice, Instant now, List<Publication> told) {
        for (var correction : list("corrects = ?1 and stage = ?2", notice.id, Stage.PENDING)) {
            if (correction.state() instanceof Pending pending) {
                move(correction, pending.toWithdrawn(now, "the e-mail that it corrects was not sent"), told);
            }
        }
    }

    /** An e-mail ends once, so its id is the event's too. */
    private void tell(EmailRow row, NotificationEvent event, List<Publication> told) {
        Runnable say = () ->
                told.add(publications.of(Topics.NOTIFICATIONS, row.studentId, row.studentId, row.id.toString(), event));
        if (row.traceId != null && row.spanId != null) {
            new TraceParent(row.traceId, row.spanId).during(say);
        } else {
            say.run();
        }
    }

    private void count(String what, EmailRow row) {
        metrics.counter("rollcall.emails." + what, "template", row.template.label())
                .increment();
    }

    private String write(Object event) {
        try {
            return json.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
