package org.rollcall.attendance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.attendance.Monday.ROOM;
import static org.rollcall.attendance.Monday.absent;
import static org.rollcall.attendance.Monday.at;
import static org.rollcall.attendance.Monday.cancelled;
import static org.rollcall.attendance.Monday.card;
import static org.rollcall.attendance.Monday.late;
import static org.rollcall.attendance.Monday.lecture;
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
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.contracts.AttendanceRecord.Source;
import org.rollcall.contracts.AttendanceRecord.Status;
import org.rollcall.contracts.Swipe;
import org.rollcall.testkit.RollcallResource;

/** Which session a swipe or a mark counts for, and what the record says then. */
@QuarkusTest
@QuarkusTestResource(value = RollcallResource.class, initArgs = @ResourceArg(name = "database", value = "attendance"))
class MatchingTest {

    private static final Instant NOW = at("12:00");

    @Inject
    Desk desk;

    @Inject
    InstantSource clock;

    @BeforeEach
    void start() {
        Service.emptyAndBeforeEverything(clock);
    }

    @ParameterizedTest
    @CsvSource({
        "08:44:59.999999, EXPECTED",
        "08:45:00.000000, PRESENT",
        "08:45:00.000001, PRESENT",
        "09:09:59.999999, PRESENT",
        "09:10:00.000000, PRESENT",
        "09:10:00.000001, LATE",
        "09:59:59.999999, LATE",
        "10:00:00.000000, LATE",
        "10:00:00.000001, EXPECTED",
    })
    void a_swipe_counts_from_a_quarter_of_an_hour_before_the_start_until_the_end(String time, Status status) {
        // given
        desk.take(NOW, lecture("L1", "09:00", "10:00", "S1"));
        desk.take(NOW, card("C1", "S1"));

        // when
        desk.take(NOW, swipe("C1", time));

        // then
        assertThat(desk.status("S1", "L1")).isEqualTo(status);
        assertThat(unmatchedSwipes()).hasSize(status == Status.EXPECTED ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({
        "09:51:00, L1",
        "09:52:00, L1",
        "09:52:00.000001, L2",
        "10:00:00, L2",
    })
    void of_two_open_windows_the_nearer_start_wins_and_the_earlier_of_two_that_are_as_near(
            String time, String session) {
        // given a room with a lecture at 09:44 and one at 10:00, eight minutes from 09:52
        desk.take(NOW, lecture("L1", "09:44", "10:30", "S1"), lecture("L2", "10:00", "11:00", "S1"));
        desk.take(NOW, card("C1", "S1"));

        // when
        desk.take(NOW, swipe("C1", time));

        // then
        assertThat(desk.status("S1", session)).isEqualTo(Status.PRESENT);
        assertThat(desk.records().values())
                .extracting(record -> record.status())
                .contains(Status.EXPECTED);
    }

    @Test
    void of_two_sessions_that_start_together_the_first_by_id_wins() {
        // given
        desk.take(NOW, lecture("L2", "09:00", "10:00", "S1"), lecture("L1", "09:00", "10:00", "S1"));
        desk.take(NOW, card("C1", "S1"));

        // when one swipe before the start, and one after it
        desk.take(NOW, swipe("C1", "08:55"), swipe("C1", "09:05"));

        // then
        assertThat(desk.status("S1", "L1")).isEqualTo(Status.PRESENT);
        assertThat(desk.status("S1", "L2")).isEqualTo(Status.EXPECTED);
    }

    @Test
    void a_swipe_in_another_room_counts_for_nothing() {
        // given
        desk.take(NOW, lecture("L1", "09:00", "10:00", "S1"), lecture("ONLINE", at("09:00"), at("10:00"), null, "S1"));
        desk.take(NOW, card("C1", "S1"));

        // when
        desk.take(NOW, new Swipe("C1", "JP-302", "R-0413", at("09:00")));

        // then
        assertThat(desk.status("S1", "L1")).isEqualTo(Status.EXPECTED);
        assertThat(desk.status("S1", "ONLINE")).isEqualTo(Status.EXPECTED);
        assertThat(unmatchedSwipes()).containsExactly("C1");
    }

    @Test
    void a_session_that_runs_for_days_still_finds_the_swipe_on_its_last_day() {
        // given
        desk.take(NOW, lecture("TRIP", at("09:00"), at("09:00").plus(Duration.ofDays(5)), ROOM, "S1"));
        desk.take(NOW, card("C1", "S1"));

        // when
        desk.take(NOW, swipe("C1", at("09:00").plus(Duration.ofDays(4))));

        // then
        assertThat(desk.status("S1", "TRIP")).isEqualTo(Status.LATE);
    }

    @Test
    void the_earliest_swipe_stands_whichever_comes_first() {
        // given
        desk.take(NOW, lecture("L1", "09:00", "10:00", "S1"));
        desk.take(NOW, card("C1", "S1"), card("C2", "S1"));

        // when
        desk.take(NOW, swipe("C1", "09:20"));
        desk.take(NOW, swipe("C2", "09:02"));
        desk.take(NOW, swipe("C1", "09:05"));

        // then
        var record = desk.record("S1", "L1");
        assertThat(record.status()).isEqualTo(Status.PRESENT);
        assertThat(record.observedAt()).isEqualTo(at("09:02"));
        assertThat(record.revision()).isEqualTo(3);
    }

    @Test
    void a_swipe_is_known_again_by_card_instant_and_reader_or_by_the_room_where_no_reader_is_named() {
        // given
        var named = new Swipe("C1", ROOM, "R-0412", at("09:00"));
        var unnamed = new Swipe("C1", ROOM, null, at("09:00"));

        // when
        desk.take(NOW, named, unnamed, named);
        desk.take(NOW, unnamed, named);

        // then
        assertThat(unmatchedSwipes()).hasSize(2);
    }

    @Test
    void a_swipe_lies_in_the_line_that_it_made_until_it_is_matched_again() {
        // given
        desk.take(NOW, lecture("L1", "09:00", "10:00", "S1"));
        desk.take(NOW, card("C1", "S1"));

        // when
        desk.take(NOW, swipe("C1", "09:01"));

        // then
        assertThat(swipes()).isEmpty();
        assertThat(swipesInLines()).containsExactly("C1");

        // when
        desk.take(NOW, register("L1", "09:30", absent("S1")));

        // then
        assertThat(desk.record("S1", "L1").contradicted()).isTrue();
        assertThat(swipes()).isEmpty();
        assertThat(swipesInLines()).containsExactly("C1");

        // when
        desk.take(NOW, lecture("L1", "14:00", "15:00", "S1"));

        // then
        assertThat(desk.record("S1", "L1").contradicted()).isFalse();
        assertThat(swipes()).containsExactly("C1");
        assertThat(swipesInLines()).isEmpty();
    }

    @Test
    void an_earlier_swipe_finds_the_one_that_lies_in_a_line_and_the_later_still_counts_when_it_is_gone() {
        // given a card of which the first holder was seen with another card, too
        desk.take(NOW, lecture("L1", "09:00", "10:00", "S1", "S2"));
        desk.take(NOW, card("C1", "S1"), card("C2", "S1"));
        desk.take(NOW, swipe("C1", "09:15"));

        // when
        desk.take(NOW, swipe("C2", "09:01"));

        // then
        assertThat(desk.status("S1", "L1")).isEqualTo(Status.PRESENT);

        // when that card turns out to be somebody else's
        desk.take(NOW, card("C2", "S2"));

        // then
        assertThat(desk.status("S1", "L1")).isEqualTo(Status.LATE);
        assertThat(desk.status("S2", "L1")).isEqualTo(Status.PRESENT);
    }

    @Test
    void a_swipe_that_comes_again_is_known_in_its_line_and_among_the_others() {
        // given
        desk.take(NOW, lecture("L1", "09:00", "10:00", "S1"));
        desk.take(NOW, card("C1", "S1"));
        desk.take(NOW, swipe("C1", "09:01"));

        // when
        desk.take(NOW, swipe("C1", "09:01"));

        // then
        assertThat(swipesInLines()).hasSize(1);
        assertThat(swipes()).isEmpty();

        // when
        desk.take(NOW, lecture("L1", "09:00", "11:00", "S1"));
        desk.take(NOW, swipe("C1", "09:01"));

        // then
        assertThat(swipesInLines()).isEmpty();
        assertThat(swipes()).hasSize(1);
    }

    @Test
    void a_student_who_is_remembered_as_expected_may_have_been_marked_since() {
        // given a session whose students were read when the first swiped
        desk.take(NOW, lecture("L1", "09:00", "10:00", "S1", "S2"));
        desk.take(NOW, card("C1", "S1"), card("C2", "S2"));
        desk.take(NOW, swipe("C1", "09:01"));
        desk.take(NOW, register("L1", "09:30", absent("S2")));

        // when
        desk.take(NOW, swipe("C2", "09:02"));

        // then
        assertThat(desk.record("S2", "L1").contradicted()).isTrue();
        assertThat(desk.record("S2", "L1").revision()).isEqualTo(3);
    }

    @Test
    void a_student_who_is_remembered_as_expected_at_a_session_as_it_was_may_be_expected_at_another_by_now() {
        // given
        desk.take(NOW, lecture("L1", "09:00", "10:00", "S1", "S2"), lecture("L2", "10:00", "11:00", "S2"));
        desk.take(NOW, card("C1", "S1"), card("C2", "S2"));
        desk.take(NOW, swipe("C1", "09:55"));
        desk.take(NOW, lecture("L1", "09:00", "10:05", "S1"));

        // when a swipe at which both would be open
        desk.take(NOW, swipe("C2", "09:50"));

        // then
        assertThat(desk.status("S2", "L1")).isEqualTo(Status.CANCELLED);
        assertThat(desk.status("S2", "L2")).isEqualTo(Status.PRESENT);
    }

    @Test
    void the_holder_of_a_card_is_remembered_until_another_has_it() {
        // given
        desk.take(NOW, lecture("L1", "09:00", "10:00", "S1", "S2"), lecture("L2", "12:00", "13:00", "S1", "S2"));
        desk.take(NOW, card("C1", "S1"));
        desk.take(NOW, swipe("C1", "09:01"));

        // when
        desk.take(NOW, card("C1", "S2"));
        desk.take(NOW, swipe("C1", "12:01"));

        // then
        assertThat(desk.status("S2", "L2")).isEqualTo(Status.PRESENT);
        assertThat(desk.status("S1", "L2")).isEqualTo(Status.EXPECTED);
    }

    @Test
    void a_swipe_waits_for_its_card_and_for_its_session() {
        // given
        desk.take(NOW, swipe("C1", "09:00"));
        assertThat(unmatchedSwipes()).containsExactly("C1");

        // when
        desk.take(NOW, card("C1", "S1"));
        assertThat(unmatchedSwipes()).containsExactly("C1");
        desk.take(NOW, lecture("L1", "09:00", "10:00", "S1"));

        // then
        assertThat(unmatchedSwipes()).isEmpty();
        assertThat(desk.record("S1", "L1").source()).isEqualTo(Source.SWIPE);
        assertThat(desk.record("S1", "L1").revision())
                .as("nobody was told EXPECTED before")
                .isEqualTo(1);
    }

    @Test
    void a_swipe_waits_until_the_session_names_the_student() {
        // given
        desk.take(NOW, lecture("L1", "09:00", "10:00", "S2"));
        desk.take(NOW, card("C1", "S1"));
        desk.take(NOW, swipe("C1", "09:00"));

        // when
        desk.take(NOW, lecture("L1", "09:00", "10:00", "S1", "S2"));

        // then
        assertThat(desk.status("S1", "L1")).isEqualTo(Status.PRESENT);
        assertThat(desk.status("S2", "L1")).isEqualTo(Status.EXPECTED);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-04T22:59:59.999999Z, EXPECTED, EXPECTED",
        "2026-10-04T23:00:00Z, PRESENT, EXPECTED",
        "2026-10-06T22:59:59.999999Z, EXPECTED, PRESENT",
        "2026-10-06T23:00:00Z, EXPECTED, EXPECTED",
    })
    void a_card_belongs_to_its_holder_for_whole_days_in_london(Instant swipedAt, Status first, Status second) {
        // given a card that S1 holds on Monday and S2 from then on until Tuesday, and sessions around both midnights
        desk.take(
                NOW,
                card("C1", "S1", LocalDate.parse("2026-10-05"), null),
                card("C1", "S2", LocalDate.parse("2026-10-06"), LocalDate.parse("2026-10-06")));
        desk.take(NOW, lecture("NIGHT", swipedAt, swipedAt.plus(Duration.ofHours(1)), ROOM, "S1", "S2"));

        // when
        desk.take(NOW, swipe("C1", swipedAt));

        // then
        assertThat(desk.status("S1", "NIGHT")).isEqualTo(first);
        assertThat(desk.status("S2", "NIGHT")).isEqualTo(second);
    }

    @Test
    void a_card_that_is_handed_on_takes_the_later_swipes_with_it_and_leaves_the_earlier_ones() {
        // given
        var tuesday = Duration.ofDays(1);
        desk.take(NOW, card("C1", "S1"));
        desk.take(
                NOW,
                lecture("MON", "09:00", "10:00", "S1", "S2"),
                lecture("TUE", at("09:00").plus(tuesday), at("10:00").plus(tuesday), ROOM, "S1", "S2"));
        desk.take(NOW, swipe("C1", "09:00"), swipe("C1", at("09:00").plus(tuesday)));

        // when
        desk.take(NOW, card("C1", "S2", LocalDate.parse("2026-10-06"), null));

        // then
        assertThat(desk.status("S1", "MON")).isEqualTo(Status.PRESENT);
        assertThat(desk.status("S2", "MON")).isEqualTo(Status.EXPECTED);
        assertThat(desk.status("S1", "TUE")).isEqualTo(Status.EXPECTED);
        assertThat(desk.status("S2", "TUE")).isEqualTo(Status.PRESENT);
    }

    @Test
    void a_withdrawn_card_takes_all_its_swipes_back() {
        // given
        desk.take(NOW, lecture("L1", "09:00", "10:00", "S1"));
        desk.take(NOW, card("C1", "S1"));
        desk.take(NOW, swipe("C1", "09:00"));

        // when
        desk.takeCards(NOW, List.of(desk.withdrawal("C1")));

        // then
        assertThat(desk.status("S1", "L1")).isEqualTo(Status.EXPECTED);
        assertThat(unmatchedSwipes()).containsExactly("C1");
    }

    @Test
    void a_session_that_is_moved_leaves_its_swipes_and_finds_others() {
        // given
        desk.take(NOW, lecture("L1", "09:00", "10:00", "S1", "S2"));
        desk.take(NOW, card("C1", "S1"), card("C2", "S2"));
        desk.take(NOW, swipe("C1", "09:00"), new Swipe("C2", "JP-302", "R-0413", at("14:00")));

        // when
        desk.take(NOW, lecture("L1", at("14:00"), at("15:00"), "JP-302", "S1", "S2"));

        // then
        assertThat(desk.status("S1", "L1")).isEqualTo(Status.EXPECTED);
        assertThat(desk.status("S2", "L1")).isEqualTo(Status.PRESENT);
        assertThat(desk.record("S1", "L1").startsAt()).isEqualTo(at("14:00"));
        assertThat(unmatchedSwipes()).containsExactly("C1");
    }

    @Test
    void a_cancelled_session_gives_its_swipe_to_the_one_beside_it() {
        // given
        var first = lecture("L1", "09:00", "10:00", "S1");
        desk.take(NOW, first, lecture("L2", "09:10", "10:00", "S1"));
        desk.take(NOW, card("C1", "S1"));
        desk.take(NOW, swipe("C1", "09:01"));
        assertThat(desk.status("S1", "L1")).isEqualTo(Status.PRESENT);

        // when
        desk.take(NOW, cancelled(first));

        // then
        assertThat(desk.status("S1", "L1")).isEqualTo(Status.CANCELLED);
        assertThat(desk.status("S1", "L2")).isEqualTo(Status.PRESENT);
    }

    @Test
    void a_student_who_is_taken_off_a_session_has_it_cancelled_and_gets_it_back_with_all_that_was_known() {
        // given
        desk.take(NOW, lecture("L1", "09:00", "10:00", "S1", "S2"));
        desk.take(NOW, card("C1", "S1"));
        desk.take(NOW, swipe("C1", "09:15"));
        desk.take(NOW, lecture("L1", "09:00", "10:00", "S2"));
        assertThat(desk.status("S1", "L1")).isEqualTo(Status.CANCELLED);

        // when
        desk.take(NOW, lecture("L1", "09:00", "10:00", "S1", "S2"));

        // then
        assertThat(desk.status("S1", "L1")).isEqualTo(Status.LATE);
    }

    @Test
    void a_withdrawn_session_is_cancelled_for_everyone() {
        // given
        desk.take(NOW, lecture("L1", "09:00", "10:00", "S1", "S2"));

        // when
        desk.takeSessions(NOW, List.of(desk.withdrawal("L1")));

        // then
        assertThat(desk.status("S1", "L1")).isEqualTo(Status.CANCELLED);
        assertThat(desk.status("S2", "L1")).isEqualTo(Status.CANCELLED);
    }

    @Test
    void the_mark_that_was_taken_last_stands_whichever_comes_first() {
        // given
        desk.take(NOW, lecture("L1", "09:00", "10:00", "S1"));

        // when
        desk.take(NOW, register("L1", "10:05", late("S1")));
        desk.take(NOW, register("L1", "10:04", absent("S1")));

        // then
        var record = desk.record("S1", "L1");
        assertThat(record.status()).isEqualTo(Status.LATE);
        assertThat(record.source()).isEqualTo(Source.REGISTER);
        assertThat(record.observedAt()).isEqualTo(at("10:05"));
    }

    @Test
    void of_two_marks_that_were_taken_together_the_kinder_stands() {
        // given
        desk.take(NOW, lecture("L1", "09:00", "10:00", "S1", "S2"));

        // when
        desk.take(NOW, register("L1", "10:05", absent("S1"), late("S2")));
        desk.take(NOW, register("L1", "10:05", late("S1"), present("S2")));

        // then
        assertThat(desk.status("S1", "L1")).isEqualTo(Status.LATE);
        assertThat(desk.status("S2", "L1")).isEqualTo(Status.PRESENT);
    }

    @Test
    void a_register_that_denies_a_swipe_stands_and_the_record_says_so() {
        // given
        desk.take(NOW, lecture("L1", "09:00", "10:00", "S1"));
        desk.take(NOW, card("C1", "S1"));
        desk.take(NOW, register("L1", "10:05", absent("S1")));
        assertThat(desk.record("S1", "L1").contradicted()).isFalse();

        // when
        desk.take(NOW, swipe("C1", "09:00"));

        // then
        var record = desk.record("S1", "L1");
        assertThat(record.status()).isEqualTo(Status.ABSENT);
        assertThat(record.contradicted()).isTrue();
        assertThat(record.observedAt()).isEqualTo(at("10:05"));
    }

    @Test
    void a_mark_waits_for_its_session_and_for_its_place_on_it() {
        // given
        desk.take(NOW, register("L1", "10:05", present("S1"), absent("S2")));
        assertThat(unmatchedMarks()).containsExactly("S1", "S2");

        // when
        desk.take(NOW, lecture("L1", "09:00", "10:00", "S1"));
        assertThat(unmatchedMarks()).containsExactly("S2");
        desk.take(NOW, lecture("L1", "09:00", "10:00", "S1", "S2"));

        // then
        assertThat(unmatchedMarks()).isEmpty();
        assertThat(desk.status("S1", "L1")).isEqualTo(Status.PRESENT);
        assertThat(desk.status("S2", "L1")).isEqualTo(Status.ABSENT);
    }

    @Test
    void a_change_that_is_not_said_in_public_makes_no_revision() {
        // given
        var session = lecture("L1", "09:00", "10:00", "S1");
        desk.take(NOW, session);

        // when it is moved to another room and gets another student
        desk.take(NOW, lecture("L1", session.startsAt(), session.endsAt(), "JP-302", "S1", "S2"));

        // then
        assertThat(desk.record("S1", "L1").revision()).isEqualTo(1);
    }

    private List<String> swipes() {
        return desk.rows("SELECT card_number FROM swipe", row -> row.getString("card_number"));
    }

    private List<String> swipesInLines() {
        return desk.rows(
                "SELECT swiped_card FROM record_history WHERE swiped_card IS NOT NULL",
                row -> row.getString("swiped_card"));
    }

    private List<String> unmatchedSwipes() {
        return desk.rows("SELECT card_number FROM swipe WHERE session_id IS NULL", row -> row.getString(1));
    }

    private List<String> unmatchedMarks() {
        return desk.rows("SELECT student_id FROM mark WHERE NOT matched ORDER BY 1", row -> row.getString(1));
    }
}
