package org.rollcall.chassis.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcademicCalendarTest {

    @ParameterizedTest
    @CsvSource({
        "2026-10-04T22:59:59.999999Z, 2026-09-28", // Sunday 23:59:59 in London's summer
        "2026-10-04T23:00:00Z, 2026-10-05", // Monday 00:00
        "2026-10-25T23:59:59.999999Z, 2026-10-19", // the day on which the clocks went back
        "2026-10-26T00:00:00Z, 2026-10-26",
        "2027-03-28T22:59:59.999999Z, 2027-03-22", // the day on which they went forward
        "2027-03-28T23:00:00Z, 2027-03-29",
    })
    void a_week_is_from_monday_to_sunday_in_london(Instant instant, LocalDate monday) {
        assertThat(AcademicCalendar.weekOf(instant)).isEqualTo(monday);
    }

    @ParameterizedTest
    @CsvSource({"2026-07-31, 2025/26", "2026-08-01, 2026/27", "2027-07-31, 2026/27", "2099-12-31, 2099/00"})
    void an_academic_year_begins_on_the_first_of_august(LocalDate day, String year) {
        assertThat(AcademicCalendar.academicYearOf(day)).isEqualTo(year);
    }
}
