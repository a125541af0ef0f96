package org.rollcall.cases.life;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The live thresholds that belong in one case, oldest first. An episode begins with a threshold, takes in each later one
 * of the academic year, and ends with an attended week, unless an interview is demanded by then. Only the last one of
 * a year can be without an end, so a student has at most one open case a year, over all runs.
 */
record Episode(List<Threshold> thresholds, Standing standing) {

    private static final Comparator<Threshold> BY_WEEK = Comparator.comparing(Threshold::asOfWeek)
            .thenComparing(threshold -> threshold.id().value());

    Episode {
        thresholds = List.copyOf(thresholds);
    }

    /**
     * The episodes of one academic year, in order.
     *
     * @param live its live thresholds, in any order
     * @param attended the Mondays of the attended weeks, of later years too: who comes back in September is back
     */
    static List<Episode> of(Collection<Threshold> live, NavigableSet<LocalDate> attended) {
        var episodes = new ArrayList<Episode>();
        var current = new ArrayList<Threshold>();
        for (var threshold : live.stream().sorted(BY_WEEK).toList()) {
            if (!current.isEmpty() && standing(current, attendedBefore(threshold, attended)) == Standing.RE_ENGAGED) {
                episodes.add(new Episode(current, Standing.RE_ENGAGED));
                current.clear();
            }
            current.add(threshold);
        }
        if (!current.isEmpty()) {
            episodes.add(new Episode(current, standing(current, attended)));
        }
        return episodes;
    }

    /** A week that the threshold itself counts as missed is being corrected: the threshold's own correction says more. */
    private static NavigableSet<LocalDate> attendedBefore(Threshold threshold, NavigableSet<LocalDate> attended) {
        var before = new TreeSet<>(attended.headSet(threshold.asOfWeek(), false));
        threshold.missedWeeks().forEach(before::remove);
        return before;
    }

    Threshold first() {
        return thresholds.getFirst();
    }

    Threshold last() {
        return thresholds.getLast();
    }

    private static Standing standing(List<Threshold> thresholds, NavigableSet<LocalDate> attended) {
        if (thresholds.stream().anyMatch(threshold -> threshold.action() == Threshold.Action.INTERVIEW)) {
            return Standing.INTERVIEW_REQUIRED;
        }
        return attended.higher(thresholds.getLast().asOfWeek()) == null ? Standing.CONTACTED : Standing.RE_ENGAGED;
    }
}
