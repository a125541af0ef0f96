package org.rollcall.chassis.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermTest {

    @ParameterizedTest(name = "on {0} what is from {1} on is kept")
    @CsvSource({
        "2027-01-01, 2026-10-03",
        "2027-01-02, 2026-10-04",
        "2027-01-03, 2026-10-05",
    })
    void ninety_days_are_counted_from_the_day_itself(LocalDate today, LocalDate keptSince) {
        assertThat(Term.ofDays(90).keptSince(today)).isEqualTo(keptSince);
    }

    @ParameterizedTest(name = "on {0} what is from {1} on is kept")
    @CsvSource({
        // The year 2025/26 ended on 31 July 2026, and six years later it goes: not on the day before.
        "2032-07-31, 2025-08-01",
        "2032-08-01, 2026-08-01",
        "2032-08-02, 2026-08-01",
        "2033-01-01, 2026-08-01",
        "2033-07-31, 2026-08-01",
        "2033-08-01, 2027-08-01",
    })
    void six_years_after_the_academic_year_are_counted_from_its_last_day(LocalDate today, LocalDate keptSince) {
        assertThat(Term.ofYearsAfterTheYear(6).keptSince(today)).isEqualTo(keptSince);
    }

    @Test
    void a_term_of_nothing_is_refused() {
        assertThatThrownBy(() -> Term.ofDays(1).lasting(Period.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }
}
