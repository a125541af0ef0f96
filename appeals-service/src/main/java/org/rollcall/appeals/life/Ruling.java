package org.rollcall.appeals.life;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a person found and why they decide so.
 *
 * @param findings one per ground of the appeal, at least
 * @param answers what is said to each step of the dossier that is not met or not known, by the step's name
 */
public record Ruling(PersonId by, List<Finding> findings, SortedMap<String, Reason> answers, Reason reasons) {

    public Ruling {
        findings = List.copyOf(findings);
        answers = new TreeMap<>(answers);
    }

    /** What was found about one ground. */
    public record Finding(Ground ground, boolean dueProcessFollowed, Reason because) {}

    boolean findsDueProcessFollowed() {
        return findings.stream().allMatch(Finding::dueProcessFollowed);
    }
}
