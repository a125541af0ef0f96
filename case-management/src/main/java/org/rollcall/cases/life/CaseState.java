package org.rollcall.cases.life;

import java.util.Optional;

/**
 * Where a case is. Each state's methods are the transitions that are legal in it; there are no others.
 *
 * <p>In these states no person has acted yet, and the case follows the facts: what a correction takes back is taken back.
 */
public sealed interface CaseState {

    /** The next transition on the way to where the facts see the case; empty when it is there. */
    Optional<Transition> towards(Standing standing);

    /** The student was asked for circumstances (clauses 3 and 4). */
    record Contacted() implements CaseState {

        /** Clause 5: four consecutive weeks without explanation. */
        Transition requireInterview() {
            return new Transition(new InterviewRequired(), new Happening.InterviewRequired());
        }

        /** A later week was attended. */
        Transition closeAsReEngaged() {
            return Closed.because(Closed.Reason.RE_ENGAGED);
        }

        /** A correction left nothing that the case rests on. */
        Transition closeAsRescinded() {
            return Closed.because(Closed.Reason.THRESHOLD_RESCINDED);
        }

        @Override
        public Optional<Transition> towards(Standing standing) {
            return switch (standing) {
                case CONTACTED -> Optional.empty();
                case INTERVIEW_REQUIRED -> Optional.of(requireInterview());
                case RE_ENGAGED -> Optional.of(closeAsReEngaged());
                case RESCINDED -> Optional.of(closeAsRescinded());
            };
        }
    }

    /** The Programme Leader has to see the student (clause 5). */
    record InterviewRequired() implements CaseState {

        /**
         * The demand was corrected away and nobody had acted on it, while the contact stays: the case goes back, which
         * needs no person; only the way forward does.
         */
        Transition withdrawDemand() {
            return new Transition(new Contacted(), new Happening.InterviewNoLongerRequired());
        }

        /** A correction left nothing that the case rests on. */
        Transition closeAsRescinded() {
            return Closed.because(Closed.Reason.THRESHOLD_RESCINDED);
        }

        @Override
        public Optional<Transition> towards(Standing standing) {
            return switch (standing) {
                case INTERVIEW_REQUIRED -> Optional.empty();
                case CONTACTED, RE_ENGAGED -> Optional.of(withdrawDemand());
                case RESCINDED -> Optional.of(closeAsRescinded());
            };
        }
    }

    /** Nothing more is asked of the student. */
    record Closed(Reason reason) implements CaseState {

        /** Why a case ended by itself. */
        public enum Reason {
            /** A later week was attended before an interview was demanded. */
            RE_ENGAGED,
            /** What it rested on was corrected, and nobody had acted. */
            THRESHOLD_RESCINDED
        }

        private static Transition because(Reason reason) {
            return new Transition(new Closed(reason), new Happening.Closed(reason));
        }

        /** What had closed it was itself corrected: a raise was reinstated, or the week was not attended after all. */
        Transition reopen() {
            return new Transition(new Contacted(), new Happening.Reopened());
        }

        /** It stays closed, for another reason than was thought. */
        Transition correct(Reason corrected) {
            return because(corrected);
        }

        @Override
        public Optional<Transition> towards(Standing standing) {
            return switch (standing) {
                case CONTACTED, INTERVIEW_REQUIRED -> Optional.of(reopen());
                case RE_ENGAGED -> towards(Reason.RE_ENGAGED);
                case RESCINDED -> towards(Reason.THRESHOLD_RESCINDED);
            };
        }

        private Optional<Transition> towards(Reason actual) {
            return actual == reason ? Optional.empty() : Optional.of(correct(actual));
        }
    }

    /** The next state, and what happened by getting there. */
    record Transition(CaseState to, Happening happening) {}
}
