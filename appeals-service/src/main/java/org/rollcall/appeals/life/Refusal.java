package org.rollcall.appeals.life;

import java.util.Set;
import java.util.SortedSet;

/** Why a person may not take a step. */
public sealed interface Refusal {

    /**
     * The person has acted in the case.
     *
     * @param deeds what they did there
     */
    record NotIndependent(PersonId person, SortedSet<String> deeds) implements Refusal {}

    /** A late appeal is taken up only with a reason. */
    record LateNeedsReason() implements Refusal {}

    /** An appeal that came in time cannot be rejected as late. */
    record NotLate() implements Refusal {}

    /** Somebody has to investigate before anybody decides. */
    record NotInvestigated() implements Refusal {}

    /** It has ended, and ends are final (appeal 5). */
    record AlreadyEnded() implements Refusal {}

    /** Each ground of the appeal needs a finding. */
    record GroundsWithoutFinding(Set<Ground> grounds) implements Refusal {}

    /** Each step of the dossier that is not met, or not known to be, needs an answer. */
    record LinesWithoutAnswer(SortedSet<String> lines) implements Refusal {}

    /** Appeal 4: due process not followed, upheld; followed, not upheld. */
    record ContradictsFindings(Outcome outcome) implements Refusal {}
}
