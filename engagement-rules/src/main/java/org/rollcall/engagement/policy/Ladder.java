package org.rollcall.engagement.policy;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** The steps of a policy, from the first contact to the interview, in the order in which they escalate. */
public record Ladder(List<Step> steps) {

    public Ladder {
        steps = List.copyOf(steps);
        var names = new HashSet<String>();
        for (var step : steps) {
            if (!names.add(step.name())) {
                throw new IllegalArgumentException("step " + step.name() + " occurs twice");
            }
        }
        if (steps.isEmpty() || steps.getFirst().action() != Action.CONTACT) {
            // Nobody is called to an interview who was not contacted before: such a ladder could never get there.
            throw new IllegalArgumentException("the first step must be a CONTACT");
        }
        requireRise(steps);
    }

    /** A later step makes those before it of the same action done, so one that is reached sooner would hide them. */
    private static void requireRise(List<Step> steps) {
        for (var later = 1; later < steps.size(); later++) {
            for (var earlier : steps.subList(0, later)) {
                var step = steps.get(later);
                if (earlier.action() == step.action()
                        && earlier.counting() == step.counting()
                        && earlier.weeks() >= step.weeks()) {
                    throw new IllegalArgumentException("step %s must need more weeks than step %s before it"
                            .formatted(step.name(), earlier.name()));
                }
            }
        }
    }

    /** The step of that name, if this ladder has one. */
    public Optional<Step> step(String name) {
        for (var step : steps) {
            if (step.name().equals(name)) {
                return Optional.of(step);
            }
        }
        return Optional.empty();
    }

    /** Whether the named step stands at or above the given one and has the same action. */
    public boolean isSameActionAtOrAbove(Step step, String name) {
        for (var later : steps.subList(steps.indexOf(step), steps.size())) {
            if (later.action() == step.action() && later.name().equals(name)) {
                return true;
            }
        }
        return false;
    }
}
