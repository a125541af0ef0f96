package org.rollcall.engagement.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.engagement.assessment.StudentHistory.WEEK_2;
import static org.rollcall.engagement.assessment.StudentHistory.WEEK_3;
import static org.rollcall.engagement.assessment.StudentHistory.WEEK_4;
import static org.rollcall.engagement.assessment.StudentHistory.WEEK_5;
import static org.rollcall.engagement.policy.PolicyFixtures.DEFAULT_RULES;
import static org.rollcall.engagement.policy.PolicyFixtures.always;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rollcall.engagement.policy.Step;

class ExplanationTest {

    /** Attends week 1, misses weeks 2 to 4, and is back in week 5. */
    private static final StudentHistory STUDENT = StudentHistory.of("AMMMA");

    @Test
    void it_names_the_step_and_the_weeks_that_the_step_counts() {
        var explanation = explain(List.of());

        assertThat(explanation.step()).map(Step::name).hasValue("three-weeks");
        assertThat(explanation.missedWeeks()).containsExactly(WEEK_2, WEEK_3, WEEK_4);
    }

    @Test
    void it_tells_of_the_weeks_from_the_first_missed_one_to_the_one_that_it_was_raised_for() {
        assertThat(explain(List.of()).weeks())
                .extracting(week -> week.week().monday())
                .containsExactly(WEEK_2, WEEK_3, WEEK_4);
    }

    @Test
    void it_tells_of_earlier_weeks_that_once_mattered_as_well() {
        assertThat(explain(List.of(STUDENT.mondays().getFirst())).weeks())
                .extracting(week -> week.week().monday())
                .containsExactlyElementsOf(STUDENT.mondays().subList(0, 4));
    }

    @Test
    void of_what_was_never_reached_there_is_a_step_and_no_missed_week() {
        var explanation = Explanation.of(
                STUDENT.facts(), always(DEFAULT_RULES), closed(), new RaiseId("four-weeks", WEEK_5), List.of());

        assertThat(explanation.step()).map(Step::name).hasValue("four-weeks");
        assertThat(explanation.reached()).isFalse();
    }

    private static Explanation explain(List<LocalDate> told) {
        return Explanation.of(
                STUDENT.facts(), always(DEFAULT_RULES), closed(), new RaiseId("three-weeks", WEEK_4), told);
    }

    private static ClosedWeeks closed() {
        return ClosedWeeks.between(STUDENT.mondays().getFirst(), STUDENT.lastWeek());
    }
}
