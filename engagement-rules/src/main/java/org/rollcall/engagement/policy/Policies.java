package org.rollcall.engagement.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** All the versions of the policy that are loaded, the latest first. */
public record Policies(List<Policy> versions) {

    public Policies {
        var latestFirst = new ArrayList<>(versions);
        latestFirst.sort(Comparator.comparing(Policy::inForceFrom).reversed());
        versions = List.copyOf(latestFirst);
        requireUnique("version", versions.stream().map(Policy::version).toList());
        requireUnique("date", versions.stream().map(Policy::inForceFrom).toList());
    }

    public static Policies of(Policy... versions) {
        return new Policies(List.of(versions));
    }

    /** The version in force on a week's Monday; none where the week lies before all of them. */
    public Optional<Policy> inForceOn(LocalDate monday) {
        for (var policy : versions) {
            if (!policy.inForceFrom().isAfter(monday)) {
                return Optional.of(policy);
            }
        }
        return Optional.empty();
    }

    private static void requireUnique(String what, Collection<?> values) {
        var seen = new HashSet<>();
        for (var value : values) {
            if (!seen.add(value)) {
                throw new IllegalArgumentException("two policies have the " + what + " " + value);
            }
        }
    }
}
