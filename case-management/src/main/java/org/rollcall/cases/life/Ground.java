package org.rollcall.cases.life;

/** On what a withdrawal may be recommended: never on anything else. */
public enum Ground {
    /** Clause 6. */
    INTERVIEW_OUTCOME("6"),
    /** Clause 7. */
    INTERVIEW_MISSED_WITHOUT_NOTICE("7"),
    /** Clause 8. */
    SECOND_AGREEMENT_BREACHED("8");

    private final String clause;

    Ground(String clause) {
        this.clause = clause;
    }

    /** The clause of the policy that gives it. */
    public String clause() {
        return clause;
    }
}
