package org.rollcall.cases.life;

import java.util.Optional;

/** Which grounds for a recommendation a case has. */
final class Grounds {

    private Grounds() {}

    /** A ground that was looked for and found; there is no other way to have one. */
    static final class Established {

        private final Ground ground;

        private Established(Ground ground) {
            this.ground = ground;
        }

        Ground ground() {
            return ground;
        }
    }

    /** The ground, if the case has it. */
    static Optional<Established> established(Ground ground, CaseFile file) {
        var is = switch (ground) {
            case INTERVIEW_OUTCOME -> file.state() instanceof CaseState.RecommendationDue;
            case INTERVIEW_MISSED_WITHOUT_NOTICE ->
                file.state() instanceof CaseState.InterviewMissed(var demand, var interview)
                        && !interview.priorNoticeGiven();
            // While a person has to look whether there was a breach at all, nothing is built on it.
            case SECOND_AGREEMENT_BREACHED ->
                !file.isFlagged(Flag.BREACH_CORRECTED)
                        && file.dealings().agreements().stream()
                                .anyMatch(agreement -> agreement.number() == Agreement.LIMIT
                                        && agreement.status() == Agreement.Status.BREACHED);
        };
        return is ? Optional.of(new Established(ground)) : Optional.empty();
    }
}
