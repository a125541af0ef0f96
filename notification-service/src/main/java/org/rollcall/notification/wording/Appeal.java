package org.rollcall.notification.wording;

/**
 * An appeal, in words.
 *
 * @param reference the decision that it is against, as the student knows it
 * @param received the day on which it arrived
 * @param answerBy the day by which it is to be answered
 */
public record Appeal(String reference, String received, String answerBy) {}
