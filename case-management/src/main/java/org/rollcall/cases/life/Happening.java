package org.rollcall.cases.life;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What happened in a case; each becomes a line of its history, and some are told to others. */
public sealed interface Happening {

    record Opened() implements Happening {}

    record Reopened() implements Happening {}

    /** The case rests on this threshold too. */
    record ThresholdAdded(Threshold threshold) implements Happening {}

    /** By what is known of the weeks now, this threshold belongs in another case. */
    record ThresholdMoved(Threshold threshold, CaseId to) implements Happening {}

    record ThresholdRescinded(Threshold threshold) implements Happening {}

    record ThresholdReinstated(Threshold threshold) implements Happening {}

    record InterviewRequired() implements Happening {}

    record InterviewNoLongerRequired() implements Happening {}

    record Closed(CaseState.Closed.Reason reason) implements Happening {}

    /** An e-mail that the case is about was sent, or given up. */
    record Emailed(Contact contact) implements Happening {}

    /** Clause 10; what was written stays in the file. */
    record CircumstancesReported(String textId) implements Happening {}

    record InterviewScheduled(Interview interview) implements Happening {}

    record InterviewRescheduled(Interview interview) implements Happening {}

    record InterviewCancelled(Interview interview) implements Happening {}

    /** Clause 7. */
    record InterviewNoticeGiven(Interview interview) implements Happening {}

    record InterviewHeld(Interview interview, Interview.Outcome outcome) implements Happening {}

    record InterviewMissed(Interview interview) implements Happening {}

    record AgreementProposed(Agreement agreement) implements Happening {}

    record AgreementSigned(Agreement agreement, Agreement.Party by) implements Happening {}

    /** Both have signed. */
    record AgreementMade(Agreement agreement) implements Happening {}

    /** Clause 8. */
    record AgreementBreached(Agreement agreement, @Nullable LocalDate missedWeek) implements Happening {}

    /** The week was not missed after all, and nobody had acted on the breach: the agreement is in force again. */
    record AgreementRestored(Agreement agreement) implements Happening {}

    record AgreementCompleted(Agreement agreement) implements Happening {}

    record AgreementLapsed(Agreement agreement) implements Happening {}

    record WithdrawalRecommended(Ground ground) implements Happening {}

    record WithdrawalReferred() implements Happening {}

    record DecisionMade(Decision decision) implements Happening {}

    record DecisionQuashed(Decision decision, Appeal by) implements Happening {}

    record WithdrawalStayed(Decision decision, Appeal by) implements Happening {}

    /** An appeal ended without quashing the decision. */
    record AppealEnded(Appeal appeal) implements Happening {}

    record WithdrawalTookEffect(Decision decision) implements Happening {}

    /** A person has to look. */
    record Flagged(Flag flag) implements Happening {}

    /** What a person was to look at is as it was before. */
    record FlagLapsed(Flag flag) implements Happening {}

    /** A person looked at it, and said what they found. */
    record FlagCleared(Flag flag) implements Happening {}
}
