package org.rollcall.notification.wording;

import org.rollcall.contracts.CaseEvent.FacultyDecisionMade;

/**
 * A Faculty's decision, in words.
 *
 * @param reference what an appeal is to quote
 * @param toldOn the day from which the time to appeal counts
 * @param because what the recommendation rested on, as part of a sentence
 * @param clause the clause that allows it
 * @param appealBy the last day to appeal
 */
public record Decision(String reference, String toldOn, String because, String clause, String appealBy) {

    static Decision from(FacultyDecisionMade event) {
        return new Decision(
                event.decisionId(),
                Days.day(event.notifiedOn()),
                switch (event.ground()) {
                    case INTERVIEW_OUTCOME -> "the outcome of your interview with your Programme Leader";
                    case INTERVIEW_MISSED_WITHOUT_NOTICE ->
                        "an interview that you did not come to, without telling us before it";
                    case SECOND_AGREEMENT_BREACHED ->
                        "a second Student Attendance Agreement of this academic year that was not kept";
                },
                switch (event.ground()) {
                    case INTERVIEW_OUTCOME -> "6";
                    case INTERVIEW_MISSED_WITHOUT_NOTICE -> "7";
                    case SECOND_AGREEMENT_BREACHED -> "8";
                },
                Days.day(event.appealDeadline()));
    }
}
