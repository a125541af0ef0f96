package org.rollcall.engagement.replay;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rollcall.engagement.assessment.Raise;

/**
 * A raise that a student has under one policy and not, or not as of the same week, under another.
 *
 * @param presentWeek as of which the step is raised under the present policy; null where it is gained
 * @param candidateWeek as of which it would be raised under the candidate; null where it is lost
 */
record Difference(
        String step,
        Kind kind,
        @Nullable LocalDate presentWeek,
        @Nullable LocalDate candidateWeek) {

    enum Kind {
        GAINED,
        LOST,
        /** Raised under both, but as of another week. */
        MOVED
    }

    /**
     * What differs, step by step. A raise as of the same week is no difference; of the others the first of the one policy
     * is taken to be the first of the other, moved, and what is left over is gained or lost.
     */
    static List<Difference> between(List<Raise.Live> present, List<Raise.Live> candidate) {
        var presentWeeks = weeksByStep(present);
        var candidateWeeks = weeksByStep(candidate);
        var steps = new TreeSet<>(presentWeeks.keySet());
        steps.addAll(candidateWeeks.keySet());
        var differences = new ArrayList<Difference>();
        for (var step : steps) {
            var before = presentWeeks.getOrDefault(step, new TreeSet<>());
            var after = candidateWeeks.getOrDefault(step, new TreeSet<>());
            var unmatched = new TreeSet<>(before);
            unmatched.removeAll(after);
            after.removeAll(before);
            pair(step, List.copyOf(unmatched), List.copyOf(after), differences);
        }
        return differences;
    }

    private static void pair(String step, List<LocalDate> before, List<LocalDate> after, List<Difference> into) {
        for (var i = 0; i < Math.max(before.size(), after.size()); i++) {
            if (i >= before.size()) {
                into.add(new Difference(step, Kind.GAINED, null, after.get(i)));
            } else if (i >= after.size()) {
                into.add(new Difference(step, Kind.LOST, before.get(i), null));
            } else {
                into.add(new Difference(step, Kind.MOVED, before.get(i), after.get(i)));
            }
        }
    }

    private static TreeMap<String, TreeSet<LocalDate>> weeksByStep(List<Raise.Live> raises) {
        var weeks = new TreeMap<String, TreeSet<LocalDate>>();
        for (var raise : raises) {
            weeks.computeIfAbsent(raise.id().step(), _ -> new TreeSet<>())
                    .add(raise.id().asOfWeek());
        }
        return weeks;
    }
}
