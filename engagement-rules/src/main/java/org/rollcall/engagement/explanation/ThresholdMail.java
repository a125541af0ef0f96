package org.rollcall.engagement.explanation;

import java.time.Instant;

/**
 * An e-mail that a word on a raise caused: to the student, or to those who have to act.
 *
 * @param revision that of the word
 * @param template which e-mail it is
 */
record ThresholdMail(
        String emailId, int revision, String template, Outcome outcome, String messageId, Instant occurredAt) {

    enum Outcome {
        SENT,
        /** The last try failed, and a person has to see to it. */
        FAILED
    }
}
