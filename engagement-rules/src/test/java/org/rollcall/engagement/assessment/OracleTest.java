package org.rollcall.engagement.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rollcall.engagement.assessment.Oracle.Memory;
import org.rollcall.engagement.policy.Action;

/**
 * Lives at random, held against the oracle and against the laws that every life obeys. A failure tells the life's seed.
 * {@code ./rollcall test -pl engagement-rules -am -Dtest=OracleTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Drollcall.lives=1000000} makes a long run of it, {@code -Drollcall.seed=4711} begins with that life.
 */
class OracleTest {

    private static final long LIVES = Long.getLong("rollcall.lives", 10_000);
    private static final long FIRST_SEED = Long.getLong("rollcall.seed", 1);
    private static final int CORRECTIONS_AFTER_THE_TERM = 2;

    @Test
    void every_week_and_every_raise_is_what_the_oracle_says() {
        forEachSeed(LIVES, seed -> {
            var memories = new HashMap<RaiseId, Memory>();
            live(seed, (life, _, assessment) -> {
                var oracle = oracle(life);
                memories.putAll(oracle.assess(memories));

                assertThat(told(assessment)).isEqualTo(told(oracle));
                assertThat(remembered(assessment)).isEqualTo(memories);
            });
        });
    }

    @Test
    void the_order_in_which_facts_came_does_not_matter() {
        forEachAssessment((life, assessment) -> assertThat(assess(life, life.shuffled(), assessment.raises()))
                .isEqualTo(assess(life, life.history(), assessment.raises())));
    }

    @Test
    void assessing_again_changes_nothing() {
        forEachAssessment((life, assessment) -> assertThat(
                        assess(life, life.history(), assessment.raises()).raises())
                .isEqualTo(assessment.raises()));
    }

    @Test
    void nothing_is_raised_twice_as_of_one_week() {
        forEachAssessment((_, assessment) -> assertThat(assessment.raises())
                .extracting(raise -> raise.id().asOfWeek())
                .doesNotHaveDuplicates());
    }

    @Test
    void no_interview_is_demanded_without_an_earlier_contact_in_its_run() {
        forEachAssessment((life, assessment) -> assessment
                .raised()
                .filter(raised -> raised.grounds().action() == Action.INTERVIEW)
                .ifPresent(interview -> {
                    var earlierInRun = oracle(life).run(life.latestClosedWeek()).stream()
                            .filter(week -> week.isBefore(interview.id().asOfWeek()))
                            .toList();
                    assertThat(assessment.raises())
                            .anyMatch(raise -> raise.grounds().action() == Action.CONTACT
                                    && raise instanceof Raise.Live
                                    && earlierInRun.contains(raise.id().asOfWeek()));
                }));
    }

    @Test
    void a_correction_and_its_reversal_leave_what_was_raised_as_it_was() {
        forEachAssessment((life, assessment) -> {
            var truth = life.history();
            life.correct();
            var mistaken = assess(life, life.history(), assessment.raises());
            var reverted = assess(life, truth, mistaken.raises());

            assertThat(standing(reverted)).containsAllEntriesOf(standing(assessment));
        });
    }

    @Test
    void beginning_with_the_academic_year_comes_to_the_same_as_beginning_with_the_first_week() {
        forEachSeed(
                LIVES / 10,
                seed -> live(seed, (life, before, assessment) -> {
                    var year = AcademicYear.of(life.latestClosedWeek());
                    var thisYear = ClosedWeeks.between(
                            Stream.iterate(life.firstClosedWeek(), monday -> monday.plusWeeks(1))
                                    .filter(monday -> AcademicYear.of(monday).equals(year))
                                    .findFirst()
                                    .orElseThrow(),
                            life.latestClosedWeek());

                    var fromThere = Assessor.assess(life.history(), before, life.policies(), thisYear);

                    assertThat(told(fromThere))
                            .isEqualTo(told(assessment).stream()
                                    .filter(week ->
                                            AcademicYear.of(week.monday()).equals(year))
                                    .toList());
                    assertThat(inYear(fromThere, year)).isEqualTo(inYear(assessment, year));
                }));
    }

    @Test
    void going_on_from_the_weeks_that_were_counted_comes_to_the_same_as_counting_all_of_them_anew() {
        forEachSeed(
                LIVES / 10,
                seed -> live(seed, (life, before, assessment) -> {
                    var latest = Week.of(life.latestClosedWeek());
                    var whole = life.history();
                    var counted = new CountedWeeks(assessment.weeks().stream()
                            .filter(week -> !week.week().equals(latest))
                            .collect(Collectors.toMap(
                                    AssessedWeek::monday,
                                    week -> new CountedWeek(week.outcome(), week.sessions(), week.policyVersion()))));
                    var latestWeekOnly = new History(
                            whole.programmeCode(),
                            whole.level(),
                            whole.enrolments(),
                            whole.absences(),
                            whole.sessions().stream()
                                    .filter(session -> latest.contains(session.startsAt()))
                                    .toList(),
                            counted);

                    assertThat(counted.reachTheLatest(
                                    whole.programmeCode(), whole.level(), life.policies(), life.closedWeeks()))
                            .isTrue();
                    assertThat(assess(life, latestWeekOnly, before)).isEqualTo(assessment);
                }));
    }

