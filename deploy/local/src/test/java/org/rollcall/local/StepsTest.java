package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepsTest {

    private static final Instant MONDAY_NINE = Instant.parse("2026-10-05T08:00:00Z");
    private static final Instant MONDAY_TEN_PAST_TEN = Instant.parse("2026-10-05T09:10:00Z");
    private static final Instant TUESDAY_MIDNIGHT_IN_LONDON = Instant.parse("2026-10-05T23:00:00Z");
    private static final Instant FRIDAY = Instant.parse("2026-10-09T12:00:00Z");

    @Test
    void the_next_stop_is_the_midnight_in_london_after_the_earliest_work() {
        assertThat(Steps.next(MONDAY_NINE, FRIDAY, List.of(FRIDAY.minusSeconds(1), MONDAY_TEN_PAST_TEN)))
                .isEqualTo(TUESDAY_MIDNIGHT_IN_LONDON);
    }

    @Test
    void work_that_is_due_at_midnight_is_done_at_that_midnight() {
        assertThat(Steps.next(MONDAY_NINE, FRIDAY, List.of(TUESDAY_MIDNIGHT_IN_LONDON)))
                .isEqualTo(TUESDAY_MIDNIGHT_IN_LONDON);
        assertThat(Steps.next(MONDAY_NINE, FRIDAY, List.of(TUESDAY_MIDNIGHT_IN_LONDON.plusNanos(1))))
                .isEqualTo(Instant.parse("2026-10-06T23:00:00Z"));
    }

    @Test
    void the_target_is_never_passed() {
        assertThat(Steps.next(MONDAY_NINE, MONDAY_TEN_PAST_TEN, List.of(MONDAY_NINE.plusSeconds(60))))
                .isEqualTo(MONDAY_TEN_PAST_TEN);
        assertThat(Steps.next(MONDAY_NINE, TUESDAY_MIDNIGHT_IN_LONDON, List.of(MONDAY_TEN_PAST_TEN)))
                .isEqualTo(TUESDAY_MIDNIGHT_IN_LONDON);
    }

    @Test
    void when_nothing_falls_due_the_next_stop_is_the_target() {
        assertThat(Steps.next(MONDAY_NINE, FRIDAY, List.of())).isEqualTo(FRIDAY);
        assertThat(Steps.next(MONDAY_NINE, FRIDAY, List.of(FRIDAY.plusSeconds(86_400))))
                .isEqualTo(FRIDAY);
    }

    @Test
    void what_is_due_already_is_not_waited_for() {
        assertThat(Steps.next(MONDAY_NINE, FRIDAY, List.of(MONDAY_NINE, MONDAY_NINE.minusSeconds(60))))
                .isEqualTo(FRIDAY);
    }

    @Test
    void a_night_in_which_the_clocks_go_back_ends_at_midnight_too() {
        Instant sundayEvening = Instant.parse("2026-10-25T18:00:00Z");
        assertThat(Steps.next(
                        sundayEvening.minusSeconds(1), sundayEvening.plusSeconds(864_000), List.of(sundayEvening)))
                .isEqualTo(Instant.parse("2026-10-26T00:00:00Z"));
    }
}
