package org.rollcall.engagement.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.engagement.policy.PolicyFixtures.DEFAULT_RULES;
import static org.rollcall.engagement.policy.PolicyFixtures.always;
import static org.rollcall.engagement.policy.PolicyFixtures.with;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.engagement.policy.ExcusedWeeks;
import org.rollcall.engagement.policy.Rules;

class RunTest {

    /** A letter per week: A(ttended), M(issed), U(nknown), E(xcused), - (nothing held). */
    @ParameterizedTest(name = "{0}: run {1}, missed in the year {2}")
    @CsvSource({
        "A,     0, 0",
        "M,     1, 1",
        "MM,    2, 2",
        "MMA,   0, 2",
        "MMAM,  1, 3",
        "MM-,   2, 2",
        "MM-M,  3, 3",
        "MMU,   2, 2",
        "MMUM,  3, 3",
        "MME,   0, 2",
        "MMEM,  1, 3",
        "-U-,   0, 0",
        "M-U-M, 2, 2"
    })
    void a_run_is_lengthened_ended_or_left_alone(String weeks, int run, int missedInYear) {
        assertThat(standing(weeks, DEFAULT_RULES)).isEqualTo(new Standing(run, missedInYear));
    }

    @ParameterizedTest(name = "{0}: run {1}")
    @CsvSource({"MME, 2", "MMEM, 3", "MMAEM, 1"})
    void a_policy_may_let_an_excused_week_leave_the_run_alone(String weeks, int run) {
        assertThat(standing(weeks, with(ExcusedWeeks.NEUTRAL)).run()).isEqualTo(run);
    }

    @Test
    void runs_and_counts_start_anew_with_the_academic_year() {
        var lastWeekOfTheYear = LocalDate.of(2027, 7, 26);

        var student = StudentHistory.of("MMM", lastWeekOfTheYear.minusWeeks(1));

        assertThat(assess(student, DEFAULT_RULES).weeks())
                .extracting(AssessedWeek::standing)
                .containsExactly(new Standing(1, 1), new Standing(2, 2), new Standing(1, 1));
    }

    private static Standing standing(String weeks, Rules rules) {
        return assess(StudentHistory.of(weeks), rules).weeks().getLast().standing();
    }

    private static Assessment assess(StudentHistory student, Rules rules) {
        return Term.under(always(rules)).assess(student);
    }
}
