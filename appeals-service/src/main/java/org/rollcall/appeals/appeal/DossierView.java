package org.rollcall.appeals.appeal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rollcall.appeals.dossier.Dossier;
import org.rollcall.appeals.dossier.Fact;
import org.rollcall.appeals.dossier.Judgement;
import org.rollcall.appeals.dossier.Line;
import org.rollcall.appeals.dossier.Source;
import org.rollcall.appeals.dossier.Verdict;

/**
 * A dossier as it is served, frozen and printed. It informs; it decides nothing.
 *
 * @param derivedAt what was published by then is in it
 * @param changedSince the steps whose verdict what became known after the Faculty's decision has changed
 */
public record DossierView(
        String appealId,
        DecisionView decision,
        Instant derivedAt,
        long met,
        long notMet,
        long unknown,
        List<String> changedSince,
        List<LineView> lines,
        List<EntryView> timeline) {

    /** The decision that the dossier is about. */
    public record DecisionView(
            String decisionId,
            String caseId,
            String studentId,
            String ground,
            String decidedBy,
            Instant decidedAt,
            LocalDate notifiedOn,
            LocalDate appealDeadline) {

        static DecisionView from(Fact.Decision decision, String studentId) {
            return new DecisionView(
                    decision.decisionId(),
                    decision.caseId(),
                    studentId,
                    decision.ground().name(),
                    decision.decidedBy(),
                    decision.source().at(),
                    decision.notifiedOn(),
                    decision.appealDeadline());
        }
    }

    /**
     * A step of the policy.
     *
     * @param verdict with all that was known when the dossier was derived
     * @param atDecision with what was known when the Faculty decided; null for a step that comes after the decision
     */
    public record LineView(
            String step,
            String clause,
            String title,
            Verdict verdict,
            String because,
            List<EventView> events,
            boolean changedSince,
            @Nullable JudgementView atDecision) {

        static LineView from(Line line) {
            return new LineView(
                    line.step(),
                    line.clause(),
                    line.title(),
                    line.now().verdict(),
                    line.now().because(),
                    line.now().events().stream().map(EventView::from).toList(),
                    line.changedSince(),
                    JudgementView.from(line.atDecision()));
        }
    }

    /** A verdict at another time. */
    public record JudgementView(Verdict verdict, String because, List<EventView> events) {

        static @Nullable JudgementView from(@Nullable Judgement judgement) {
            return judgement == null
                    ? null
                    : new JudgementView(
                            judgement.verdict(),
                            judgement.because(),
                            judgement.events().stream().map(EventView::from).toList());
        }
    }

    /** An event: where it was published, what it is, when it happened, and from when it could be known. */
    public record EventView(String eventId, String topic, String type, Instant at, Instant knownAt) {

        static EventView from(Source source) {
            return new EventView(source.eventId(), source.topic(), source.type(), source.at(), source.knownAt());
        }
    }

    /** An event in its place. */
    public record EntryView(EventView event, String summary, boolean knownAtDecision) {}

    static DossierView from(String appealId, String studentId, Dossier dossier) {
        return new DossierView(
                appealId,
                DecisionView.from(dossier.decision(), studentId),
                dossier.derivedAt(),
                dossier.count(Verdict.MET),
                dossier.count(Verdict.NOT_MET),
                dossier.count(Verdict.UNKNOWN),
                dossier.lines().stream()
                        .filter(Line::changedSince)
                        .map(Line::step)
                        .toList(),
                dossier.lines().stream().map(LineView::from).toList(),
                dossier.timeline().stream()
                        .map(entry ->
                                new EntryView(EventView.from(entry.source()), entry.summary(), entry.knownAtDecision()))
                        .toList());
    }
}
