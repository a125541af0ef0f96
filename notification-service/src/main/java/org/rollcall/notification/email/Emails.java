package org.rollcall.notification.email;

import static java.util.stream.Collectors.joining;
import static org.rollcall.chassis.database.Columns.INSTANT;
import static org.rollcall.chassis.database.Columns.instants;
import static org.rollcall.chassis.database.Columns.integers;
import static org.rollcall.chassis.database.Columns.texts;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.database.Sql;
import org.rollcall.chassis.database.Statements;
import org.rollcall.chassis.database.Statements.Parameters;
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

    /** In the order in which they were asked for, in which they leave. */
    private static final String ASK =
            """
            INSERT INTO email (id, event_id, revision, template, recipient, repetition, message_id, student_id,
                programme_code, threshold_id, corrects, repeats, idempotency_key, missed_weeks, sessions_by, event_type,
                event, trace_id, span_id, asked_at, stage, attempts, due_at)
            SELECT id, event_id, revision, template, recipient, repetition, message_id, student_id,
                programme_code, threshold_id, corrects, repeats, idempotency_key, missed_weeks::date[], %s, event_type,
                event::jsonb, trace_id, span_id, %s, stage, attempts, %s
            FROM unnest(?::uuid[], ?::text[], ?::int[], ?::text[], ?::text[], ?::int[], ?::text[], ?::text[],
                    ?::text[], ?::text[], ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::bigint[], ?::text[],
                    ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::int[], ?::bigint[])
                WITH ORDINALITY
                AS asked (id, event_id, revision, template, recipient, repetition, message_id, student_id,
                    programme_code, threshold_id, corrects, repeats, idempotency_key, missed_weeks, sessions_until,
                    event_type, event, trace_id, span_id, asked, stage, attempts, due, position)
            ORDER BY position
            """.formatted(INSTANT.formatted("sessions_until"), INSTANT.formatted("asked"), INSTANT.formatted("due"));

    /** What moves on, and with those that are leaving how they are handed over. */
    private static final String STORE = """
            UPDATE email e
            SET stage = next.stage, attempts = next.attempts, due_at = %s, lost_at = %s, next_look_at = %s, ended_at = %s,
                remark = next.remark, attachment = COALESCE(next.attachment, e.attachment),
                sender = COALESCE(next.sender, e.sender), address = COALESCE(next.address, e.address),
                subject = COALESCE(next.subject, e.subject), text_body = COALESCE(next.text_body, e.text_body),
                html_body = COALESCE(next.html_body, e.html_body),
                calendar_body = COALESCE(next.calendar_body, e.calendar_body)
            FROM unnest(?::uuid[], ?::text[], ?::int[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[],
                    ?::text[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                AS next (id, stage, attempts, due, lost, next_look, ended, remark,
                    attachment, sender, address, subject, text_body, html_body, calendar_body)
            WHERE e.id = next.id
            """.formatted(
                    INSTANT.formatted("next.due"),
                    INSTANT.formatted("next.lost"),
                    INSTANT.formatted("next.next_look"),
                    INSTANT.formatted("next.ended"));

    /** What changes in an e-mail's life; a letter, and whom it is about, do not. */
    private static final String REFRESH = """
            SELECT id, stage, attempts, due_at, lost_at, next_look_at, ended_at, remark
            FROM email WHERE id = ANY (?) ORDER BY seq FOR UPDATE
            """;

    private final Statements statements;
    private final Outbox outbox;
    private final Publications publications;
    private final ObjectMapper json;
    private final InstantSource clock;
    private final MeterRegistry metrics;
    private final String domain;
    private final Duration sessionsPatience;

    Emails(
            Statements statements,
            Outbox outbox,
            Publications publications,
            ObjectMapper json,
            InstantSource clock,
            MeterRegistry metrics,
            @ConfigProperty(name = "rollcall.mail.domain") String domain,
            @ConfigProperty(name = "rollcall.sessions.patience") Duration sessionsPatience) {
        this.statements = statements;
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
        ask(List.of(asked));
    }

    /** Asks for e-mails, in their order, which are due at once. */
    @Transactional(TxType.MANDATORY)
    public void ask(List<Asked> all) {
        var sessionsBy = all.stream().allMatch(asked -> asked.missedWeeks().isEmpty())
                ? null
                : realTime().plus(sessionsPatience);
        insert(all.stream().map(asked -> row(asked, sessionsBy)).toList());
    }

    private EmailRow row(Asked asked, @Nullable Instant sessionsBy) {
        var row = fresh(asked.key());
        row.studentId = asked.studentId();
        row.programmeCode = asked.programmeCode();
        row.thresholdId = asked.thresholdId();
        row.corrects = asked.corrects();
        row.eventType = Topic.ceType(asked.event().getClass());
        row.event = write(asked.event());
        if (!asked.missedWeeks().isEmpty()) {
            row.missedWeeks = asked.missedWeeks().toArray(LocalDate[]::new);
            row.sessionsBy = sessionsBy;
        }
        var trace = asked.trace();
        if (trace != null) {
            row.traceId = trace.traceId();
            row.spanId = trace.spanId();
        }
        return row;
    }

    private void insert(List<EmailRow> rows) {
        statements.execute(ASK, statement -> {
            var connection = statement.getConnection();
            statement.setArray(1, Sql.column(connection, "uuid", rows, row -> row.id));
            statement.setArray(2, texts(connection, rows, row -> row.eventId));
            statement.setArray(3, integers(connection, rows, row -> row.revision));
            statement.setArray(4, texts(connection, rows, row -> row.template.name()));
            statement.setArray(5, texts(connection, rows, row -> row.recipient.name()));
            statement.setArray(6, integers(connection, rows, row -> row.repetition));
            statement.setArray(7, texts(connection, rows, row -> row.messageId));
            statement.setArray(8, texts(connection, rows, row -> row.studentId));
            statement.setArray(9, texts(connection, rows, row -> row.programmeCode));
            statement.setArray(10, texts(connection, rows, row -> row.thresholdId));
            statement.setArray(11, Sql.column(connection, "uuid", rows, row -> row.corrects));
            statement.setArray(12, Sql.column(connection, "uuid", rows, row -> row.repeats));
            statement.setArray(13, texts(connection, rows, row -> row.idempotencyKey));
            statement.setArray(14, texts(connection, rows, row -> days(row.missedWeeks)));
            statement.setArray(15, instants(connection, rows, row -> row.sessionsBy));
            statement.setArray(16, texts(connection, rows, row -> row.eventType));
            statement.setArray(17, texts(connection, rows, row -> row.event));
            statement.setArray(18, texts(connection, rows, row -> row.traceId));
            statement.setArray(19, texts(connection, rows, row -> row.spanId));
            statement.setArray(20, instants(connection, rows, row -> row.askedAt));
            statement.setArray(21, texts(connection, rows, row -> row.stage.name()));
            statement.setArray(22, integers(connection, rows, row -> row.attempts));
            statement.setArray(23, instants(connection, rows, row -> row.dueAt));
        });
    }

    /** As the database writes an array of dates. */
    private static @Nullable String days(@Nullable LocalDate @Nullable [] days) {
        return days == null ? null : Stream.of(days).map(String::valueOf).collect(joining(",", "{", "}"));
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
                "studentId = ?1 and eventId = ?2 and revision = ?3 and template = ?4 and recipient = ?5",
                old.studentId,
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
        insert(List.of(row));
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

    /** Whether the latest word on a raise is that the step is reached. */
    public boolean stands(String thresholdId) {
        return statements
                .list(
                        "SELECT stands FROM raise WHERE threshold_id = ?",
                        statement -> statement.setString(1, thresholdId),
                        row -> row.getBoolean(1))
                .contains(true);
    }

    private boolean wasChangedAfter(EmailRow row, InterviewEvent interview) {
        return statements.one(
                """
                SELECT EXISTS (
                    SELECT FROM email later
                    WHERE later.student_id = ? AND later.event ->> 'uid' = ?
                      AND CAST(later.event ->> 'sequence' AS int) > ?)
                """,
                statement -> {
                    statement.setString(1, row.studentId);
                    statement.setString(2, interview.uid());
                    statement.setInt(3, interview.sequence());
                },
                found -> found.getBoolean(1));
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
    public Instant realTime() {
        return statements.one(
                "SELECT clock_timestamp() AS now", Parameters.NONE, row -> Statements.instant(row, "now"));
    }

    /** All that was written because of a raise, oldest first, locked until the transaction ends. */
    @Transactional(TxType.MANDATORY)
    public List<EmailRow> ofRaise(String thresholdId) {
        return find("thresholdId", Sort.by("seq"), thresholdId)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    /**
     * Locks e-mails until the transaction ends, and has them say where they are in their lives by now.
     *
     * @return those that there are still, in the order in which they were asked for
     */
    @Transactional(TxType.MANDATORY)
    public List<EmailRow> refreshed(Collection<EmailRow> rows) {
        var byId = rows.stream().collect(Collectors.toMap(row -> row.id, Function.identity()));
        return statements.list(
                REFRESH,
                statement -> statement.setArray(1, Sql.column(statement.getConnection(), "uuid", rows, row -> row.id)),
                found -> {
                    var row = Objects.requireNonNull(byId.get(found.getObject("id", UUID.class)));
                    row.stage = Stage.valueOf(found.getString("stage"));
                    row.attempts = found.getInt("attempts");
                    row.dueAt = Statements.optionalInstant(found, "due_at");
                    row.lostAt = Statements.optionalInstant(found, "lost_at");
                    row.nextLookAt = Statements.optionalInstant(found, "next_look_at");
                    row.endedAt = Statements.optionalInstant(found, "ended_at");
                    row.remark = found.getString("remark");
                    return row;
                });
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
        move(next, Map.of(), Map.of());
    }

    /** As {@link #move(Map)}; where something was attached, it says what. */
    @Transactional(TxType.MANDATORY)
    public void move(Map<EmailRow, EmailState> next, Map<EmailRow, String> attachments) {
        move(next, attachments, Map.of());
    }

    /** Stores e-mails as they are about to be handed over. */
    @Transactional(TxType.MANDATORY)
    public void leave(Map<EmailRow, Leaving> leaving) {
        var next = new LinkedHashMap<EmailRow, EmailState>();
        leaving.forEach((row, how) -> next.put(row, how.state()));
        move(next, Map.of(), leaving);
    }

    /**
     * An e-mail that is about to be handed over to the mail server.
     *
     * @param sender the running instance that does so, by the number of its lease
     * @param calendar the appointment, of a letter that has one
     */
    public record Leaving(
            Sending state,
            int sender,
            String address,
            String subject,
            String text,
            String html,
            @Nullable String calendar) {}

    private void move(
            Map<EmailRow, EmailState> next, Map<EmailRow, String> attachments, Map<EmailRow, Leaving> leaving) {
        var moved = new ArrayList<EmailRow>();
        var told = new ArrayList<Publication>();
        next.forEach((row, state) -> move(row, state, moved, told));
        store(moved, attachments, leaving);
        outbox.appendAll(told);
    }

    private void store(List<EmailRow> rows, Map<EmailRow, String> attachments, Map<EmailRow, Leaving> leaving) {
        if (rows.isEmpty()) {
            return;
        }
        statements.execute(STORE, statement -> {
            var connection = statement.getConnection();
            statement.setArray(1, Sql.column(connection, "uuid", rows, row -> row.id));
            statement.setArray(2, texts(connection, rows, row -> row.stage.name()));
            statement.setArray(3, integers(connection, rows, row -> row.attempts));
            statement.setArray(4, instants(connection, rows, row -> row.dueAt));
            statement.setArray(5, instants(connection, rows, row -> row.lostAt));
            statement.setArray(6, instants(connection, rows, row -> row.nextLookAt));
            statement.setArray(7, instants(connection, rows, row -> row.endedAt));
            statement.setArray(8, texts(connection, rows, row -> row.remark));
            statement.setArray(9, texts(connection, rows, attachments::get));
            statement.setArray(10, Sql.column(connection, "int4", rows, row -> of(leaving, row, Leaving::sender)));
            statement.setArray(11, texts(connection, rows, row -> of(leaving, row, Leaving::address)));
            statement.setArray(12, texts(connection, rows, row -> of(leaving, row, Leaving::subject)));
            statement.setArray(13, texts(connection, rows, row -> of(leaving, row, Leaving::text)));
            statement.setArray(14, texts(connection, rows, row -> of(leaving, row, Leaving::html)));
            statement.setArray(15, texts(connection, rows, row -> of(leaving, row, Leaving::calendar)));
        });
    }

    private static <T> @Nullable T of(
            Map<EmailRow, Leaving> leaving, EmailRow row, Function<Leaving, @Nullable T> what) {
        var how = leaving.get(row);
        return how == null ? null : what.apply(how);
    }

    private void move(EmailRow row, EmailState next, List<EmailRow> moved, List<Publication> told) {
        row.become(next);
        moved.add(row);
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
                withdrawCorrectionsOf(row, at, moved, told);
            }
            case Withdrawn(var attempts, var at, var reason) -> {
                count("withdrawn", row);
                withdrawCorrectionsOf(row, at, moved, told);
            }
        }
    }

    private void withdrawCorrectionsOf(EmailRow notice, Instant now, List<EmailRow> moved, List<Publication> told) {
        for (var correction : list("corrects = ?1 and stage = ?2", notice.id, Stage.PENDING)) {
            if (correction.state() instanceof Pending pending) {
                move(correction, pending.toWithdrawn(now, "the e-mail that it corrects was not sent"), moved, told);
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
