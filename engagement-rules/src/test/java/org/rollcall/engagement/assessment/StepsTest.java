package org.rollcall.engagement.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.engagement.policy.Action.CONTACT;
import static org.rollcall.engagement.policy.Counting.CONSECUTIVE;
import static org.rollcall.engagement.policy.Counting.CUMULATIVE;
import static org.rollcall.engagement.policy.Counting.EITHER;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.engagement.policy.Counting;
import org.rollcall.engagement.policy.Step;

class StepsTest {

    @ParameterizedTest(name = "a run of {0}: {1}")
    @CsvSource({"3, false", "4, true", "5, true"})
    void consecutive_counts_the_live_run(int run, boolean reached) {
        assertThat(new Standing(run, 9).reaches(fourWeeks(CONSECUTIVE))).isEqualTo(reached);
    }

    @ParameterizedTest(name = "{0} in the year: {1}")
    @CsvSource({"3, false", "4, true", "5, true"})
    void cumulative_counts_the_academic_year(int missedInYear, boolean reached) {
        assertThat(new Standing(1, missedInYear).reaches(fourWeeks(CUMULATIVE))).isEqualTo(reached);
    }

    @ParameterizedTest(name = "a run of {0}, {1} in the year: {2}")
    @CsvSource({"3, 3, false", "3, 4, true", "4, 4, true", "4, 5, true", "0, 3, false", "0, 4, true", "0, 5, true"})
    void either_is_satisfied_by_one_of_the_two(int run, int missedInYear, boolean reached) {
        assertThat(new Standing(run, missedInYear).reaches(fourWeeks(EITHER))).isEqualTo(reached);
    }

    @ParameterizedTest(name = "{0}, a run of {1}: {2}")
    @CsvSource({"CONSECUTIVE, 3, true", "CUMULATIVE, 4, false", "EITHER, 3, false", "EITHER, 4, true", "EITHER, 5, true"
    })
    void a_step_is_about_the_run_where_the_run_reaches_it_and_else_about_the_year(
            Counting counting, int run, boolean byRun) {
        assertThat(new Standing(run, 9).reachesByRun(fourWeeks(counting))).isEqualTo(byRun);
    }

    private static Step fourWeeks(Counting counting) {
        return new Step("four-weeks", "5", 4, counting, CONTACT);
    }
}
