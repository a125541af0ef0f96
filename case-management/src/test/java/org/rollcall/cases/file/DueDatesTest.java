package org.rollcall.cases.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.cases.CaseService;
import org.rollcall.chassis.workingdays.WorkingDays.Skipped;
import org.rollcall.testkit.RollcallResource;

/** The tests' university is closed on 30 December 2026. */
@QuarkusTest
@QuarkusTestResource(
        value = RollcallResource.class,
        initArgs = @ResourceArg(name = "database", value = CaseService.DATABASE))
class DueDatesTest {

    /** As published for England and Wales at gov.uk/bank-holidays: the days from Monday to Friday. */
    private static final String PUBLISHED = """
            2019 01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26
            2020 01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28
            2021 01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28
            2022 01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27
            2023 01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26
            2024 01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26
            2025 01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26
            2026 01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28
            2027 01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28
            2028 01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26
            """;

    @Inject
    DueDates dueDates;

    @ParameterizedTest(name = "told on {0}, the last day to appeal is {1}")
    @CsvSource({
        "2026-11-04, 2026-11-18, 2026-11-19T00:00:00Z", // plain
        "2026-12-18, 2027-01-07, 2027-01-08T00:00:00Z", // Christmas, a closure day and New Year
        "2027-03-22, 2027-04-07, 2027-04-07T23:00:00Z", // Easter, and the clocks go forward
        "2026-10-16, 2026-10-30, 2026-10-31T00:00:00Z", // the clocks go back
        "2022-09-09, 2022-09-26, 2022-09-26T23:00:00Z", // the state funeral of 19 September 2022
        "2026-05-22, 2026-06-08, 2026-06-08T23:00:00Z" // the Spring bank holiday
    })
    void the_time_to_appeal_is_ten_working_days(LocalDate told, LocalDate lastDay, Instant endsAt) {
        var deadline = dueDates.timeToAppeal(told);

        assertThat(deadline.lastDay()).isEqualTo(lastDay);
        assertThat(deadline.endsAt()).isEqualTo(endsAt);
    }

    @Test
    void a_deadline_says_which_days_it_skipped_and_why() {
        assertThat(dueDates.timeToAppeal(LocalDate.parse("2026-12-18")).skipped())
                .extracting(Skipped::reason)
                .containsExactly(
                        "Saturday",
                        "Sunday",
                        "Christmas",
                        "Saturday",
                        "Sunday",
                        "Boxing Day",
                        "University closure day",
                        "New Year's Day",
                        "Saturday",
                        "Sunday");
    }

    @Test
    void from_any_day_of_ten_years_it_is_what_the_published_list_says() {
        // given
        var holidays = published();
        holidays.add(LocalDate.parse("2026-12-30"));

        LocalDate.parse("2019-01-01").datesUntil(LocalDate.parse("2028-12-01")).forEach(told -> {
            var day = told;
            for (var counted = 0; counted < 10; ) {
                day = day.plusDays(1);
                if (day.getDayOfWeek().getValue() <= 5 && !holidays.contains(day)) {
                    counted++;
                }
            }
            assertThat(dueDates.timeToAppeal(told).lastDay())
                    .as("told on %s", told)
                    .isEqualTo(day);
        });
    }

    private static Set<LocalDate> published() {
        var days = new HashSet<LocalDate>();
        PUBLISHED.lines().forEach(line -> {
            var year = line.substring(0, 4);
            for (var day : line.substring(5).split(" ", -1)) {
                days.add(LocalDate.parse(year + "-" + day));
            }
        });
        return days;
    }
}
