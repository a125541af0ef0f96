package org.rollcall.appeals.life;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What whoever decides an appeal has to speak to.
 *
 * @param grounds on what the student appeals
 * @param openLines the steps of the dossier that are not met, or not known to be
 */
public record Brief(Set<Ground> grounds, Set<String> openLines) {

    public Brief {
        grounds = Set.copyOf(grounds);
        openLines = Set.copyOf(openLines);
    }

    /** What the ruling leaves unsaid, or says against itself. */
    Optional<Refusal> objectionTo(Ruling ruling, Outcome outcome) {
        var silent = EnumSet.noneOf(Ground.class);
        silent.addAll(grounds);
        ruling.findings().forEach(finding -> silent.remove(finding.ground()));
        if (!silent.isEmpty()) {
            return Optional.of(new Refusal.GroundsWithoutFinding(silent));
        }
        var unanswered = new TreeSet<>(openLines);
        unanswered.removeAll(ruling.answers().keySet());
        if (!unanswered.isEmpty()) {
            return Optional.of(new Refusal.LinesWithoutAnswer(unanswered));
        }
        if (ruling.findsDueProcessFollowed() == (outcome == Outcome.UPHELD)) {
            return Optional.of(new Refusal.ContradictsFindings(outcome));
        }
        return Optional.empty();
    }
}
