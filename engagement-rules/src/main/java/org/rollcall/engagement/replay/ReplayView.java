package org.rollcall.engagement.replay;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.rest.Page;
import org.rollcall.engagement.replay.StudentReplay.Count;

/**
 * A replay: how far it is, and what has come of it so far.
 *
 * @param latestWeek the year is lived up to this week, the latest closed when the replay was asked for
 * @param percent how much is done
 * @param steps how many raises there are of each step, under the policies in force and under the candidate
 * @param programmes the same of each programme
 * @param levels the same of each level
 * @param counts the same of each programme and level
 * @param differences who would gain or lose which step
 */
record ReplayView(
        UUID id,
        String academicYear,
        LocalDate firstWeek,
        LocalDate latestWeek,
        String policyVersion,
        Replay.State state,
        Instant requestedAt,
        @Nullable Instant finishedAt,
        @Nullable String failure,
        int students,
        int studentsDone,
        int percent,
        Map<String, Count> steps,
        Map<String, Map<String, Count>> programmes,
        Map<Integer, Map<String, Count>> levels,
        List<CountView> counts,
        Page<DifferenceView> differences) {

    static ReplayView of(Replay replay, List<CountView> counts, Page<DifferenceView> differences) {
        var done = replay.state() == Replay.State.DONE;
        return new ReplayView(
                replay.id(),
                replay.academicYear(),
                replay.firstWeek(),
                replay.latestWeek(),
                replay.policyVersion(),
                replay.state(),
                replay.requestedAt(),
                replay.finishedAt(),
                replay.failure(),
                replay.students(),
                replay.studentsDone(),
                done ? 100 : percent(replay.studentsDone(), replay.students()),
                bySteps(counts),
                by(CountView::programmeCode, counts),
                by(CountView::level, counts),
                counts,
                differences);
    }

    /** 100 is said only once it is done. */
    private static int percent(int done, int of) {
        return of == 0 ? 0 : Math.min(99, (int) (100L * done / of));
    }

    private static <K extends Comparable<K>> Map<K, Map<String, Count>> by(
            Function<CountView, K> place, List<CountView> counts) {
        var sums = new TreeMap<K, Map<String, Count>>();
        for (var count : counts) {
            sums.computeIfAbsent(place.apply(count), _ -> new TreeMap<>())
                    .merge(count.step(), count.raises(), Count::plus);
        }
        return sums;
    }

    private static Map<String, Count> bySteps(List<CountView> counts) {
        var sums = new TreeMap<String, Count>();
        counts.forEach(count -> sums.merge(count.step(), count.raises(), Count::plus));
        return sums;
    }

    /** The raises of one step among the students of one programme and level. */
    record CountView(String step, String programmeCode, int level, Count raises) {}

    /**
     * A raise that differs.
     *
     * @param presentWeek as of which it is raised under the policies in force; null where it is gained
     * @param candidateWeek as of which it would be raised; null where it is lost
     */
    record DifferenceView(
            String studentId,
            String programmeCode,
            int level,
            String step,
            Difference.Kind kind,
            @Nullable LocalDate presentWeek,
            @Nullable LocalDate candidateWeek) {}
}
