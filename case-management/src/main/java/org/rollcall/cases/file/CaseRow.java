package org.rollcall.cases.file;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rollcall.cases.life.Agreement;
import org.rollcall.cases.life.Appeal;
import org.rollcall.cases.life.CaseFile;
import org.rollcall.cases.life.CaseId;
import org.rollcall.cases.life.CaseState;
import org.rollcall.cases.life.CaseState.Demand;
import org.rollcall.cases.life.Dealings;
import org.rollcall.cases.life.Decision;
import org.rollcall.cases.life.Flag;
import org.rollcall.cases.life.Ground;
import org.rollcall.cases.life.Interview;
import org.rollcall.cases.life.StudentId;
import org.rollcall.cases.life.ThresholdId;

/** A case file as it is stored; which thresholds it holds, and what people did in it, other rows say. */
@Entity
@Table(name = "cases")
class CaseRow extends PanacheEntityBase {

    @Id
    String caseId;

    String studentId;

    String academicYear;

    String programmeCode;

    @Enumerated(EnumType.STRING)
    StateName state;

    @Enumerated(EnumType.STRING)
    CaseState.Closed.@Nullable Reason closedBecause;

    @Enumerated(EnumType.STRING)
    @Nullable
    Demand demand;

    @Nullable
    String interviewId;

    @Nullable
    String appealId;

    @Enumerated(EnumType.STRING)
    @Nullable
    Ground ground;

    @Nullable
    LocalDate referredOn;

    @Nullable
    Instant takesEffectAt;

    Instant openedAt;

    Instant since;

    boolean handled;

    List<String> flags = List.of();

    @Nullable
    LocalDate dueOn;

    /** Reckoned by the database; the least is the most urgent. */
    @Column(insertable = false, updatable = false)
    short urgency;

    static CaseRow from(CaseFile file, @Nullable LocalDate dueOn) {
        var row = new CaseRow();
        row.caseId = file.id().value();
        row.studentId = file.student().value();
        row.academicYear = file.academicYear();
        row.openedAt = file.openedAt();
        row.take(file, dueOn);
        return row;
    }

    static List<CaseRow> of(Collection<String> students) {
        return list("studentId in ?1", students);
    }

    /** What of a case changes. */
    void take(CaseFile file, @Nullable LocalDate due) {
        programmeCode = file.programmeCode();
        since = file.since();
        handled = file.dealings().handled();
        flags = file.dealings().flags().stream().map(Flag::name).sorted().toList();
        dueOn = due;
        take(file.state());
    }

    private void take(CaseState next) {
        state = StateName.of(next);
        closedBecause = null;
        demand = null;
        interviewId = null;
        appealId = null;
        ground = null;
        referredOn = null;
        takesEffectAt = null;
        switch (next) {
            case CaseState.Contacted() -> {}
            case CaseState.InterviewRequired(var why) -> demand = why;
            case CaseState.InterviewScheduled(var why, var interview) -> about(why, interview);
            case CaseState.AgreementDue(var why, var interview) -> about(why, interview);
            case CaseState.AgreementProposed(var why, var interview, var agreement) -> about(why, interview);
            case CaseState.RecommendationDue(var why, var interview) -> about(why, interview);
            case CaseState.InterviewMissed(var why, var interview) -> about(why, interview);
            case CaseState.AgreementInForce(var agreement) -> {}
            case CaseState.WithdrawalRecommended(var on) -> ground = on;
            case CaseState.WithdrawalReferred(var on, var day) -> {
                ground = on;
                referredOn = day;
            }
            case CaseState.Decided(var decision) ->
                takesEffectAt = decision.window().endsAt();
            case CaseState.WithdrawalStayed(var decision, var appeal) -> appealId = appeal.appealId();
            case CaseState.Withdrawn(var decision) -> {}
            case CaseState.Closed(var reason) -> closedBecause = reason;
        }
    }

    private void about(Demand why, Interview interview) {
        demand = why;
        interviewId = interview.id().value();
    }

    CaseFile toFile(Set<ThresholdId> thresholds, Dealings stored) {
        var dealings = new Dealings(
                handled,
                stored.interviews(),
                stored.agreements(),
                stored.decisions(),
                stored.appeals(),
                flags.stream().map(Flag::valueOf).collect(Collectors.toSet()));
        return new CaseFile(
                new CaseId(caseId),
                new StudentId(studentId),
                academicYear,
                programmeCode,
                toState(dealings),
                openedAt,
                since,
                thresholds,
                dealings);
    }

    private CaseState toState(Dealings dealings) {
        return switch (state) {
            case Contacted -> new CaseState.Contacted();
            case InterviewRequired -> new CaseState.InterviewRequired(given(demand));
            case InterviewScheduled -> new CaseState.InterviewScheduled(given(demand), interview(dealings));
            case InterviewHeld -> held(dealings);
            case InterviewMissed -> new CaseState.InterviewMissed(given(demand), interview(dealings));
            case AgreementInForce -> new CaseState.AgreementInForce(agreement(dealings, Agreement.Status.IN_FORCE));
            case WithdrawalRecommended -> new CaseState.WithdrawalRecommended(given(ground));
            case WithdrawalReferred -> new CaseState.WithdrawalReferred(given(ground), given(referredOn));
            case Decided -> new CaseState.Decided(decision(dealings));
            case WithdrawalStayed -> new CaseState.WithdrawalStayed(decision(dealings), appeal(dealings));
            case Withdrawn -> new CaseState.Withdrawn(decision(dealings));
            case Closed -> new CaseState.Closed(given(closedBecause));
        };
    }

    private CaseState held(Dealings dealings) {
        var interview = interview(dealings);
        if (interview.outcome() == Interview.Outcome.RECOMMEND_WITHDRAWAL) {
            return new CaseState.RecommendationDue(given(demand), interview);
        }
        return dealings.agreements().stream()
                .filter(agreement -> agreement.status() == Agreement.Status.PROPOSED)
                .findFirst()
                .<CaseState>map(agreement -> new CaseState.AgreementProposed(given(demand), interview, agreement))
                .orElseGet(() -> new CaseState.AgreementDue(given(demand), interview));
    }

    private Interview interview(Dealings dealings) {
        return dealings.interviews().stream()
                .filter(interview -> interview.id().value().equals(interviewId))
                .findFirst()
                .orElseThrow();
    }

    private static Agreement agreement(Dealings dealings, Agreement.Status status) {
        return dealings.agreements().stream()
                .filter(agreement -> agreement.status() == status)
                .findFirst()
                .orElseThrow();
    }

    private static Decision decision(Dealings dealings) {
        return dealings.decision().orElseThrow();
    }

    private Appeal appeal(Dealings dealings) {
        return dealings.appeals().stream()
                .filter(appeal -> appeal.appealId().equals(appealId))
                .findFirst()
                .orElseThrow();
    }

    /** What the state needs is stored with it. */
    private static <T> T given(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
