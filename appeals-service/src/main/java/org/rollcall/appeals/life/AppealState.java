package org.rollcall.appeals.life;

/**
 * Where an appeal is. Each state's methods are the steps that are legal in it; there are no others. Every one of them is
 * taken by a person, who must not have acted in the case; the software takes none.
 *
 * <p>Received in time, it is investigated. Received late, it waits for a person who either accepts it with a reason or
 * rejects it with one. Investigated, it is upheld or not upheld. The ends have no methods: they are final (appeal 5).
 */
public sealed interface AppealState {

    /** It reached the university in time, and the student has been told so; the withdrawal is stayed from now on. */
    record ReceivedInTime() implements AppealState {

        /** Somebody independent takes the investigation up (appeal 3). */
        public Step<UnderInvestigation> investigate(PersonId investigator, Deeds deeds) {
            return Step.unless(deeds.objectionTo(investigator), () -> new UnderInvestigation(investigator));
        }
    }

    /** It came after the deadline. It is not rejected for that: a person decides what becomes of it (appeal 1). */
    record ReceivedLate() implements AppealState {

        /** A person accepts it although it is late, and somebody takes the investigation up. */
        public Step<UnderInvestigation> acceptAndInvestigate(
                PersonId investigator, Acceptance acceptance, Deeds deeds) {
            return Step.unless(
                    deeds.objectionTo(acceptance.by()).or(() -> deeds.objectionTo(investigator)),
                    () -> new UnderInvestigation(investigator));
        }

        /** A person rejects it because it is late. */
        public Step<RejectedAsLate> reject(PersonId by, Reason because, Deeds deeds) {
            return Step.unless(deeds.objectionTo(by), () -> new RejectedAsLate(by, because));
        }
    }

    /** Whether the Faculty followed due process is being looked into (appeal 3). */
    record UnderInvestigation(PersonId investigator) implements AppealState {

        /** Somebody else takes it over: the first has left, or has acted in the case since. */
        public Step<UnderInvestigation> handOver(PersonId successor, Deeds deeds) {
            return Step.unless(deeds.objectionTo(successor), () -> new UnderInvestigation(successor));
        }

        /** Due process was not followed: the decision is quashed (appeal 4). */
        public Step<Upheld> uphold(Ruling ruling, Brief brief, Deeds deeds) {
            return Step.unless(
                    deeds.objectionTo(ruling.by())
                            .or(() -> deeds.objectionTo(investigator))
                            .or(() -> brief.objectionTo(ruling, Outcome.UPHELD)),
                    () -> new Upheld(ruling));
        }

        /** Due process was followed: the decision stands (appeal 4). */
        public Step<NotUpheld> dismiss(Ruling ruling, Brief brief, Deeds deeds) {
            return Step.unless(
                    deeds.objectionTo(ruling.by())
                            .or(() -> deeds.objectionTo(investigator))
                            .or(() -> brief.objectionTo(ruling, Outcome.NOT_UPHELD)),
                    () -> new NotUpheld(ruling));
        }
    }

    /** It is over; the Completion of Procedures letter follows. */
    sealed interface Ended extends AppealState {

        /** Who decided. */
        PersonId by();

        Reason reasons();

        default Outcome outcome() {
            return switch (this) {
                case Upheld upheld -> Outcome.UPHELD;
                case NotUpheld notUpheld -> Outcome.NOT_UPHELD;
                case RejectedAsLate rejected -> Outcome.REJECTED_AS_LATE;
            };
        }
    }

    /** The decision of the Faculty is quashed. */
    record Upheld(Ruling ruling) implements Ended {
        @Override
        public PersonId by() {
            return ruling.by();
        }

        @Override
        public Reason reasons() {
            return ruling.reasons();
        }
    }

    /** The decision of the Faculty stands. */
    record NotUpheld(Ruling ruling) implements Ended {
        @Override
        public PersonId by() {
            return ruling.by();
        }

        @Override
        public Reason reasons() {
            return ruling.reasons();
        }
    }

    /** It was not considered, because it came late. */
    record RejectedAsLate(PersonId by, Reason reasons) implements Ended {}

    /** Who accepted a late appeal, and why. */
    record Acceptance(PersonId by, Reason because) {}
}