    @Test
    void living_a_year_again_raises_what_closing_its_weeks_one_by_one_raises() {
        forEachAssessment((life, _) -> {
            var raises = List.<Raise>of();
            for (var week : life.closedWeeks().weeks()) {
                var closed = ClosedWeeks.between(life.firstClosedWeek(), week.monday());
                raises = Assessor.assess(life.history(), raises, life.policies(), closed)
                        .raises();
            }

            assertThat(Assessor.relive(life.history(), life.policies(), life.closedWeeks()))
                    .isEqualTo(raises);
        });
    }

    @Test
    void every_raise_is_explained_by_weeks_whose_sessions_add_up_to_them() {
        forEachAssessment((life, assessment) -> {
            for (var raise : assessment.raises()) {
                var explanation = Explanation.of(
                        life.history(),
                        life.policies(),
                        life.closedWeeks(),
                        raise.id(),
                        raise.grounds().missedWeeks());

                assertThat(explanation.reached()).isEqualTo(raise instanceof Raise.Live);
                assertThat(explanation.weeks())
                        .filteredOn(ExplainedWeek::counted)
                        .extracting(explained -> explained.week().monday())
                        .isEqualTo(explanation.missedWeeks());
                assertThat(explanation.weeks())
                        .allSatisfy(explained -> assertThat(count(explained.sessions()))
                                .isEqualTo(explained.week().sessions()));
            }
        });
    }

    private static SessionCount count(List<ExplainedSession> sessions) {
        var required = sessions.stream()
                .filter(session -> session.bearing().isRequired())
                .toList();
        return new SessionCount(
                required.size(),
                with(required, Bearing.ATTENDED) + with(required, Bearing.ATTENDED_LATE),
                with(required, Bearing.ATTENDED_LATE),
                (int) required.stream().filter(ExplainedSession::excused).count(),
                with(required, Bearing.UNRECORDED));
    }

    private static int with(List<ExplainedSession> sessions, Bearing bearing) {
        return (int) sessions.stream()
                .filter(session -> session.bearing() == bearing)
                .count();
    }

    private static Map<RaiseId, Raise> inYear(Assessment assessment, AcademicYear year) {
        return assessment.raises().stream()
                .filter(raise -> raise.id().academicYear().equals(year))
                .collect(Collectors.toMap(Raise::id, raise -> raise));
    }

    private static void forEachAssessment(BiConsumer<RandomLife, Assessment> check) {
        forEachSeed(LIVES / 10, seed -> live(seed, (life, _, assessment) -> check.accept(life, assessment)));
    }

    /** Looks at an assessment, with what was raised before it. */
    private interface Check {
        void look(RandomLife life, List<Raise> before, Assessment assessment);
    }

    private static void forEachSeed(long lives, LongConsumer test) {
        LongStream.range(FIRST_SEED, FIRST_SEED + lives).parallel().forEach(seed -> {
            try {
                test.accept(seed);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("the life of seed " + seed, e);
            }
        });
    }

    /** Assesses after every close and every correction, and lets the check look at it. */
    private static void live(long seed, Check check) {
        var life = new RandomLife(seed);
        var raises = List.<Raise>of();
        for (var remaining = CORRECTIONS_AFTER_THE_TERM; remaining >= 0; remaining -= life.isOver() ? 1 : 0) {
            var assessment = assess(life, life.history(), raises);
            check.look(life, raises, assessment);
            raises = assessment.raises();
            life.goOn();
        }
    }

    private static Assessment assess(RandomLife life, History history, List<Raise> raises) {
        return Assessor.assess(history, raises, life.policies(), life.closedWeeks());
    }

    private static Oracle oracle(RandomLife life) {
        return new Oracle(life.history(), life.policies(), life.firstClosedWeek(), life.latestClosedWeek());
    }

    /** A week in the words that the core and the oracle share. */
    private record Told(LocalDate monday, Outcome outcome, SessionCount sessions, int run, int missedInYear) {}

    private static List<Told> told(Assessment assessment) {
        return assessment.weeks().stream()
                .map(week -> new Told(
                        week.monday(),
                        week.outcome(),
                        week.sessions(),
                        week.standing().run(),
                        week.standing().missedInYear()))
                .toList();
    }

    private static List<Told> told(Oracle oracle) {
        return oracle.weeks().stream()
                .map(monday -> new Told(
                        monday,
                        oracle.outcome(monday),
                        oracle.count(monday),
                        oracle.run(monday).size(),
                        oracle.missedInYear(monday).size()))
                .toList();
    }

    private static Map<RaiseId, Memory> remembered(Assessment assessment) {
        var memories = new HashMap<RaiseId, Memory>();
        for (var raise : assessment.raises()) {
            var live = raise instanceof Raise.Live;
            memories.put(
                    raise.id(),
                    new Memory(
                            live,
                            raise.revision(),
                            raise.grounds().missedWeeks(),
                            raise.grounds().action()));
        }
        return memories;
    }

    private static Map<RaiseId, Boolean> standing(Assessment assessment) {
        var standing = new HashMap<RaiseId, Boolean>();
        assessment.raises().forEach(raise -> standing.put(raise.id(), raise instanceof Raise.Live));
        return standing;
    }
}
