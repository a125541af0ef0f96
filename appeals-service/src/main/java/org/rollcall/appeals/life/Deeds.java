package org.rollcall.appeals.life;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who did what in a case. Whoever did anything in it neither investigates nor decides an appeal against its decision; no
 * more does the student whom it is about.
 */
public record Deeds(Map<PersonId, Set<String>> byPerson) {

    public Deeds {
        var copy = new HashMap<PersonId, Set<String>>();
        byPerson.forEach((person, deeds) -> copy.put(person, Set.copyOf(deeds)));
        byPerson = Map.copyOf(copy);
    }

    /** Why this person is not independent; empty when they are. */
    Optional<Refusal> objectionTo(PersonId person) {
        return Optional.ofNullable(byPerson.get(person))
                .map(deeds -> new Refusal.NotIndependent(person, new TreeSet<>(deeds)));
    }
}
