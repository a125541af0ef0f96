package org.rollcall.attendance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.attendance.Monday.ROOM;
import static org.rollcall.attendance.Monday.absent;
import static org.rollcall.attendance.Monday.at;
import static org.rollcall.attendance.Monday.cancelled;
import static org.rollcall.attendance.Monday.card;
import static org.rollcall.attendance.Monday.lecture;
import static org.rollcall.attendance.Monday.onTuesdayAt;
import static org.rollcall.attendance.Monday.present;
import static org.rollcall.attendance.Monday.register;
import static org.rollcall.attendance.Monday.swipe;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.contracts.AttendanceRecord.Source;
import org.rollcall.contracts.AttendanceRecord.Status;
import org.rollcall.contracts.Register;
import org.rollcall.contracts.TimetableSession;
import org.rollcall.testkit.RollcallResource;

/** What the close of a session infers, and what it leaves alone. */
@QuarkusTest
@QuarkusTestResource(value = RollcallResource.class, initArgs = @ResourceArg(name = "database", value = "attendance"))
class SessionCloseTest {

    private static final Instant BEFORE = at("08:00");
    private static final Instant CLOSED = onTuesdayAt("10:00");

    private final TimetableSession lecture = lecture("L1", "09:00", "10:00", "S1", "S2");

    @Inject
    Desk desk;

    @Inject
    InstantSource clock;

    @BeforeEach
    void start() {
        Service.emptyAndBeforeEverything(clock);
        desk.take(BEFORE, card("C1", "S1"), card("C2", "S2"), card("C3", "S3"));
    }

    @ParameterizedTest
    @CsvSource({
        "09:59:59.999999, EXPECTED",
        "10:00:00.000000, UNRECORDED",
        "10:00:00.000001, UNRECORDED",
    })
    void a_session_closes_twenty_four_hours_after_its_end(String timeOnTuesday, Status status) {
        // given
        desk.take(BEFORE, lecture);

        // when
        desk.tick(onTuesdayAt(timeOnTuesday));

        // then
        assertThat(desk.status("S1", "L1")).isEqualTo(status);
    }

    @Test
    void whoever_was_expected_is_absent_when_anybody_swiped() {
        // given
        desk.take(BEFORE, lecture);
        desk.take(BEFORE, swipe("C1", "09:00"));

        // when
        desk.tick(CLOSED);

        // then
        assertThat(desk.status("S1", "L1")).isEqualTo(Status.PRESENT);
        var absentee = desk.record("S2", "L1");
        assertThat(absentee.status()).isEqualTo(Status.ABSENT);
        assertThat(absentee.source()).isEqualTo(Source.SESSION_CLOSE);
        assertThat(absentee.observedAt()).isNull();
        assertThat(desk.outbox()).containsExactly(absentee);
    }

    @Test
    void a_mark_of_absence_is_attendance_that_was_taken() {
        // given
        desk.take(BEFORE, lecture);
        desk.take(BEFORE, register("L1", "10:05", absent("S1")));

        // when
        desk.tick(CLOSED);

        // then
        assertThat(desk.status("S2", "L1")).isEqualTo(Status.ABSENT);
    }

    @Test
    void a_mark_for_somebody_who_is_not_on_the_session_is_not() {
        // given
        desk.take(BEFORE, lecture);
        desk.take(BEFORE, register("L1", "10:05", present("S3")));

        // when
        desk.tick(CLOSED);

        // then
        assertThat(desk.status("S1", "L1")).isEqualTo(Status.UNRECORDED);
    }

    @Test
    void after_the_close_a_swipe_speaks_for_its_own_student_alone() {
        // given
        desk.take(BEFORE, lecture);
        desk.tick(CLOSED);

        // when
        desk.take(CLOSED, swipe("C1", "09:00"));
        desk.tick(CLOSED.plus(Duration.ofDays(1)));

        // then
        assertThat(desk.status("S1", "L1")).isEqualTo(Status.PRESENT);
        assertThat(desk.status("S2", "L1")).isEqualTo(Status.UNRECORDED);
    }

    @Test
    void whoever_is_added_after_the_close_is_closed_as_the_others_were() {
        // given
        desk.take(BEFORE, lecture, lecture("L2", "11:00", "12:00", "S1"));
        desk.take(BEFORE, swipe("C1", "09:00"));
        desk.tick(onTuesdayAt("12:00"));
        desk.take(CLOSED, swipe("C1", "11:00"));

        // when
        desk.take(
                onTuesdayAt("12:00"),
                lecture("L1", "09:00", "10:00", "S1", "S2", "S3"),
                lecture("L2", "11:00", "12:00", "S1", "S3"));

        // then
        assertThat(desk.status("S3", "L1")).isEqualTo(Status.ABSENT);
        assertThat(desk.status("S3", "L2")).as("the swipe came after the close").isEqualTo(Status.UNRECORDED);
    }

    @Test
    void a_session_that_first_arrives_when_it_is_overdue_closes_at_the_next_tick_with_what_was_waiting_for_it() {
        // given
        desk.take(CLOSED, swipe("C1", "09:00"));

        // when
        desk.take(CLOSED, lecture);
        assertThat(desk.status("S2", "L1")).isEqualTo(Status.EXPECTED);
        desk.tick(CLOSED);

        // then
        assertThat(desk.status("S2", "L1")).isEqualTo(Status.ABSENT);
    }

