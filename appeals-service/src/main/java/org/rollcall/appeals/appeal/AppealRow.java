package org.rollcall.appeals.appeal;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rollcall.appeals.life.AppealState;
import org.rollcall.appeals.life.AppealState.NotUpheld;
import org.rollcall.appeals.life.AppealState.ReceivedInTime;
import org.rollcall.appeals.life.AppealState.ReceivedLate;
import org.rollcall.appeals.life.AppealState.RejectedAsLate;
import org.rollcall.appeals.life.AppealState.UnderInvestigation;
import org.rollcall.appeals.life.AppealState.Upheld;
import org.rollcall.appeals.life.Ground;
import org.rollcall.appeals.life.PersonId;
import org.rollcall.appeals.life.Reason;
import org.rollcall.appeals.life.Receipt;
import org.rollcall.appeals.life.Receipt.Channel;

/** An appeal as it is stored. What was received of it does not change; the database refuses that too. */
@Entity
@Table(name = "appeals")
public class AppealRow extends PanacheEntityBase {

    static final String STATEMENT = "statement";
    static final String ACCEPTANCE = "late_accepted_because";
    static final String REASONS = "reasons";
    static final String RULING = "ruling";

    @Id
    public String appealId;

    public String decisionId;

    public String caseId;

    public String studentId;

    String channel;

    @Nullable
    Instant receivedAt;

    public LocalDate receivedOn;

    String registeredBy;

    Instant registeredAt;

    boolean late;

    /** A {@link org.rollcall.appeals.life.Window}, as JSON. */
    String timeToAppeal;

    /** A {@link org.rollcall.appeals.life.Deadline}, as JSON. */
    String timeToConsider;

    LocalDate target;

    List<String> grounds = List.of();

    /** Sealed, as all that people wrote. */
    byte[] statement;

    String state;

    @Nullable
    String investigator;

    @Nullable
    String lateAcceptedBy;

    byte @Nullable [] lateAcceptedBecause;

    @Nullable
    String decidedBy;

    @Nullable
    Instant decidedAt;

    @Nullable
    public LocalDate decidedOn;

    byte @Nullable [] reasons;

    /** A {@link RulingText}, as JSON. */
    byte @Nullable [] ruling;

    /** The dossier as it was known to whoever decided, as JSON. */
    @Nullable
    String dossier;

    /** The appeal, kept from everybody else until the transaction ends. */
    static Optional<AppealRow> locked(String appealId) {
        return Optional.ofNullable(findById(appealId, LockModeType.PESSIMISTIC_WRITE));
    }

    static Optional<AppealRow> of(String appealId) {
        return Optional.ofNullable(findById(appealId));
    }

    Set<Ground> groundsStated() {
        var stated = EnumSet.noneOf(Ground.class);
        grounds.forEach(ground -> stated.add(Ground.valueOf(ground)));
        return stated;
    }

    Receipt receipt() {
        return receivedAt == null
                ? new Receipt.On(receivedOn)
                : new Receipt.At(receivedAt, receivedOn, Channel.valueOf(channel));
    }

    AppealState toState(Texts texts) {
        return switch (StateName.valueOf(state)) {
            case Received -> late ? new ReceivedLate() : new ReceivedInTime();
            case UnderInvestigation -> new UnderInvestigation(person(investigator));
            case Upheld -> new Upheld(ruling(texts));
            case NotUpheld -> new NotUpheld(ruling(texts));
            case RejectedAsLate -> new RejectedAsLate(person(decidedBy), reason(texts));
        };
    }

    private org.rollcall.appeals.life.Ruling ruling(Texts texts) {
        if (ruling == null) {
            throw new IllegalStateException("The appeal " + appealId + " was decided without a ruling");
        }
        return texts.read(texts.open(appealId, RULING, ruling), RulingText.class)
                .toRuling(person(decidedBy), reason(texts));
    }

    private static PersonId person(@Nullable String id) {
        if (id == null) {
            throw new IllegalStateException("Nobody is named");
        }
        return new PersonId(id);
    }

    private Reason reason(Texts texts) {
        if (reasons == null) {
            throw new IllegalStateException("No reason is given");
        }
        return new Reason(texts.open(appealId, REASONS, reasons));
    }

    /** Why it was accepted though it was late. */
    void acceptedThoughLate(PersonId by, Reason because, Texts texts) {
        lateAcceptedBy = by.value();
        lateAcceptedBecause = texts.seal(appealId, ACCEPTANCE, because.text());
    }

    /** What the step changed. */
    void take(UnderInvestigation next) {
        state = StateName.UnderInvestigation.name();
        investigator = next.investigator().value();
    }

    /** How it ended. */
    void take(AppealState.Ended end, Instant now, LocalDate today, Texts texts) {
        state = StateName.of(end).name();
        decidedBy = end.by().value();
        decidedAt = now;
        decidedOn = today;
        reasons = texts.seal(appealId, REASONS, end.reasons().text());
    }
}
