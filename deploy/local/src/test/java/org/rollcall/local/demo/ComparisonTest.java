package org.rollcall.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.rollcall.campus.Account;
import org.rollcall.campus.Account.Place;
import org.rollcall.campus.Account.StudentWeek;
import org.rollcall.contracts.AttendanceRecord.Status;
import org.rollcall.contracts.WeekAssessed.Outcome;
import org.rollcall.local.demo.Comparison.Row;

class ComparisonTest {

    private static final LocalDate WEEK = LocalDate.of(2027, 2, 8);
    private static final StudentWeek AMINA = new StudentWeek("S1", WEEK);
    private static final StudentWeek BETHAN = new StudentWeek("S2", WEEK);
    private static final Account EXPECTED = account(
            swipes(103, 100, 1),
            Map.of(new Place("S1", "L1"), Status.PRESENT, new Place("S2", "L1"), Status.ABSENT),
            Map.of(AMINA, Outcome.ATTENDED, BETHAN, Outcome.MISSED));

    @Test
    void an_account_agrees_with_itself() {
        Comparison comparison = Comparison.of(EXPECTED, EXPECTED);

        assertThat(comparison.agrees()).isTrue();
        assertThat(comparison.differences()).isEmpty();
        assertThat(comparison.rows()).hasSize(5 + 2 + 2);
    }

    @Test
    void figures_that_agree_by_chance_do_not_hide_that_two_students_were_mistaken_for_each_other() {
        Account found = account(
                EXPECTED.swipes(), EXPECTED.attendance(), Map.of(AMINA, Outcome.MISSED, BETHAN, Outcome.ATTENDED));

        Comparison comparison = Comparison.of(EXPECTED, found);

        assertThat(comparison.agrees()).isFalse();
        assertThat(comparison.rows())
                .filteredOn(row -> !row.agrees())
                .extracting(Row::label, Row::found, Row::expected)
                .containsExactly(tuple("attended", 1L, 1L), tuple("missed", 1L, 1L));
        assertThat(comparison.differences())
                .containsExactly(
                        "Weeks of students: S1, week of 2027-02-08: MISSED, expected ATTENDED",
                        "Weeks of students: S2, week of 2027-02-08: ATTENDED, expected MISSED");
    }

    @Test
    void what_is_lost_and_what_nobody_expects_is_named() {
        StudentWeek stranger = new StudentWeek("S3", WEEK);
        Account found = account(
                EXPECTED.swipes(), EXPECTED.attendance(), Map.of(AMINA, Outcome.ATTENDED, stranger, Outcome.UNKNOWN));

        assertThat(Comparison.of(EXPECTED, found).differences())
                .containsExactly(
                        "Weeks of students: S2, week of 2027-02-08: nothing, expected MISSED",
                        "Weeks of students: S3, week of 2027-02-08: UNKNOWN, expected nothing");
    }

    @Test
    void a_swipe_that_was_counted_twice_is_a_difference() {
        Account found = account(swipes(103, 101, 1), EXPECTED.attendance(), EXPECTED.weeks());

        assertThat(Comparison.of(EXPECTED, found).agrees()).isFalse();
    }

    private static Account account(
            Account.Swipes swipes, Map<Place, Status> attendance, Map<StudentWeek, Outcome> weeks) {
        return new Account(
                swipes,
                new TreeMap<>(attendance),
                new TreeMap<>(weeks),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>());
    }

    private static Account.Swipes swipes(int published, int taken, int doubled) {
        return new Account.Swipes(published, taken, doubled, new TreeMap<>(Map.of("INVALID_JSON", 1)), 1);
    }
}
