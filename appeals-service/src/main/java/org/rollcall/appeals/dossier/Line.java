package org.rollcall.appeals.dossier;

import org.jspecify.annotations.Nullable;

/**
 * One step of the policy in a dossier.
 *
 * @param step its stable name
 * @param title what the policy asks, as a sentence
 * @param now with all that is known today
 * @param atDecision with what was known when the Faculty decided; null for a step that comes after the decision
 */
public record Line(
        String step,
        String clause,
        String title,
        Judgement now,
        @Nullable Judgement atDecision) {

    /** Whether what has become known since the decision changes the verdict. */
    public boolean changedSince() {
        return atDecision != null && atDecision.verdict() != now.verdict();
    }

    /** Whether whoever decides the appeal has to speak to it. */
    public boolean isOpen() {
        return now.verdict() != Verdict.MET;
    }
}
