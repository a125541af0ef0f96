package org.rollcall.engagement.assessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.engagement.University.WEEK_1;
import static org.rollcall.engagement.University.closeOf;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rollcall.contracts.AttendanceRecord.Status;
import org.rollcall.engagement.EngagementSettings;
import org.rollcall.engagement.University;
import org.rollcall.engagement.due.Due;
import org.rollcall.engagement.due.DueStudents;
import org.rollcall.engagement.week.WeekClosing;
import org.rollcall.testkit.RollcallResource;

/** Four students make a portion here, so that there are several. */
@QuarkusTest
@QuarkusTestResource(value = RollcallResource.class, initArgs = @ResourceArg(name = "database", value = "engagement"))
class AssessmentsTest {

    private static final List<String> STUDENTS =
            IntStream.range(0, 10).mapToObj(number -> "S200000" + number).toList();

    @Inject
    InstantSource clock;

    @Inject
    AssessmentWork work;

    @Inject
    Assessments assessments;

    @Inject
    WeekClosing closing;

    @Inject
    DueStudents due;

    private University university;

    @BeforeEach
    void term() {
        university = new University(clock);
        university.enrols(STUDENTS.toArray(String[]::new));
        STUDENTS.forEach(student -> university.misses(student, 1, 2, 3));
        university.awaitConsumed();
    }

    @AfterEach
    void end() {
        university.close();
    }

    @Test
    void several_workers_assess_everybody_once_as_of_each_week() {
        // when
        Stream.generate(() -> CompletableFuture.runAsync(() -> doAllDue(closeOf(3))))
                .limit(3)
                .toList()
                .forEach(CompletableFuture::join);
        // Whoever found nothing to take may have stopped while another still worked.
        doAllDue(closeOf(3));
        university.awaitPublished();

        // then
        assertThat(university.weeks()).isEqualTo(ofEveryStudent("1 MISSED/1", "2 MISSED/1", "3 MISSED/1"));
        assertThat(university.steps()).isEqualTo(ofEveryStudent("+one-week@1/1", "+three-weeks@3/1"));
    }

    @Test
    void a_worker_that_dies_between_two_portions_or_in_one_leaves_the_rest_to_the_next() {
        // given
        closing.closeDue(closeOf(1));
        assessments.assessSome(closeOf(1), Duration.ZERO);
        var leftByTheFirst = due.count();
        QuarkusTransaction.begin();
        due.take(4, Duration.ZERO);
        QuarkusTransaction.rollback();

        // when
        doAllDue(closeOf(1));
        university.awaitPublished();

        // then
        assertThat(leftByTheFirst).isEqualTo(6);
        assertThat(university.weeks()).isEqualTo(ofEveryStudent("1 MISSED/1"));
        assertThat(university.steps()).isEqualTo(ofEveryStudent("+one-week@1/1"));
    }

    @Test
    void the_next_week_does_not_close_while_somebody_is_still_assessed_as_of_this_one() {
        // given
        closing.closeDue(closeOf(1));
        while (due.count() > 4) {
            assessments.assessSome(closeOf(1), Duration.ZERO);
        }

        // when the last portion is in hand and not committed
        QuarkusTransaction.begin();
        due.take(4, Duration.ZERO);
        var closed = CompletableFuture.supplyAsync(() -> closing.closeDue(closeOf(3)))
                .join();
        QuarkusTransaction.rollback();

        // then
        assertThat(closed).isFalse();
    }

    @Test
    void assessing_again_without_a_change_says_nothing() {
        // given
        doAllDue(closeOf(1));
        university.awaitPublished();
        var said = university.rows("SELECT count(*) FROM outbox");

        // when
        STUDENTS.forEach(student -> university.says(University.session(student, WEEK_1, Status.ABSENT, 3)));
        university.awaitConsumed();
        assertThat(due.count()).isEqualTo(STUDENTS.size());
        doAllDue(closeOf(1));

        // then
        assertThat(university.rows("SELECT count(*) FROM outbox")).isEqualTo(said);
    }

    @Test
    void corrections_are_gathered_for_a_while_before_they_are_assessed() {
        // given
        doAllDue(closeOf(1));

        // when
        university.says(University.session(STUDENTS.getFirst(), WEEK_1, Status.PRESENT, 3));
        university.awaitConsumed();

        // then
        assertThat(takenAfter(Duration.ofHours(1))).isEmpty();
        assertThat(takenAfter(Duration.ZERO)).containsExactly(STUDENTS.getFirst());
    }

    @Test
    void a_week_that_is_due_does_not_wait_until_corrections_were_gathered() {
        // given
        doAllDue(closeOf(1));
        university.says(University.session(STUDENTS.getFirst(), WEEK_1, Status.PRESENT, 3));
        university.awaitConsumed();
        var patient = new AssessmentWork(assessments, closing, due, new Patient());

        // when
        var before = patient.runDue(closeOf(1));
        while (patient.runDue(closeOf(2))) {
            // Until nothing is left, as the ticker does.
        }
        university.awaitPublished();

        // then it is assessed as of the first week, and then the second closes
        assertThat(before).as("gathered").isFalse();
        assertThat(university.weeks(STUDENTS.getFirst())).containsExactly("1 MISSED/1", "1 ATTENDED/2", "2 MISSED/1");
    }

    /** Gathers corrections for longer than a test lasts. */
    private record Patient() implements EngagementSettings {

        @Override
        public Optional<List<Path>> policies() {
            return Optional.empty();
        }

        @Override
        public int studentsAtOnce() {
            return 4;
        }

        @Override
        public int portionsAtOnce() {
            return 2;
        }

        @Override
        public Duration correctionPause() {
            return Duration.ofHours(1);
        }
    }

    @Test
    void a_week_that_closes_is_assessed_at_once() {
        // when
        closing.closeDue(closeOf(1));

        // then
        assertThat(takenAfter(Duration.ofHours(1))).isEqualTo(STUDENTS);
    }

    /** Whom a worker would take, which dies of it. */
    private List<String> takenAfter(Duration pause) {
        QuarkusTransaction.begin();
        var taken = due.take(100, pause);
        QuarkusTransaction.rollback();
        return taken.stream().map(Due::studentId).sorted().toList();
    }

    private static Map<String, List<String>> ofEveryStudent(String... said) {
        return STUDENTS.stream().collect(Collectors.toMap(student -> student, _ -> List.of(said)));
    }

    private void doAllDue(Instant now) {
        while (work.runDue(now)) {
            // Until nothing is left, as the ticker does.
        }
    }
}
