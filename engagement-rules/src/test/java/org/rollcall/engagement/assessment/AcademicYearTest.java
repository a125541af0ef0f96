package org.rollcall.engagement.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcademicYearTest {

    @ParameterizedTest
    @CsvSource({
        "2026-07-31, 2025/26",
        "2026-08-01, 2026/27",
        "2027-07-31, 2026/27",
        "2027-08-01, 2027/28",
        "2099-08-01, 2099/00"
    })
    void an_academic_year_is_1_august_to_31_july(LocalDate date, String year) {
        assertThat(AcademicYear.of(date)).hasToString(year);
    }

    @Test
    void its_first_and_last_day_belong_to_it() {
        var year = AcademicYear.of(LocalDate.of(2027, 2, 28));

        assertThat(year.firstDay()).isEqualTo("2026-08-01");
        assertThat(year.lastDay()).isEqualTo("2027-07-31");
    }

    @ParameterizedTest(name = "the week of {0} belongs to {1}")
    @CsvSource({"2026-07-27, 2025/26", "2026-08-03, 2026/27", "2028-07-31, 2027/28"})
    void a_week_on_both_sides_of_the_turn_belongs_to_the_year_of_its_monday(LocalDate monday, String year) {
        assertThat(Week.of(monday).academicYear()).hasToString(year);
    }

    @ParameterizedTest(name = "the week of {0} has {1} hours")
    @CsvSource({"2026-10-12, 168", "2026-10-19, 169", "2027-03-22, 167"})
    void a_week_lasts_until_sunday_midnight_in_london(LocalDate monday, int hours) {
        var week = Week.of(monday);

        assertThat(Duration.between(week.start(), week.end())).isEqualTo(Duration.ofHours(hours));
    }

    @Test
    void a_week_closes_so_many_hours_after_its_end() {
        var week = Week.of(LocalDate.of(2026, 10, 5));

        assertThat(week.closesAt(Duration.ofHours(48))).isEqualTo(Instant.parse("2026-10-13T23:00:00Z"));
    }

    @Test
    void a_week_is_named_by_its_monday() {
        assertThatIllegalArgumentException().isThrownBy(() -> Week.of(LocalDate.of(2026, 10, 6)));
    }
}
