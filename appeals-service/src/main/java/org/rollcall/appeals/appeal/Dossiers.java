package org.rollcall.appeals.appeal;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rollcall.appeals.dossier.Dossier;
import org.rollcall.appeals.dossier.Fact;
import org.rollcall.appeals.dossier.Rules;
import org.rollcall.appeals.heard.Heard;
import org.rollcall.appeals.life.Deeds;
import org.rollcall.appeals.life.PersonId;

/** Derives dossiers, and who acted in a case, from what was heard. */
@ApplicationScoped
class Dossiers {

    private final Heard heard;
    private final Days days;

    Dossiers(Heard heard, Days days) {
        this.heard = heard;
        this.days = days;
    }

    /** The dossier of a decision with all that was published by this instant. */
    Dossier derive(String studentId, String decisionId, Instant asOf) {
        var facts = heard.of(studentId);
        return Dossier.derive(decision(facts, decisionId), facts, asOf, Rules.DEFAULT, days);
    }

    /** Who did what in the case; and the student, who is no judge in their own cause. */
    Deeds deeds(String studentId, String caseId) {
        Map<PersonId, Set<String>> deeds = new HashMap<>();
        add(deeds, studentId, "is the student");
        for (var fact : heard.of(studentId)) {
            if (fact instanceof Fact.InCase inCase && inCase.caseId().equals(caseId)) {
                add(deeds, inCase.actor(), inCase.source().type());
                switch (inCase) {
                    case Fact.Interview interview -> add(deeds, interview.interviewer(), "Interviewer");
                    case Fact.Decision decision ->
                        add(deeds, decision.decidedBy(), decision.source().type());
                    case Fact.Agreement agreement -> {}
                    case Fact.Milestone milestone -> {}
                }
            }
        }
        return new Deeds(deeds);
    }

    private static void add(Map<PersonId, Set<String>> deeds, String person, String deed) {
        deeds.computeIfAbsent(new PersonId(person), unknown -> new HashSet<>()).add(deed);
    }

    private static Fact.Decision decision(List<Fact> facts, String decisionId) {
        return facts.stream()
                .filter(Fact.Decision.class::isInstance)
                .map(Fact.Decision.class::cast)
                .filter(decision -> decision.decisionId().equals(decisionId))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The decision " + decisionId + " was never heard of"));
    }
}
