package org.rollcall.chassis.workingdays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.chassis.workingdays.WorkingDays.Skipped;

class WorkingDaysTest {

    private static final LocalDate CLOSURE = LocalDate.parse("2026-12-29");
    private static final WorkingDays DAYS = WorkingDaysProducer.english(Set.of(CLOSURE));

    /** As published for England and Wales at gov.uk/bank-holidays, extra days of 2020, 2022 and 2023 among them. */
    @ParameterizedTest
    @CsvSource({
        "2019, 01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26",
        "2020, 01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
        "2021, 01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
        "2022, 01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
        "2023, 01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
        "2024, 01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
        "2025, 01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
        "2026, 01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
        "2027, 01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
        "2028, 01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
    })
    void the_bank_holidays_are_those_that_were_published(int year, String published) {
        // given
        var plain = WorkingDaysProducer.english(Set.of());
        var expected = Arrays.stream(published.split(" "))
                .map(day -> LocalDate.parse(year + "-" + day))
                .collect(Collectors.toSet());

        // when
        var notWorked = LocalDate.of(year, 1, 1)
                .datesUntil(LocalDate.of(year + 1, 1, 1))
                .filter(day -> day.getDayOfWeek().getValue() <= 5 && !plain.isWorked(day))
                .collect(Collectors.toSet());

        // then
        assertThat(notWorked).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23, 1, 2026-11-24", // the next day
        "2026-11-27, 1, 2026-11-30", // from a Friday over the weekend
        "2026-11-28, 1, 2026-11-30", // day 0 may be a Saturday
        "2026-11-23, 9, 2026-12-04",
        "2026-11-23, 10, 2026-12-07",
        "2026-11-23, 11, 2026-12-08",
        "2026-12-18, 10, 2027-01-07", // Christmas, Boxing Day's substitute, a closure day and New Year
        "2027-03-22, 10, 2027-04-07", // Easter, and the night on which the clocks go forward
    })
    void the_day_of_the_event_is_day_nought_and_only_working_days_count(
            LocalDate dayZero, int workingDays, LocalDate lastDay) {
        assertThat(DAYS.after(dayZero, workingDays).lastDay()).isEqualTo(lastDay);
    }

    @Test
    void a_deadline_lists_the_days_it_skipped_and_why() {
        // when
        var deadline = DAYS.after(LocalDate.parse("2026-12-24"), 2);

        // then
        assertThat(deadline.skipped())
                .containsExactly(
                        new Skipped(LocalDate.parse("2026-12-25"), "Christmas"),
                        new Skipped(LocalDate.parse("2026-12-26"), "Saturday"),
                        new Skipped(LocalDate.parse("2026-12-27"), "Sunday"),
                        new Skipped(LocalDate.parse("2026-12-28"), "Boxing Day"),
                        new Skipped(CLOSURE, "University closure day"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-23, 2026-10-27T00:00:00Z", // Greenwich time: the clocks went back on the 25th
        "2026-10-21, 2026-10-22T23:00:00Z", // summer time
    })
    void a_deadline_ends_at_midnight_in_london(LocalDate dayZero, Instant endsAt) {
        assertThat(DAYS.after(dayZero, 1).endsAt()).isEqualTo(endsAt);
    }

    @Test
    void a_period_of_no_working_days_is_refused() {
        assertThatThrownBy(() -> DAYS.after(CLOSURE, 0)).hasMessageContaining("at least one working day");
    }
}
