package org.rollcall.cases.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.cases.CaseService;
import org.rollcall.cases.Stories;
import org.rollcall.cases.file.Casebooks.Taken;
import org.rollcall.cases.life.CaseFile;
import org.rollcall.cases.life.Casebook;
import org.rollcall.cases.life.RandomAutumn;
import org.rollcall.cases.life.RandomAutumn.Heard;
import org.rollcall.cases.life.StudentId;
import org.rollcall.cases.life.Week;
import org.rollcall.chassis.event.Coordinates;
import org.rollcall.chassis.event.Delivery;
import org.rollcall.contracts.ThresholdEvent;
import org.rollcall.contracts.WeekAssessed;
import org.rollcall.contracts.WeekAssessed.Outcome;
import org.rollcall.testkit.RollcallResource;

/** What the database keeps of the casebooks, and what it lets happen at the same time. */
@QuarkusTest
@QuarkusTestResource(
        value = RollcallResource.class,
        initArgs = @ResourceArg(name = "database", value = CaseService.DATABASE))
class CasebooksTest {

    private static final Instant NOW = Instant.parse("2026-10-07T08:00:00Z");

    @Inject
    Casebooks casebooks;

    @Inject
    Weeks weeks;

    @Inject
    Intake intake;

    @BeforeEach
    void empty() {
        CaseService.settle();
        CaseService.database().empty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void what_was_saved_is_opened_again_after_whatever_the_student_lived_through(int seed) {
        // given
        var random = new Random(seed);
        var student = new StudentId("S" + seed);
        var events = RandomAutumn.corrected(random).interleaved(random);
        var expected = Casebook.empty(student);

        // when
        for (var from = 0; from < events.size(); ) {
            var batch = events.subList(from, Math.min(events.size(), from + 1 + random.nextInt(12)));
            expected = hear(batch, expected);
            transaction(() -> hear(batch, student));
            from += batch.size();
        }

        // then
        var opened = open(student);
        assertThat(opened.facts()).isEqualTo(expected.facts());
        assertThat(opened.files()).containsExactlyInAnyOrderElementsOf(expected.files());
    }

    @Test
    void two_thresholds_of_a_student_at_the_same_moment_lead_to_one_case() throws Exception {
        for (var student : students(30)) {
            atTheSameMoment(() -> take(Stories.contact(student, 1)), () -> take(Stories.contact(student, 3)));

            assertThat(open(new StudentId(student)).files())
                    .singleElement()
                    .satisfies(file -> assertThat(file.thresholds()).hasSize(2));
        }
    }

    @Test
    void a_threshold_and_a_later_attended_week_at_the_same_moment_leave_no_open_case() throws Exception {
        for (var student : students(30)) {
            atTheSameMoment(() -> take(Stories.contact(student, 1)), () -> take(Stories.attended(student, 2)));

            assertThat(open(new StudentId(student)).files())
                    .noneMatch(CaseFile::isOpen)
                    .hasSize(1);
        }
    }

    @Test
    void two_batches_with_the_same_students_in_opposite_orders_both_go_through() throws Exception {
        // given
        var there = students(200);
        var back = new ArrayList<>(there);
        Collections.reverse(back);

        // when
        atTheSameMoment(
                () -> takeThresholds(there.stream()
                        .map(student -> Stories.contact(student, 1))
                        .toList()),
                () -> takeThresholds(back.stream()
                        .map(student -> Stories.interview(student, 4))
                        .toList()));

        // then
        assertThat(there)
                .allSatisfy(student -> assertThat(open(new StudentId(student)).files())
                        .extracting(file -> StateName.of(file.state()))
                        .containsExactly(StateName.InterviewRequired));
    }

    @Test
    void the_database_refuses_a_second_open_case_of_a_student_and_year() throws SQLException {
        // given
        take(Stories.contact("S1", 1));

        try (var connection = CaseService.database().connectAsApplication();
                var statement = connection.createStatement()) {
            // when
            var second = """
                    INSERT INTO cases (case_id, student_id, academic_year, programme_code, state, opened_at, since)
                    VALUES ('another', 'S1', '2026/27', 'BSC-CS', 'InterviewRequired', now(), now())
                    """;

            // then
            assertThatThrownBy(() -> statement.executeUpdate(second))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("cases_one_open");
        }
    }

    private void hear(List<Heard> batch, StudentId student) {
        casebooks.lock(Set.of(student));
        var before = casebooks.of(Set.of(student)).values().iterator().next();
        casebooks.save(List.of(new Taken(before, hear(batch, before))));
        weeks.keep(batch.stream()
                .flatMap(heard -> heard.week().stream())
                .map(week -> Stories.assessed(
                        student.value(),
                        week.starting(),
                        week.outcome() == Week.Outcome.ATTENDED ? Outcome.ATTENDED : Outcome.MISSED,
                        week.revision()))
                .toList());
    }

    private static Casebook hear(List<Heard> batch, Casebook casebook) {
        for (var heard : batch) {
            casebook = heard.by().apply(casebook, NOW).casebook();
        }
        return casebook;
    }

    private Casebook open(StudentId student) {
        return QuarkusTransaction.requiringNew()
                .call(() -> casebooks.of(Set.of(student)).values().iterator().next());
    }

    private void take(ThresholdEvent threshold) {
        takeThresholds(List.of(threshold));
    }

    private void takeThresholds(List<? extends ThresholdEvent> thresholds) {
        transaction(() -> intake.takeThresholds(thresholds.stream()
                .map(threshold -> delivery(threshold, Stories.eventId(threshold)))
                .toList()));
    }

    private void take(WeekAssessed week) {
        transaction(() -> intake.takeWeeks(List.of(delivery(week, week.toString()))));
    }

    private static void transaction(Runnable work) {
        QuarkusTransaction.requiringNew().run(work);
    }

    private static <E> Delivery<E> delivery(E event, String id) {
        return new Delivery<>(new Coordinates("topic", 0, 0), null, id, null, event);
    }

    private static List<String> students(int count) {
        return IntStream.rangeClosed(1, count).mapToObj("S%03d"::formatted).toList();
    }

    private static void atTheSameMoment(Runnable one, Runnable other) throws Exception {
        var start = new CyclicBarrier(2);
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (var done : threads.invokeAll(List.of(after(start, one), after(start, other)))) {
                done.get();
            }
        }
    }

    private static Callable<Boolean> after(CyclicBarrier start, Runnable work) {
        return () -> {
            start.await();
            work.run();
            return true;
        };
    }
}
