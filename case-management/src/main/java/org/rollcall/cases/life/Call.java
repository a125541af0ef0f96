package org.rollcall.cases.life;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The calls by which people move a case: how each is made, by whom, and the clause that it serves. */
public enum Call {
    REPORT_CIRCUMSTANCES("POST /cases/{caseId}/circumstances", "10", Role.STUDENT, Role.STAFF),
    SCHEDULE_INTERVIEW("POST /cases/{caseId}/interviews", "5", Role.PROGRAMME_LEADER, Role.FACULTY_ADMIN),
    RESCHEDULE_INTERVIEW("PUT /cases/{caseId}/interviews/{id}", "5", Role.PROGRAMME_LEADER, Role.FACULTY_ADMIN),
    CANCEL_INTERVIEW("DELETE /cases/{caseId}/interviews/{id}", "5", Role.PROGRAMME_LEADER, Role.FACULTY_ADMIN),
    GIVE_NOTICE("POST /cases/{caseId}/interviews/{id}/notice", "7", Role.STUDENT, Role.STAFF),
    RECORD_OUTCOME("POST /cases/{caseId}/interviews/{id}/outcome", "6", Role.PROGRAMME_LEADER),
    MAKE_AGREEMENT("POST /cases/{caseId}/agreements", "6", Role.PROGRAMME_LEADER),
    SIGN_AGREEMENT("POST /agreements/{id}/signatures", "6", Role.STUDENT, Role.PROGRAMME_LEADER),
    REVIEW_AGREEMENT("POST /agreements/{id}/review", "8", Role.PROGRAMME_LEADER),
    RECOMMEND_WITHDRAWAL("POST /cases/{caseId}/withdrawal-recommendation", "6", Role.PROGRAMME_LEADER),
    TAKE_UP_REFERRAL("POST /cases/{caseId}/referral", "9", Role.FACULTY_ADMIN),
    DECIDE("POST /cases/{caseId}/decision", "9", Role.FACULTY_ADMIN),
    CLOSE("POST /cases/{caseId}/closure", null, Role.PROGRAMME_LEADER, Role.FACULTY_ADMIN),
    CLEAR_FLAGS("POST /cases/{caseId}/review", null, Role.PROGRAMME_LEADER, Role.FACULTY_ADMIN);

    private final String template;
    private final @Nullable String clause;

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of texts
    private final List<String> roles;

    Call(String template, @Nullable String clause, String... roles) {
        this.template = template;
        this.clause = clause;
        this.roles = List.of(roles);
    }

    /** Method and path, with what is to be filled in between braces. */
    public String template() {
        return template;
    }

    /** The clause of the policy that it serves; null where it serves none. */
    public @Nullable String clause() {
        return clause;
    }

    /** Who may make it. */
    public List<String> roles() {
        return roles;
    }

    /** The roles as everyone writes them. */
    public static final class Role {
        public static final String STUDENT = "student";
        public static final String PROGRAMME_LEADER = "programme-leader";
        public static final String FACULTY_ADMIN = "faculty-admin";
        public static final String COMPLIANCE = "compliance";

        /** All but students and systems. */
        public static final String STAFF = "staff";

        private Role() {}
    }
}
