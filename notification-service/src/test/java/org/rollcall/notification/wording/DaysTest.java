package org.rollcall.notification.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DaysTest {

    @ParameterizedTest
    @CsvSource({
        "2026-10-05, Monday 5 to Sunday 11 October 2026",
        "2026-09-28, Monday 28 September to Sunday 4 October 2026",
        "2026-12-28, Monday 28 December 2026 to Sunday 3 January 2027",
    })
    void a_week_says_its_month_and_year_as_often_as_needed(LocalDate monday, String week) {
        assertThat(Days.week(monday)).isEqualTo(week);
    }

    @Test
    void a_day_is_said_in_full() {
        assertThat(Days.day(LocalDate.of(2026, 10, 14))).isEqualTo("Wednesday 14 October 2026");
    }
}
