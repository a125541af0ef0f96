package org.rollcall.cases.life;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Where a case is. Each state's methods are the transitions that are legal in it; there are no others.
 *
 * <p>As long as no person has acted, a case is in one of the states that {@linkplain FollowsFacts follow the facts}: what
 * a correction takes back is taken back. From the first appointment on people move it, and the facts move only what the
 * policy says they do: a missed week breaches an agreement, an appeal stays a withdrawal, a window that closed unused
 * lets it take effect.
 */
public sealed interface CaseState {

    /** The states in which a case can be while nobody has acted in it. */
    sealed interface FollowsFacts extends CaseState {

        /** The next transition on the way to where the facts see the case; empty when it is there. */
        Optional<Transition> towards(Standing standing);
    }

    /** An interview may be appointed: after the demand, and again when one was missed or led to no agreement. */
    sealed interface AwaitsAppointment extends CaseState {

        /** Clause 5. */
        default InterviewScheduled schedule(Interview interview) {
            return new InterviewScheduled(demand(), interview);
        }

        /** Why there is to be an interview. */
        Demand demand();
    }

    /** The case is before the Programme Leader, who may recommend withdrawal where a ground is there (clauses 6 to 8). */
    sealed interface BeforeLeader extends CaseState {

        /** Only an established ground opens the way. */
        default WithdrawalRecommended recommend(Grounds.Established ground) {
            return new WithdrawalRecommended(ground.ground());
        }
    }

    /** A person may close the case, with a reason. */
    sealed interface Closable extends CaseState {

        /** Nothing more is asked of the student. */
        default Closed close() {
            return new Closed(Closed.Reason.CLOSED_BY_PERSON);
        }
    }

    /** Why the Programme Leader is to see the student. */
    enum Demand {
        /** Clause 5: four consecutive weeks without explanation. */
        FOUR_WEEKS,
        /** Clause 8: an agreement was not kept. */
        AGREEMENT_BREACHED,
        /** Appeal 4: the decision was quashed. */
        DECISION_QUASHED
    }

    /** The student was asked for circumstances (clauses 3 and 4). */
    record Contacted() implements FollowsFacts, Closable {

