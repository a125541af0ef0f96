package org.rollcall.cases.life;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.cases.life.Raises.week;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rollcall.cases.life.RandomAutumn.Heard;

/** Hundreds of random autumns, each heard of in several orders; the number of a failing one is its seed. */
class CasebookDisorderTest {

    private static final Instant NOW = StudentStory.NOW;

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void without_corrections_the_topics_may_run_ahead_of_each_other_and_repeat_themselves(int seed) {
        // given
        var random = new Random(seed);
        var autumn = RandomAutumn.uncorrected(random);
        var inOrder = read(autumn.topics().stream().flatMap(List::stream).toList());

        // when
        var interleaved = read(autumn.interleaved(random));

        // then
        assertThat(files(interleaved)).isEqualTo(files(inOrder));
        assertThat(interleaved.facts()).isEqualTo(inOrder.facts());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void with_corrections_the_open_case_is_the_one_that_the_latest_facts_demand_whatever_the_order(int seed) {
        // given
        var random = new Random(seed);
        var autumn = RandomAutumn.corrected(random);
        var shuffled = new ArrayList<Heard>();
        var inOrder = read(autumn.topics().stream().flatMap(List::stream).toList());
        autumn.topics().forEach(shuffled::addAll);
        autumn.topics().forEach(topic -> shuffled.addAll(topic.subList(0, topic.size() / 2)));
        Collections.shuffle(shuffled, random);

        // when
        var casebook = read(shuffled);

        // then
        assertThat(casebook.facts()).isEqualTo(inOrder.facts());
        assertThat(open(casebook)).isEqualTo(Oracle.openCase(casebook.facts()));
        assertThat(casebook.facts().thresholds().keySet())
                .as("each threshold is in one file")
                .containsExactlyInAnyOrderElementsOf(casebook.files().stream()
                        .flatMap(file -> file.thresholds().stream())
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nothing_happens_when_all_of_it_is_heard_again(int seed) {
        // given
        var random = new Random(seed);
        var autumn = RandomAutumn.corrected(random);
        var casebook = read(autumn.interleaved(random));

        // when
        var again = autumn.interleaved(random).stream()
                .flatMap(heard -> heard.by().apply(casebook, NOW).changes().stream());

        // then
        assertThat(again).isEmpty();
    }

    private static Casebook read(List<Heard> events) {
        var casebook = Casebook.empty(new StudentId("S1000001"));
        for (var heard : events) {
            casebook = heard.by().apply(casebook, NOW).casebook();
            assertThat(casebook.files().stream().filter(CaseFile::isOpen))
                    .as("open cases after %s", heard.what())
                    .hasSizeLessThanOrEqualTo(1);
        }
        return casebook;
    }

    private static Set<CaseFile> files(Casebook casebook) {
        return Set.copyOf(casebook.files());
    }

    private static Set<String> open(Casebook casebook) {
        return casebook.files().stream()
                .filter(CaseFile::isOpen)
                .flatMap(file -> casebook.facts().thresholds().values().stream()
                        .filter(threshold -> threshold.isLive() && file.holds(threshold))
                        .map(threshold -> file.state().getClass().getSimpleName() + " "
                                + threshold.id().value()))
                .collect(toSet());
    }

    /** Reads docs/policy.md and case-management's "life of a case" once more, without an eye on the code. */
    private static final class Oracle {

        /** Of the open case, if there must be one: its state with each threshold that it rests on. */
        static Set<String> openCase(Facts facts) {
            var restsOn = new ArrayList<Threshold>();
            for (var number = 1; number <= RandomAutumn.WEEKS; number++) {
                var week = week(number);
                for (var raise : facts.thresholds().values()) {
                    if (raise.isLive() && raise.asOfWeek().equals(week)) {
                        if (cameBack(restsOn, week, raise.missedWeeks(), facts)) {
                            restsOn.clear();
                        }
                        restsOn.add(raise);
                    }
                }
            }
            if (cameBack(restsOn, LocalDate.MAX, List.of(), facts)) {
                restsOn.clear();
            }
            var state = interviewDemanded(restsOn) ? "InterviewRequired " : "Contacted ";
            return restsOn.stream().map(raise -> state + raise.id().value()).collect(toSet());
        }

        private static boolean cameBack(
                List<Threshold> restsOn, LocalDate before, List<LocalDate> except, Facts facts) {
            return !restsOn.isEmpty()
                    && !interviewDemanded(restsOn)
                    && facts.weeks().values().stream()
                            .filter(Week::attended)
                            .map(Week::starting)
                            .filter(week -> !except.contains(week))
                            .anyMatch(week -> week.isBefore(before)
                                    && week.isAfter(restsOn.getLast().asOfWeek()));
        }

        private static boolean interviewDemanded(List<Threshold> restsOn) {
            return restsOn.stream().anyMatch(raise -> raise.action() == Threshold.Action.INTERVIEW);
        }
    }
}
