package org.rollcall.notification.email;

import jakarta.persistence.Basic;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.rollcall.notification.life.Correspondence.Written;
import org.rollcall.notification.life.EmailKey;
import org.rollcall.notification.life.EmailState;
import org.rollcall.notification.life.EmailState.Failed;
import org.rollcall.notification.life.EmailState.Pending;
import org.rollcall.notification.life.EmailState.Sending;
import org.rollcall.notification.life.EmailState.Sent;
import org.rollcall.notification.life.EmailState.Stage;
import org.rollcall.notification.life.EmailState.Unknown;
import org.rollcall.notification.life.EmailState.Withdrawn;
import org.rollcall.notification.life.Mailing;
import org.rollcall.notification.life.Recipient;
import org.rollcall.notification.life.Template;

/**
 * An e-mail as it is kept. Its state is read as an {@link EmailState} and written by {@link Emails} alone, many at a time:
 * what is changed here is not stored by itself.
 */
@Entity
@Immutable
@Table(name = "email")
public class EmailRow {

    @Id
    public UUID id;

    @Column(insertable = false, updatable = false)
    public long seq;

    public String eventId;
    public int revision;

    @Enumerated(EnumType.STRING)
    public Template template;

    @Enumerated(EnumType.STRING)
    public Recipient recipient;

    public String messageId;
    public String studentId;

    /** Null where the event names none: then it is the student's. */
    public @Nullable String programmeCode;

    /** The raise that it is about; null for those that a case or an appeal asked for. */
    public @Nullable String thresholdId;

    public @Nullable UUID corrects;

    /** The e-mail that a person had sent again, and which repetition of it this is. */
    public @Nullable UUID repeats;

    public int repetition;
    public @Nullable String idempotencyKey;

    /** The weeks whose sessions it names. */
    @JdbcTypeCode(SqlTypes.ARRAY)
    public @Nullable LocalDate[] missedWeeks;

    /** Until when, in real time, it waits to hear of those sessions. */
    public @Nullable Instant sessionsBy;

    /** When the circuit breaker let it pass; null before. */
    public @Nullable Instant admittedAt;

    public String eventType;

    @JdbcTypeCode(SqlTypes.JSON)
    public String event;

    public @Nullable String traceId;
    public @Nullable String spanId;
    public Instant askedAt;

    /** The running instance that is sending it, by the number of its lease. */
    public @Nullable Integer sender;

    public @Nullable String address;
    public @Nullable String subject;

    @Basic(fetch = FetchType.LAZY)
    public @Nullable String textBody;

    @Basic(fetch = FetchType.LAZY)
    public @Nullable String htmlBody;

    @Basic(fetch = FetchType.LAZY)
    public @Nullable String calendarBody;

    /** Name, size and SHA-256 of what was attached. */
    public @Nullable String attachment;

    @Enumerated(EnumType.STRING)
    Stage stage;

    int attempts;

    @Nullable
    Instant dueAt;

    @Nullable
    Instant lostAt;

    @Nullable
    Instant nextLookAt;

    @Nullable
    Instant endedAt;

    @Nullable
    String remark;

    static EmailRow keyed(EmailKey key) {
        var row = new EmailRow();
        row.id = key.emailId();
        row.eventId = key.eventId();
        row.revision = key.revision();
        row.template = key.mailing().template();
        row.recipient = key.mailing().recipient();
        row.repetition = key.repetition();
        return row;
    }

    /** What it says, and to whom. */
    public Mailing mailing() {
        return new Mailing(template, recipient);
    }

    /** What makes it the one it is. */
    EmailKey key() {
        return new EmailKey(eventId, revision, mailing(), repetition);
    }

    /** As one of the e-mails of its raise. */
    public Written written() {
        return new Written(id, mailing(), stage, corrects);
    }

    /** Where it is in its life. */
    public EmailState state() {
        return switch (stage) {
            case PENDING -> new Pending(attempts, known(dueAt), remark);
            case SENDING -> new Sending(attempts);
            case UNKNOWN -> new Unknown(attempts, known(remark), known(lostAt), known(nextLookAt));
            case SENT -> new Sent(attempts, known(endedAt), known(remark));
            case FAILED -> new Failed(attempts, known(endedAt), known(remark));
            case WITHDRAWN -> new Withdrawn(attempts, known(endedAt), known(remark));
        };
    }

    void become(EmailState next) {
        stage = next.stage();
        attempts = next.attempts();
        dueAt = null;
        lostAt = null;
        nextLookAt = null;
        endedAt = null;
        remark = null;
        switch (next) {
            case Pending(var tried, var due, var problem) -> {
                dueAt = due;
                remark = problem;
            }
            case Sending sending -> {}
            case Unknown(var tried, var problem, var since, var nextLook) -> {
                remark = problem;
                lostAt = since;
                nextLookAt = nextLook;
            }
            case Sent(var tried, var at, var answer) -> end(at, answer);
            case Failed(var tried, var at, var reason) -> end(at, reason);
            case Withdrawn(var tried, var at, var reason) -> end(at, reason);
        }
    }

    private void end(Instant at, String why) {
        endedAt = at;
        remark = why;
    }

    private static <T> T known(@Nullable T column) {
        return Objects.requireNonNull(column);
    }
}
