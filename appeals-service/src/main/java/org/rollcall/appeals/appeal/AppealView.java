package org.rollcall.appeals.appeal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rollcall.appeals.life.Completion;
import org.rollcall.appeals.life.Deadline;
import org.rollcall.appeals.life.Ground;
import org.rollcall.appeals.life.Window;

/**
 * An appeal as it is served, with its deadlines explained.
 *
 * @param reference what the student quotes: the appeal's id
 * @param receivedAt null for post, of which the day is known
 * @param lateBy as in {@code P1DT2H3M}; null for one in time
 * @param overdue the target has passed and nobody has decided, or the letter is overdue
 */
public record AppealView(
        String appealId,
        String reference,
        String decisionId,
        String caseId,
        String studentId,
        StateName state,
        String channel,
        @Nullable Instant receivedAt,
        LocalDate receivedOn,
        String registeredBy,
        boolean late,
        @Nullable String lateBy,
        TimeToAppeal timeToAppeal,
        LocalDate target,
        Deadline timeToConsider,
        boolean overdue,
        Set<Ground> grounds,
        String statement,
        List<Evidence.Listed> evidence,
        @Nullable String investigator,
        @Nullable Acceptance acceptedThoughLate,
        @Nullable DecisionView decision,
        @Nullable LetterView completionOfProcedures) {

    /**
     * The time to appeal, explained.
     *
     * @param told the last day as the Faculty's decision named it; the later of the two days counts
     * @param lastDay the last day on which an appeal is in time, until 24:00 London
     */
    public record TimeToAppeal(
            LocalDate dayZero,
            int workingDays,
            LocalDate computed,
            LocalDate told,
            LocalDate lastDay,
            Instant endsAt,
            List<Deadline.Skipped> skipped) {

        static TimeToAppeal from(Window window) {
            var computed = window.computed();
            return new TimeToAppeal(
                    computed.dayZero(),
                    computed.workingDays(),
                    computed.lastDay(),
                    window.told(),
                    window.lastDay(),
                    window.endsAt(),
                    computed.skipped());
        }
    }

    /** Who accepted a late appeal, and why. */
    public record Acceptance(String by, String because) {}

    /** How it ended. */
    public record DecisionView(
            StateName outcome,
            String by,
            Instant at,
            LocalDate on,
            String reasons,
            @Nullable RulingText ruling) {}

    /**
     * The letter.
     *
     * @param dueBy the last day on which it is not overdue
     * @param missing what it waits for; empty when it is issued, or about to be
     */
    public record LetterView(
            LocalDate dueBy,
            boolean overdue,
            @Nullable LocalDate dated,
            @Nullable LocalDate lastDayForOia,
            List<String> missing) {}

    static AppealView from(
            AppealRow row,
            LetterStates.LetterState letter,
            List<Evidence.Listed> evidence,
            Texts texts,
            LocalDate today) {
        var window = texts.read(row.timeToAppeal, Window.class);
        var state = StateName.valueOf(row.state);
        var letterView = Optional.ofNullable(row.decidedOn)
                .map(decidedOn -> letterView(decidedOn, letter, today))
                .orElse(null);
        return new AppealView(
                row.appealId,
                row.appealId,
                row.decisionId,
                row.caseId,
                row.studentId,
                state,
                row.channel,
                row.receivedAt,
                row.receivedOn,
                row.registeredBy,
                row.late,
                row.late ? window.lateness(row.receipt()).toString() : null,
                TimeToAppeal.from(window),
                row.target,
                texts.read(row.timeToConsider, Deadline.class),
                letterView == null ? today.isAfter(row.target) : letterView.overdue(),
                row.groundsStated(),
                texts.open(row.appealId, AppealRow.STATEMENT, row.statement),
                evidence,
                row.investigator,
                row.lateAcceptedBy == null || row.lateAcceptedBecause == null
                        ? null
                        : new Acceptance(
                                row.lateAcceptedBy,
                                texts.open(row.appealId, AppealRow.ACCEPTANCE, row.lateAcceptedBecause)),
                decision(row, state, texts),
                letterView);
    }

    private static @Nullable DecisionView decision(AppealRow row, StateName state, Texts texts) {
        return row.decidedBy == null || row.decidedAt == null || row.decidedOn == null || row.reasons == null
                ? null
                : new DecisionView(
                        state,
                        row.decidedBy,
                        row.decidedAt,
                        row.decidedOn,
                        texts.open(row.appealId, AppealRow.REASONS, row.reasons),
                        row.ruling == null
                                ? null
                                : texts.read(texts.open(row.appealId, AppealRow.RULING, row.ruling), RulingText.class));
    }

    private static LetterView letterView(LocalDate decidedOn, LetterStates.LetterState letter, LocalDate today) {
        var dueBy = Completion.dueBy(decidedOn);
        return new LetterView(
                dueBy,
                letter.dated() == null && today.isAfter(dueBy),
                letter.dated(),
                letter.lastDayForOia(),
                letter.missing());
    }
}
