package org.rollcall.appeals.heard;

import org.rollcall.appeals.dossier.Fact;
import org.rollcall.appeals.dossier.Source;
import org.rollcall.contracts.CaseEvent;
import org.rollcall.contracts.NotificationEvent;
import org.rollcall.contracts.ThresholdEvent;
import org.rollcall.contracts.ThresholdRescinded;
import org.rollcall.contracts.WeekAssessed;

/** Events of the contracts as facts of the dossier. */
final class Facts {

    private Facts() {}

    static Fact of(Source source, Object event) {
        return switch (event) {
            case WeekAssessed week ->
                new Fact.Week(
                        source,
                        week.weekStarting(),
                        Fact.Week.Outcome.valueOf(week.outcome().name()),
                        week.revision());
            case ThresholdEvent raise ->
                new Fact.Raise(
                        source,
                        raise.thresholdId(),
                        raise.academicYear(),
                        raise.step(),
                        raise.action() == ThresholdEvent.Action.INTERVIEW,
                        raise.asOfWeek(),
                        raise.missedWeeks(),
                        raise.raisedAt(),
                        raise.revision(),
                        raise instanceof ThresholdRescinded);
            case NotificationEvent email ->
                new Fact.Email(
                        source,
                        email.template(),
                        email.causedBy(),
                        switch (email) {
                            case NotificationEvent.EmailSent sent -> true;
                            case NotificationEvent.EmailFailed failed -> false;
                        });
            case CaseEvent inCase -> of(source, inCase);
            case Standing standing ->
                new Fact.Standing(
                        source, standing.level(), standing.status(), standing.enrolledFrom(), standing.enrolledTo());
            default -> throw new IllegalArgumentException("No fact is made of a " + source.type());
        };
    }

    private static Fact of(Source source, CaseEvent event) {
        return switch (event) {
            case CaseEvent.InterviewEvent interview ->
                new Fact.Interview(
                        source,
                        interview.caseId(),
                        interview.academicYear(),
                        interview.actor(),
                        switch (interview) {
                            case CaseEvent.InterviewScheduled it -> Fact.Interview.Kind.SCHEDULED;
                            case CaseEvent.InterviewRescheduled it -> Fact.Interview.Kind.RESCHEDULED;
                            case CaseEvent.InterviewCancelled it -> Fact.Interview.Kind.CANCELLED;
                            case CaseEvent.InterviewNoticeGiven it -> Fact.Interview.Kind.NOTICE_GIVEN;
                            case CaseEvent.InterviewHeld it -> Fact.Interview.Kind.HELD;
                            case CaseEvent.InterviewMissed it -> Fact.Interview.Kind.MISSED;
                        },
                        interview.interviewId(),
                        interview.startsAt(),
                        interview.sequence(),
                        interview.interviewer());
            case CaseEvent.AgreementEvent agreement ->
                new Fact.Agreement(
                        source,
                        agreement.caseId(),
                        agreement.academicYear(),
                        agreement.actor(),
                        switch (agreement) {
                            case CaseEvent.AgreementMade it -> Fact.Agreement.Kind.MADE;
                            case CaseEvent.AgreementBreached it -> Fact.Agreement.Kind.BREACHED;
                            case CaseEvent.AgreementCompleted it -> Fact.Agreement.Kind.COMPLETED;
                        },
                        agreement.agreementId(),
                        agreement.number(),
                        agreement.from());
            case CaseEvent.FacultyDecisionMade decision ->
                new Fact.Decision(
                        source,
                        decision.caseId(),
                        decision.academicYear(),
                        decision.actor(),
                        decision.decisionId(),
                        decision.decision() == CaseEvent.FacultyDecisionMade.Decision.WITHDRAW,
                        Fact.Decision.Ground.valueOf(decision.ground().name()),
                        decision.notifiedOn(),
                        decision.appealDeadline(),
                        decision.decidedBy());
            case CaseEvent.CaseOpened it -> milestone(source, it, Fact.Milestone.Kind.OPENED);
            case CaseEvent.CircumstancesReported it ->
                milestone(source, it, Fact.Milestone.Kind.CIRCUMSTANCES_REPORTED);
            case CaseEvent.InterviewRequired it -> milestone(source, it, Fact.Milestone.Kind.INTERVIEW_REQUIRED);
            case CaseEvent.WithdrawalRecommended it -> milestone(source, it, Fact.Milestone.Kind.RECOMMENDED);
            case CaseEvent.WithdrawalReferred it -> milestone(source, it, Fact.Milestone.Kind.REFERRED);
            case CaseEvent.WithdrawalStayed it -> milestone(source, it, Fact.Milestone.Kind.STAYED);
            case CaseEvent.WithdrawalTookEffect it -> milestone(source, it, Fact.Milestone.Kind.TOOK_EFFECT);
            case CaseEvent.CaseReviewRequired it -> milestone(source, it, Fact.Milestone.Kind.REVIEW_REQUIRED);
            case CaseEvent.CaseClosed it -> milestone(source, it, Fact.Milestone.Kind.CLOSED);
        };
    }

    private static Fact milestone(Source source, CaseEvent event, Fact.Milestone.Kind kind) {
        return new Fact.Milestone(source, event.caseId(), event.academicYear(), event.actor(), kind);
    }
}
