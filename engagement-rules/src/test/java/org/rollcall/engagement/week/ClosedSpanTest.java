package org.rollcall.engagement.week;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClosedSpanTest {

    private static final ClosedSpan CLOSED = new ClosedSpan(LocalDate.of(2025, 9, 22), LocalDate.of(2026, 10, 12));

    @ParameterizedTest(name = "what changed on {0} is assessed from {1} on")
    @CsvSource({
        // the academic year of the latest closed week
        "2026-10-12, 2026-08-03",
        "2026-08-03, 2026-08-03",
        // the last week of the year before: its Monday lies in July
        "2026-08-02, 2025-09-22",
        "2025-10-01, 2025-09-22",
        // before the first week that closed
        "2024-10-01, 2025-09-22",
        // after the latest: it is the latest that is assessed
        "2026-10-19, 2026-08-03",
    })
    void an_assessment_begins_with_the_academic_year_but_not_before_the_first_closed_week(
            LocalDate since, LocalDate start) {
        assertThat(CLOSED.startFor(since)).isEqualTo(start);
    }

    @ParameterizedTest(name = "{0} belongs to the year that starts on {1}")
    @CsvSource({"2026-08-01, 2025-08-04", "2026-08-03, 2026-08-03", "2027-07-31, 2026-08-03", "2027-08-02, 2027-08-02"})
    void a_week_belongs_wholly_to_the_year_of_its_monday(LocalDate day, LocalDate start) {
        assertThat(ClosedSpan.startOfYear(day)).isEqualTo(start);
    }
}