    @Test
    void a_closed_session_that_is_moved_to_where_its_close_is_still_to_come_is_open_again() {
        // given
        desk.take(BEFORE, lecture);
        desk.take(BEFORE, swipe("C1", "09:00"));
        desk.tick(CLOSED);

        // when
        desk.take(CLOSED, lecture("L1", onTuesdayAt("14:00"), onTuesdayAt("15:00"), ROOM, "S1", "S2"));

        // then
        assertThat(desk.status("S1", "L1")).isEqualTo(Status.EXPECTED);
        assertThat(desk.status("S2", "L1")).isEqualTo(Status.EXPECTED);
        assertThat(desk.nextDue(CLOSED)).contains(onTuesdayAt("15:00").plus(Duration.ofHours(24)));
    }

    @Test
    void a_closed_session_that_is_moved_within_the_past_stays_as_it_was_closed() {
        // given
        desk.take(BEFORE, lecture);
        desk.tick(CLOSED);
        desk.take(CLOSED, swipe("C1", "08:05"));

        // when
        desk.take(CLOSED, lecture("L1", "08:00", "09:00", "S1", "S2"));
        desk.tick(CLOSED);

        // then
        assertThat(desk.status("S1", "L1")).as("seen at its true time").isEqualTo(Status.PRESENT);
        assertThat(desk.status("S2", "L1"))
                .as("nothing is inferred after the close")
                .isEqualTo(Status.UNRECORDED);
    }

    @Test
    void a_cancelled_session_is_not_closed_until_it_is_held_after_all() {
        // given
        desk.take(BEFORE, cancelled(lecture));
        assertThat(desk.nextDue(BEFORE)).isEmpty();
        desk.tick(CLOSED);
        assertThat(desk.status("S1", "L1")).isEqualTo(Status.CANCELLED);

        // when
        desk.take(CLOSED, lecture);
        desk.tick(CLOSED);

        // then
        assertThat(desk.status("S1", "L1")).isEqualTo(Status.UNRECORDED);
    }

    @Test
    void the_next_close_is_that_of_the_session_that_ends_first() {
        // given
        desk.take(BEFORE, lecture, lecture("L2", "08:00", "08:30", "S1"));

        // when
        desk.tick(onTuesdayAt("08:30"));

        // then
        assertThat(desk.nextDue(CLOSED)).contains(CLOSED);
        assertThat(desk.status("S1", "L2")).isEqualTo(Status.UNRECORDED);
        assertThat(desk.status("S1", "L1")).isEqualTo(Status.EXPECTED);
    }

    @Test
    void many_sessions_close_in_several_transactions() {
        // given
        desk.take(
                BEFORE,
                IntStream.range(0, 250)
                        .mapToObj(i -> lecture("L-" + i, "09:00", "10:00", "S1", "S2"))
                        .toArray(TimetableSession[]::new));

        // when
        desk.tick(CLOSED);

        // then
        assertThat(desk.records())
                .hasSize(500)
                .allSatisfy((_, record) -> assertThat(record.status()).isEqualTo(Status.UNRECORDED));
        assertThat(desk.nextDue(CLOSED)).isEmpty();
    }

    @Test
    void sessions_that_close_by_the_thousand_block_no_swipe() throws Exception {
        // given sessions of fifty that are due, every second one with a register, and one that is still held
        var many = Integer.getInteger("rollcall.sessions", 100);
        var students = IntStream.range(0, 50).mapToObj(i -> "T" + i).toArray(String[]::new);
        for (var from = 0; from < many; from += 100) {
            desk.take(
                    BEFORE,
                    IntStream.range(from, Math.min(many, from + 100))
                            .mapToObj(i -> lecture("L-" + i, "09:00", "10:00", students))
                            .toArray(TimetableSession[]::new));
        }
        desk.take(
                BEFORE,
                IntStream.range(0, many / 2)
                        .mapToObj(i -> register("L-" + 2 * i, "10:05", absent("T0")))
                        .toArray(Register[]::new));
        desk.take(BEFORE, lecture("NOW", onTuesdayAt("09:30"), onTuesdayAt("10:30"), ROOM, "S1"));

        // when
        var taken = 0;
        try (var threads = Executors.newSingleThreadExecutor()) {
            var close = threads.submit(() -> desk.tick(CLOSED));
            while (!close.isDone()) {
                desk.take(CLOSED, swipe("C1", onTuesdayAt("09:30").plusMillis(taken++)));
            }
            close.get();
        }

        // then
        assertThat(taken).as("swipes while sessions closed").isGreaterThan(1);
        assertThat(desk.status("S1", "NOW")).isEqualTo(Status.PRESENT);
        assertThat(desk.rows("SELECT count(*) FROM record_now WHERE status = 'ABSENT'", row -> row.getInt(1)))
                .containsExactly(many / 2 * 50);
        assertThat(desk.rows("SELECT count(*) FROM record_now WHERE status = 'UNRECORDED'", row -> row.getInt(1)))
                .containsExactly(many / 2 * 50);
        assertThat(desk.outbox()).hasSize(many * 50 - many / 2);
    }
}
