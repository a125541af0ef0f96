package org.rollcall.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ThresholdIdsTest {
    private static final LocalDate WEEK = LocalDate.parse("2026-10-19");

    /** The expected id was computed in Python, as the Javadoc says anyone can. */
    @Test
    void anyone_can_compute_the_id_of_a_raise() {
        assertThat(ThresholdIds.of("S1000001", "2026/27", "three-weeks", WEEK))
                .isEqualTo("9e4eb93e-1f29-3cf1-9e21-1fc56c69a653");
    }

    @Test
    void student_year_step_and_week_each_make_another_raise() {
        assertThat(ThresholdIds.of("S1000001", "2026/27", "three-weeks", WEEK))
                .isNotEqualTo(ThresholdIds.of("S1000002", "2026/27", "three-weeks", WEEK))
                .isNotEqualTo(ThresholdIds.of("S1000001", "2025/26", "three-weeks", WEEK))
                .isNotEqualTo(ThresholdIds.of("S1000001", "2026/27", "four-weeks", WEEK))
                .isNotEqualTo(ThresholdIds.of("S1000001", "2026/27", "three-weeks", WEEK.plusWeeks(1)));
    }
}
