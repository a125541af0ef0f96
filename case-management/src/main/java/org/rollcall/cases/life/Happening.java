package org.rollcall.cases.life;

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
}
