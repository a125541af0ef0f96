package org.rollcall.appeals.dossier;

import java.util.Locale;

/** A step of the policy that a decision rests on. */
enum PolicyStep {
    STUDENT_IN_SCOPE("scope", "The student was within the scope of the policy"),
    WEEKS_MISSED("5", "The weeks that were counted had been missed"),
    CONTACT_ONE_WEEK("3", "After one missed week the student was asked by e-mail for their circumstances"),
    CONTACT_THREE_WEEKS("4", "After three missed weeks the student was asked by e-mail again"),
    INTERVIEW_DEMANDED("5", "After four consecutive weeks, and after a contact, an e-mail demanded an interview"),
    INTERVIEW_SCHEDULED("5", "The interview was scheduled after that e-mail"),
    APPOINTMENT_SENT("5", "The student was sent the appointment"),
    INTERVIEW_NOTICE("5", "The student had notice of the interview as the policy asks"),
    INTERVIEW_TOOK_PLACE("6", "The interview was held"),
    INTERVIEW_MISSED("7", "The student missed the interview without prior notice"),
    AGREEMENTS_WITHIN_LIMIT("8", "There were at most two agreements in the academic year"),
    SECOND_AGREEMENT_BREACHED("8", "The second agreement was breached"),
    RECOMMENDATION("6–8", "A person recommended withdrawal on a ground that the policy allows"),
    REFERRAL("9", "The School or Faculty Admin Office took the recommendation up"),
    DECISION_BY_A_PERSON("9", "A person decided, after the referral"),
    DECISION_NOTIFIED("appeal 1", "The student was told the decision in writing, with the right to appeal"),
    TIME_TO_APPEAL("appeal 1", "The student was given ten working days from the day on which they were told");

    private final String clause;
    private final String title;

    PolicyStep(String clause, String title) {
        this.clause = clause;
        this.title = title;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String clause() {
        return clause;
    }

    String title() {
        return title;
    }

    /** Whether it could not yet be judged at the moment of the decision. */
    boolean comesAfterTheDecision() {
        return this == DECISION_NOTIFIED || this == TIME_TO_APPEAL;
    }
}
