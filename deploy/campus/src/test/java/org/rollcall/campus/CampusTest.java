package org.rollcall.campus;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CampusTest {

    /** Of all lines of the demonstration, in their order. What is changed in the files or the generator changes it. */
    private static final String FINGERPRINT = "d50da22e3a2f0974";

    private static final LocalDate GOOD_FRIDAY = LocalDate.of(2027, 3, 26);
    private static final LocalDate EASTER_MONDAY = LocalDate.of(2027, 3, 29);
    private static final LocalDate READING_WEEK = LocalDate.of(2027, 3, 8);

    private static final Campus CAMPUS = Campus.standard();

    @Test
    void the_same_seed_makes_the_same_bytes_on_every_machine() throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        lines(CAMPUS).forEach(line -> digest.update((line.json() + "\n").getBytes(StandardCharsets.UTF_8)));

        assertThat(HexFormat.of().formatHex(digest.digest(), 0, 8)).isEqualTo(FINGERPRINT);
    }

    @Test
    void another_seed_makes_another_life_with_another_end() {
        Campus other = Campus.of(1);

        assertThat(lines(other)).isNotEqualTo(lines(CAMPUS));
        assertThat(other.expectation()).isNotEqualTo(CAMPUS.expectation());
    }

    @Test
    void three_hundred_students_are_on_five_programmes_at_levels_3_to_8() {
        assertThat(CAMPUS.enrolled()).hasSize(300);
        assertThat(CAMPUS.enrolled().stream()
                        .map(student -> student.programme().code())
                        .distinct())
                .hasSize(5);
        assertThat(CAMPUS.enrolled().stream().map(Student::level).distinct()).containsExactly(3, 4, 5, 6, 7, 8);
    }

    @Test
    void everybody_has_an_id_an_address_and_a_card_of_their_own() {
        assertThat(CAMPUS.enrolled()).extracting(Student::id).doesNotHaveDuplicates();
        assertThat(CAMPUS.enrolled()).extracting(Student::card).doesNotHaveDuplicates();
        assertThat(CAMPUS.enrolled())
                .extracting(Student::email)
                .doesNotHaveDuplicates()
                .allMatch(address -> address.matches("[a-z]\\.[a-z]+\\d*@student\\.example\\.ac\\.uk"));
    }

    @Test
    void no_room_holds_two_sessions_at_once() {
        CAMPUS.timetable().stream()
                .filter(session -> session.room() != null)
                .collect(groupingBy(session -> Objects.requireNonNull(session.room())))
                .values()
                .forEach(CampusTest::assertOneAfterTheOther);
    }

    @Test
    void nobody_is_expected_in_two_places_at_once() {
        for (Student student : CAMPUS.enrolled()) {
            assertOneAfterTheOther(CAMPUS.timetable().stream()
                    .filter(session -> session.students().contains(student))
                    .toList());
        }
    }

    @Test
    void nothing_is_taught_in_the_reading_week_and_on_bank_holidays() {
        assertThat(CAMPUS.timetable())
                .extracting(Session::date)
                .doesNotContain(GOOD_FRIDAY, EASTER_MONDAY)
                .noneMatch(date -> !date.isBefore(READING_WEEK) && date.isBefore(READING_WEEK.plusWeeks(1)));
        assertThat(CAMPUS.weeks())
                .filteredOn(week -> !week.remark().isEmpty())
                .extracting(Week::remark)
                .containsExactly("reading week", "Good Friday", "Easter Monday");
    }

    @Test
    void no_swipe_is_the_same_as_another_but_those_that_are_doubled() {
        List<Line> swipes = lines(CAMPUS).stream()
                .filter(line -> line.topic().equals("attendance.swipes"))
                .toList();
        Set<Line> different = new HashSet<>(swipes);
        Account.Swipes expected = CAMPUS.expectation().swipes();

        assertThat(swipes).hasSize(expected.published());
        assertThat(different).hasSize(expected.published() - expected.doubled());
        assertThat(expected.published())
                .isEqualTo(expected.taken() + expected.doubled() + expected.refusedInAll() + expected.unmatched());
    }

    @Test
    void one_swipe_in_a_hundred_is_doubled() {
        Account.Swipes expected = CAMPUS.expectation().swipes();

        assertThat(expected.doubled() * 100.0 / expected.taken()).isBetween(0.7, 1.3);
    }

    @Test
    void everything_is_published_within_the_weeks() {
        List<LocalDate> days = CAMPUS.weeks().stream()
                .flatMap(week -> week.days().stream())
                .map(Day::date)
                .toList();

        assertThat(days).hasSize(8 * 7).isSorted();
        assertThat(CAMPUS.feeds().daily().keySet()).isSubsetOf(days);
        assertThat(CAMPUS.opens())
                .isBefore(CAMPUS.weeks().getFirst().days().getFirst().evening());
        assertThat(CAMPUS.ends())
                .isAfter(CAMPUS.weeks().getLast().days().getLast().evening());
    }

    private static void assertOneAfterTheOther(Collection<Session> sessions) {
        List<Session> inOrder = sessions.stream()
                .sorted(Comparator.comparing(Session::startsAt))
                .toList();
        for (int i = 1; i < inOrder.size(); i++) {
            assertThat(inOrder.get(i).startsAt())
                    .as("%s after %s", inOrder.get(i).id(), inOrder.get(i - 1).id())
                    .isAfterOrEqualTo(inOrder.get(i - 1).endsAt());
        }
    }

    static List<Line> lines(Campus campus) {
        List<Line> lines = new ArrayList<>(campus.reference());
        campus.weeks().stream()
                .flatMap(week -> week.days().stream())
                .flatMap(day -> day.lines().stream())
                .forEach(lines::add);
        return lines;
    }
}
