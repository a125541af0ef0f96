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
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.event.Publications;
import org.rollcall.chassis.event.TraceParent;
import org.rollcall.chassis.outbox.Outbox;
import org.rollcall.contracts.NotificationEvent;
import org.rollcall.contracts.NotificationEvent.EmailFailed;
import org.rollcall.contracts.NotificationEvent.EmailSent;
import org.rollcall.contracts.ThresholdEvent;
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

/** The e-mails that were asked for. All their steps go through {@link #move}, which tells what has become of them. */
@ApplicationScoped
public class Emails implements PanacheRepositoryBase<EmailRow, UUID> {

    private final Outbox outbox;
    private final Publications publications;
    private final ObjectMapper json;
    private final InstantSource clock;
    private final MeterRegistry metrics;
    private final String domain;

    Emails(
            Outbox outbox,
            Publications publications,
            ObjectMapper json,
            InstantSource clock,
            MeterRegistry metrics,
            @ConfigProperty(name = "rollcall.mail.domain") String domain) {
        this.outbox = outbox;
        this.publications = publications;
        this.json = json;
        this.clock = clock;
        this.metrics = metrics;
        this.domain = domain;
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
     * Asks for an e-mail, which is due at once.
     *
     * @param corrects the e-mail that this one takes back
     * @param trace the story that the event belongs to
     */
    @Transactional(TxType.MANDATORY)
    public void ask(EmailKey key, ThresholdEvent event, @Nullable UUID corrects, @Nullable TraceParent trace) {
        var row = EmailRow.keyed(key);
        // Kept, and not computed when it is needed: a change of the domain must not hide an old mail in the journal.
        row.messageId = "<%s@%s>".formatted(row.id, domain);
        row.studentId = event.studentId();
        row.programmeCode = event.programmeCode();
        row.thresholdId = event.thresholdId();
        row.corrects = corrects;
        row.eventType = Topic.ceType(event.getClass());
        row.event = write(event);
        row.askedAt = clock.instant();
        if (trace != null) {
            row.traceId = trace.traceId();
            row.spanId = trace.spanId();
        }
        row.become(Pending.asked(row.askedAt));
        persist(row);
    }

    /** All that was written because of a raise, oldest first, locked until the transaction ends. */
    @Transactional(TxType.MANDATORY)
    public List<EmailRow> ofRaise(String thresholdId) {
        return find("thresholdId", Sort.by("seq"), thresholdId)
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
    public ThresholdEvent eventOf(EmailRow row) {
        try {
            for (var type : Topics.THRESHOLDS.types()) {
                if (Topic.ceType(type).equals(row.eventType)) {
                    return json.readValue(row.event, type);
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
        row.become(next);
        switch (next) {
            case Pending pending -> {}
            case Sending sending -> {}
            case Unknown unknown -> {}
            case Sent(var attempts, var at, var answer) -> {
                count("sent", row);
                metrics.timer("rollcall.emails.event.to.mail").record(Duration.between(row.askedAt, at));
                publish(
                        row,
                        new EmailSent(
                                row.id.toString(),
                                row.studentId,
                                row.template.label(),
                                row.eventId,
                                row.messageId,
                                at));
            }
            case Failed(var attempts, var at, var reason) -> {
                count("failed", row);
                publish(
                        row,
                        new EmailFailed(
                                row.id.toString(),
                                row.studentId,
                                row.template.label(),
                                row.eventId,
                                row.messageId,
                                at));
                withdrawCorrectionsOf(row, at);
            }
            case Withdrawn(var attempts, var at, var reason) -> {
                count("withdrawn", row);
                withdrawCorrectionsOf(row, at);
            }
        }
    }

    private void withdrawCorrectionsOf(EmailRow notice, Instant now) {
        for (var correction : list("corrects = ?1 and stage = ?2", notice.id, Stage.PENDING)) {
            if (correction.state() instanceof Pending pending) {
                move(correction, pending.toWithdrawn(now, "the e-mail that it corrects was not sent"));
            }
        }
    }

    /** An e-mail ends once, so its id is the event's too. */
    private void publish(EmailRow row, NotificationEvent event) {
        Runnable append = () -> outbox.append(
                publications.of(Topics.NOTIFICATIONS, row.studentId, row.studentId, row.id.toString(), event));
        if (row.traceId != null && row.spanId != null) {
            new TraceParent(row.traceId, row.spanId).during(append);
        } else {
            append.run();
        }
    }

    private void count(String what, EmailRow row) {
        metrics.counter("rollcall.emails." + what, "template", row.template.label())
                .increment();
    }

    private String write(ThresholdEvent event) {
        try {
            return json.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
