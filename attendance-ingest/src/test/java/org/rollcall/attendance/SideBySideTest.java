package org.rollcall.attendance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.attendance.Monday.absent;
import static org.rollcall.attendance.Monday.at;
import static org.rollcall.attendance.Monday.card;
import static org.rollcall.attendance.Monday.lecture;
import static org.rollcall.attendance.Monday.onTuesdayAt;
import static org.rollcall.attendance.Monday.register;
import static org.rollcall.attendance.Monday.swipe;
import static org.rollcall.testkit.Patience.patiently;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rollcall.contracts.AttendanceRecord.Status;
import org.rollcall.contracts.Register;
import org.rollcall.contracts.StudentCard;
import org.rollcall.contracts.Swipe;
import org.rollcall.contracts.TimetableSession;
import org.rollcall.testkit.RollcallResource;

/** Topics are consumed side by side, and by several instances: what happens in two transactions at once. */
@QuarkusTest
@QuarkusTestResource(value = RollcallResource.class, initArgs = @ResourceArg(name = "database", value = "attendance"))
class SideBySideTest {

    private static final Instant NOW = at("12:00");

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch mayCommit = new CountDownLatch(1);

    @Inject
    Desk desk;

    @Inject
    Intake<TimetableSession> sessions;

    @Inject
    Intake<Swipe> swipes;

    @Inject
    Intake<Register> registers;

    @Inject
    InstantSource clock;

    @BeforeEach
    void start() {
        Service.emptyAndBeforeEverything(clock);
    }

    @AfterEach
    void end() {
        mayCommit.countDown();
        threads.shutdown();
    }

    @Test
    void a_swipe_that_comes_while_its_session_is_being_taken_finds_it() throws Exception {
        // given
        desk.take(NOW, card("C1", "S1"));
        var session =
                inAnOpenTransaction(() -> sessions.take(desk.deliveries(lecture("L1", "09:00", "10:00", "S1")), NOW));

        // when
        var swipe = threads.submit(() -> desk.take(NOW, swipe("C1", "09:00")));
        patiently().until(this::somebodyWaits);
        mayCommit.countDown();

        // then
        session.get(10, TimeUnit.SECONDS);
        swipe.get(10, TimeUnit.SECONDS);
        assertThat(desk.status("S1", "L1")).isEqualTo(Status.PRESENT);
    }

    @Test
    void a_session_that_comes_while_its_swipe_is_being_taken_finds_it() throws Exception {
        // given
        desk.take(NOW, card("C1", "S1"));
        var swipe = inAnOpenTransaction(() -> swipes.take(desk.deliveries(swipe("C1", "09:00")), NOW));

        // when
        var session = threads.submit(() -> desk.take(NOW, lecture("L1", "09:00", "10:00", "S1")));
        patiently().until(this::somebodyWaits);
        mayCommit.countDown();

        // then
        swipe.get(10, TimeUnit.SECONDS);
        session.get(10, TimeUnit.SECONDS);
        assertThat(desk.status("S1", "L1")).isEqualTo(Status.PRESENT);
    }

    @Test
    void swipes_of_other_students_do_not_wait_for_each_other() throws Exception {
        // given
        desk.take(NOW, card("C1", "S1"), card("C2", "S2"));
        desk.take(NOW, lecture("L1", "09:00", "10:00", "S1", "S2"));
        var first = inAnOpenTransaction(() -> swipes.take(desk.deliveries(swipe("C1", "09:00")), NOW));

        // when
        desk.take(NOW, swipe("C2", "09:00"));

        // then
        assertThat(desk.status("S2", "L1")).isEqualTo(Status.PRESENT);
        mayCommit.countDown();
        first.get(10, TimeUnit.SECONDS);
    }

    @Test
    void two_swipes_of_one_student_are_both_seen_whoever_commits_last() throws Exception {
        // given
        desk.take(NOW, card("C1", "S1"), card("C2", "S1"));
        desk.take(NOW, lecture("L1", "09:00", "10:00", "S1"));
        var later = inAnOpenTransaction(() -> swipes.take(desk.deliveries(swipe("C1", "09:30")), NOW));

        // when
        var earlier = threads.submit(() -> desk.take(NOW, swipe("C2", "09:05")));
        patiently().until(this::somebodyWaits);
        mayCommit.countDown();

        // then
        later.get(10, TimeUnit.SECONDS);
        earlier.get(10, TimeUnit.SECONDS);
        assertThat(desk.record("S1", "L1").observedAt()).isEqualTo(at("09:05"));
        assertThat(desk.record("S1", "L1").revision()).isEqualTo(3);
    }

