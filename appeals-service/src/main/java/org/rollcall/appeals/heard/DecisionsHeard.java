package org.rollcall.appeals.heard;

import java.util.Set;

/** Fired in the transaction in which these decisions were heard of. */
public record DecisionsHeard(Set<String> decisionIds) {

    public DecisionsHeard {
        decisionIds = Set.copyOf(decisionIds);
    }
}
