package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClockPlanTest {

    private static final Instant SEPTEMBER = Instant.parse("2026-09-21T08:00:00Z");
    private static final Instant OCTOBER = Instant.parse("2026-10-12T00:00:00Z");

    @Test
    void without_a_wish_the_clock_of_the_machine_goes() {
        assertThat(ClockPlan.of(null, Optional.empty(), false)).isEqualTo(new ClockPlan.Machine());
        assertThat(ClockPlan.of(null, Optional.empty(), true)).isEqualTo(new ClockPlan.Machine());
    }

    @Test
    void a_first_start_stands_where_it_is_asked_to() {
        assertThat(ClockPlan.of(SEPTEMBER, Optional.empty(), false)).isEqualTo(new ClockPlan.Standing(SEPTEMBER));
    }

    @Test
    void a_restart_goes_on_where_the_clock_stood() {
        assertThat(ClockPlan.of(null, Optional.of(OCTOBER), true)).isEqualTo(new ClockPlan.Standing(OCTOBER));
    }

    @Test
    void time_that_was_lived_is_not_taken_back() {
        assertThat(ClockPlan.of(SEPTEMBER, Optional.of(OCTOBER), true)).isEqualTo(new ClockPlan.Standing(OCTOBER));
    }

    @Test
    void a_later_instant_is_travelled_to() {
        assertThat(ClockPlan.of(OCTOBER, Optional.of(SEPTEMBER), true))
                .isEqualTo(new ClockPlan.Advancing(SEPTEMBER, OCTOBER));
    }

    @Test
    void data_of_the_machines_clock_cannot_have_another() {
        assertThat(ClockPlan.of(SEPTEMBER, Optional.empty(), true)).isEqualTo(new ClockPlan.Refused());
    }
}