        /** Clause 5: four consecutive weeks without explanation. */
        Transition requireInterview() {
            return new Transition(new InterviewRequired(Demand.FOUR_WEEKS), new Happening.InterviewRequired());
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
    record InterviewRequired(Demand demand) implements FollowsFacts, AwaitsAppointment, BeforeLeader, Closable {

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

        /** The week that had breached the agreement was not missed after all, and nobody has acted on the breach. */
        AgreementInForce restore(Agreement agreement) {
            return new AgreementInForce(agreement);
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

    /** Student and Programme Leader have an appointment. */
    record InterviewScheduled(Demand demand, Interview interview) implements Closable {

        InterviewScheduled reschedule(Appointment appointment) {
            return new InterviewScheduled(demand, interview.moved(appointment));
        }

        /** The demand stays. */
        InterviewRequired cancel() {
            return new InterviewRequired(demand);
        }

        /** Clause 7: the student said that they cannot come. */
        InterviewScheduled noticed(Instant now) {
            return new InterviewScheduled(demand, interview.noticed(now));
        }

        /** Clause 6: it is agreed to make an agreement. */
        AgreementDue heldForAgreement() {
            return new AgreementDue(demand, interview.held(Interview.Outcome.AGREEMENT));
        }

        /** Clause 6. */
        RecommendationDue heldForRecommendation() {
            return new RecommendationDue(demand, interview.held(Interview.Outcome.RECOMMEND_WITHDRAWAL));
        }

        /** Clause 6: nothing more is asked of the student. */
        Closed heldWithNoFurtherAction() {
            return new Closed(Closed.Reason.NO_FURTHER_ACTION);
        }

        /** Clause 6: others take over. */
        Closed heldWithReferralToSupport() {
            return new Closed(Closed.Reason.REFERRED_TO_SUPPORT);
        }

        InterviewMissed miss() {
            return new InterviewMissed(demand, interview.missed());
        }
    }

    /** The interview was held, and an agreement is to be written (clause 6). */
    record AgreementDue(Demand demand, Interview interview) implements AwaitsAppointment, BeforeLeader, Closable {

        AgreementProposed propose(Agreement agreement) {
            return new AgreementProposed(demand, interview, agreement);
        }
    }

    /** An agreement is written and waits for signatures. Whoever does anything else lets it lapse. */
    record AgreementProposed(Demand demand, Interview interview, Agreement agreement)
            implements AwaitsAppointment, BeforeLeader, Closable {

        AgreementProposed sign(Agreement.Party first, Agreement.Signature signature) {
            return new AgreementProposed(demand, interview, agreement.signed(first, signature));
        }

        /** The second signature. */
        AgreementInForce signLast(Agreement.Party second, Agreement.Signature signature) {
            return new AgreementInForce(agreement.signed(second, signature));
        }
    }

    /** The interview was held, and withdrawal is to be recommended (clause 6). */
    record RecommendationDue(Demand demand, Interview interview) implements AwaitsAppointment, BeforeLeader, Closable {}

    /** The student did not come; what that leads to depends on whether they had said so before (clause 7). */
    record InterviewMissed(Demand demand, Interview interview) implements AwaitsAppointment, BeforeLeader, Closable {}

    /** Both have signed (clause 8). */
    record AgreementInForce(Agreement agreement) implements CaseState {

        /** A week was missed, or a review found the terms not kept. */
        InterviewRequired breach() {
            return new InterviewRequired(Demand.AGREEMENT_BREACHED);
        }

        /** A review found the terms kept. */
        Closed complete() {
            return new Closed(Closed.Reason.AGREEMENT_COMPLETED);
        }
    }

    /** A person recommended withdrawal; the Admin Office is to take it up (clause 9). */
    record WithdrawalRecommended(Ground ground) implements Closable {

        WithdrawalReferred refer(LocalDate on) {
            return new WithdrawalReferred(ground, on);
        }
    }

    /**
     * The School or Faculty Admin Office took it up (clause 9).
     *
     * @param on the day, Europe/London
     */
    record WithdrawalReferred(Ground ground, LocalDate on) implements CaseState {

        Decided withdraw(Decision decision) {
            return new Decided(decision);
        }

        Closed letContinue() {
            return new Closed(Closed.Reason.DECIDED_TO_CONTINUE);
        }
    }

    /** It is decided that the student is withdrawn, and the student may appeal (appeal 1). */
    record Decided(Decision decision) implements Closable {

        WithdrawalStayed stay(Appeal appeal) {
            return new WithdrawalStayed(decision, appeal);
        }

        /** The window closed and no appeal is open. */
        Withdrawn takeEffect() {
            return new Withdrawn(decision);
        }
    }

    /** An appeal is open: the student may attend until it ends (appeal 3). */
    record WithdrawalStayed(Decision decision, Appeal appeal) implements CaseState {

        /** Appeal 4: due process was not followed, and the case goes back before the Programme Leader. */
        InterviewRequired quash() {
            return new InterviewRequired(Demand.DECISION_QUASHED);
        }

        /** Appeal 4: due process was followed. */
        Withdrawn takeEffect() {
            return new Withdrawn(decision);
        }

        /** Another appeal is open still. */
        WithdrawalStayed stayBy(Appeal other) {
            return new WithdrawalStayed(decision, other);
        }

        /** The appeal ended, and something else holds the withdrawal. */
        Decided resume() {
            return new Decided(decision);
        }
    }

    /** The student is withdrawn. An appeal that arrives late is an appeal all the same, and stays it. */
    record Withdrawn(Decision decision) implements CaseState {

        WithdrawalStayed stay(Appeal appeal) {
            return new WithdrawalStayed(decision, appeal);
        }
    }

    /** Nothing more is asked of the student. */
    record Closed(Reason reason) implements FollowsFacts {

        /** Why a case ended. */
        public enum Reason {
            /** A later week was attended before an interview was demanded. */
            RE_ENGAGED,
            /** What it rested on was corrected, and nobody had acted. */
            THRESHOLD_RESCINDED,
            /** An interview's outcome (clause 6). */
            NO_FURTHER_ACTION,
            /** An interview's outcome (clause 6). */
            REFERRED_TO_SUPPORT,
            /** The terms were kept (clause 8). */
            AGREEMENT_COMPLETED,
            /** The Faculty decided that the student continues (clause 9). */
            DECIDED_TO_CONTINUE,
            /** A person closed it, and said why. */
            CLOSED_BY_PERSON
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