    @Test
    void a_mark_that_comes_while_a_swipe_is_being_taken_is_contradicted_by_it() throws Exception {
        // given
        desk.take(NOW, card("C1", "S1"));
        desk.take(NOW, lecture("L1", "09:00", "10:00", "S1"));
        var swipe = inAnOpenTransaction(() -> swipes.take(desk.deliveries(swipe("C1", "09:00")), NOW));

        // when
        var mark = threads.submit(() -> desk.take(NOW, register("L1", "09:10", absent("S1"))));
        patiently().until(this::somebodyWaits);
        mayCommit.countDown();

        // then
        swipe.get(10, TimeUnit.SECONDS);
        mark.get(10, TimeUnit.SECONDS);
        assertThat(desk.status("S1", "L1")).isEqualTo(Status.ABSENT);
        assertThat(desk.record("S1", "L1").contradicted()).isTrue();
    }

    @Test
    void a_swipe_that_comes_while_a_mark_is_being_taken_contradicts_it() throws Exception {
        // given
        desk.take(NOW, card("C1", "S1"));
        desk.take(NOW, lecture("L1", "09:00", "10:00", "S1"));
        var mark =
                inAnOpenTransaction(() -> registers.take(desk.deliveries(register("L1", "09:10", absent("S1"))), NOW));

        // when
        var swipe = threads.submit(() -> desk.take(NOW, swipe("C1", "09:00")));
        patiently().until(this::somebodyWaits);
        mayCommit.countDown();

        // then
        mark.get(10, TimeUnit.SECONDS);
        swipe.get(10, TimeUnit.SECONDS);
        assertThat(desk.status("S1", "L1")).isEqualTo(Status.ABSENT);
        assertThat(desk.record("S1", "L1").contradicted()).isTrue();
    }

    @Test
    void a_swipe_that_is_being_taken_while_its_session_closes_is_attendance_that_was_taken() throws Exception {
        // given
        desk.take(NOW, card("C1", "S1"));
        desk.take(NOW, lecture("L1", "09:00", "10:00", "S1", "S2"));
        var swipe = inAnOpenTransaction(() -> swipes.take(desk.deliveries(swipe("C1", "09:00")), NOW));

        // when
        var close = threads.submit(() -> desk.tick(onTuesdayAt("10:00")));
        patiently().until(this::somebodyWaits);
        mayCommit.countDown();

        // then
        swipe.get(10, TimeUnit.SECONDS);
        close.get(10, TimeUnit.SECONDS);
        assertThat(desk.status("S1", "L1")).isEqualTo(Status.PRESENT);
        assertThat(desk.status("S2", "L1")).isEqualTo(Status.ABSENT);
    }

    @Test
    void many_batches_over_the_same_students_never_block_each_other_for_good() throws Exception {
        // given swipes of 40 students at 3 sessions, each in the batches of four threads, mixed differently
        var random = new Random(40);
        var students = IntStream.range(0, 40).mapToObj(Integer::toString).toList();
        desk.take(
                NOW,
                students.stream().map(student -> card("C" + student, student)).toArray(StudentCard[]::new));
        var all = students.toArray(String[]::new);
        desk.take(
                NOW,
                lecture("L1", "09:00", "10:00", all),
                lecture("L2", "10:00", "11:00", all),
                lecture("L3", "11:00", "12:00", all));
        var swiped = students.stream()
                .flatMap(student -> Stream.of("09:00", "09:40", "09:50", "10:20", "11:30", "11:50")
                        .map(time -> swipe("C" + student, time)))
                .toList();

        // when
        var done = new ArrayList<Future<?>>();
        for (var thread = 0; thread < 4; thread++) {
            var mixed = new ArrayList<>(swiped);
            Collections.shuffle(mixed, random);
            done.add(threads.submit(() -> {
                for (var from = 0; from < mixed.size(); from += 60) {
                    desk.take(NOW, mixed.subList(from, from + 60).toArray(Swipe[]::new));
                }
            }));
        }
        done.add(threads.submit(() -> desk.tick(onTuesdayAt("10:30"))));
        for (var each : done) {
            each.get(30, TimeUnit.SECONDS);
        }

        // then
        assertThat(desk.records())
                .hasSize(120)
                .allSatisfy((key, record) -> assertThat(record.observedAt())
                        .isEqualTo(at(
                                switch (key.sessionId()) {
                                    case "L1" -> "09:00";
                                    case "L2" -> "09:50";
                                    default -> "11:30";
                                })));
    }

    /** Does the work, and commits it when the test says so. */
    private Future<?> inAnOpenTransaction(Runnable work) throws InterruptedException {
        var done = new CountDownLatch(1);
        var committed = threads.submit(() -> QuarkusTransaction.requiringNew().run(() -> {
            work.run();
            done.countDown();
            awaitLeave();
        }));
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        return committed;
    }

    private void awaitLeave() {
        try {
            assertThat(mayCommit.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean somebodyWaits() {
        return desk.rows(
                        "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock')",
                        row -> row.getBoolean(1))
                .getFirst();
    }
}
