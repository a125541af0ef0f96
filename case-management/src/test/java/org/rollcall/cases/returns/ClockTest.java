package org.rollcall.cases.returns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.chassis.workingdays.WorkingDays;

class ClockTest {

    private static final LocalDate CHRISTMAS = LocalDate.parse("2026-12-25");
    private static final WorkingDays DAYS =
            new WorkingDays(day -> day.equals(CHRISTMAS) ? Optional.of("Christmas") : Optional.empty());

    @ParameterizedTest(name = "due on {0}, at the end of {1} there are {2} days left")
    @CsvSource({
        "2026-11-18, 2026-11-04, 10",
        "2026-11-18, 2026-11-05, 9",
        "2026-11-18, 2026-11-07, 8",
        "2026-11-18, 2026-11-17, 1",
        "2026-11-18, 2026-11-18, 0",
        "2026-11-18, 2026-11-19, 0",
        "2026-12-28, 2026-12-24, 1"
    })
    void counts_the_working_days_that_are_left(LocalDate dueOn, LocalDate on, int left) {
        assertThat(Clock.left(dueOn, on, DAYS)).isEqualTo(left);
    }

    @ParameterizedTest(name = "due on {0}, held on {1}, going on {2}: due on {3}")
    @CsvSource({
        "2026-11-18, 2026-11-05, 2026-11-05, 2026-11-18",
        "2026-11-18, 2026-11-05, 2026-12-01, 2026-12-14",
        "2026-11-18, 2026-11-17, 2026-12-24, 2026-12-28",
        "2026-11-18, 2026-11-19, 2026-12-01, 2026-11-18"
    })
    void leaves_after_a_hold_what_was_left_before(
            LocalDate dueOn, LocalDate held, LocalDate goingOn, LocalDate expected) {
        assertThat(Clock.resumed(dueOn, Clock.left(dueOn, held, DAYS), goingOn, DAYS))
                .isEqualTo(expected);
    }
}
