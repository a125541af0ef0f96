package org.rollcall.local;

import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Finds out before anything starts whether all ports can be had. */
final class PortCheck {

    private static final int STEP = 1000;
    private static final int HIGHEST_PORT = 65_535;

    private PortCheck() {}

    /** Which ports are taken, by whom they would have been used, and which others would do; nothing when all are free. */
    static Optional<String> complaint(Layout wanted, IntPredicate isFree) {
        String taken = wanted.uses().entrySet().stream()
                .filter(use -> !isFree.test(use.getValue()))
                .map(use -> "Port " + use.getValue() + " is taken; " + use.getKey() + " would use it.")
                .collect(Collectors.joining("\n"));
        return taken.isEmpty() ? Optional.empty() : Optional.of(taken + "\n" + advice(wanted, isFree));
    }

    private static String advice(Layout wanted, IntPredicate isFree) {
        return IntStream.iterate(STEP, offset -> offset < HIGHEST_PORT, offset -> offset + STEP)
                .filter(offset -> allFree(Layout.usual(wanted.folder(), offset).uses(), isFree))
                .mapToObj(offset ->
                        "End what listens there, or choose other ports: ./rollcall up --port-offset " + offset)
                .findFirst()
                .orElse("End what listens there.");
    }

    private static boolean allFree(Map<String, Integer> uses, IntPredicate isFree) {
        return uses.values().stream().allMatch(port -> port <= HIGHEST_PORT && isFree.test(port));
    }
}
