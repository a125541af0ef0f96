package org.rollcall.engagement.policy;

import java.util.Set;

/** The levels of study that the policy applies to; students of others are recorded but never assessed. */
public record Levels(Set<Integer> levels) {

    public Levels {
        levels = Set.copyOf(levels);
        if (levels.isEmpty()) {
            throw new IllegalArgumentException("a policy without levels applies to nobody");
        }
    }

    public boolean include(int level) {
        return levels.contains(level);
    }
}
