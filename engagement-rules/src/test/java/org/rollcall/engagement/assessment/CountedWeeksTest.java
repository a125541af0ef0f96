package org.rollcall.engagement.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.engagement.policy.PolicyFixtures.DEFAULT_POLICY;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rollcall.engagement.policy.Policies;

class CountedWeeksTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 10, 5);
    private static final ClosedWeeks THREE_WEEKS = ClosedWeeks.between(MONDAY, MONDAY.plusWeeks(2));
    private static final String TODAYS = DEFAULT_POLICY.version();
    private static final int NO_LEVEL_OF_THE_POLICY = 8;

    @Test
    void all_weeks_before_the_latest_are_enough_to_go_on_from() {
        var counted = new CountedWeeks(Map.of(MONDAY, by(TODAYS), MONDAY.plusWeeks(1), by(TODAYS)));

        assertThat(reachTheLatest(counted, 5)).isTrue();
    }

    @Test
    void a_gap_is_not() {
        assertThat(reachTheLatest(new CountedWeeks(Map.of(MONDAY, by(TODAYS))), 5))
                .as("without the week before the latest")
                .isFalse();
        assertThat(reachTheLatest(new CountedWeeks(Map.of(MONDAY.plusWeeks(1), by(TODAYS))), 5))
                .as("without the first week")
                .isFalse();
    }

    @Test
    void a_week_that_another_version_of_the_policy_assessed_is_not() {
        var counted = new CountedWeeks(Map.of(MONDAY, by("earlier"), MONDAY.plusWeeks(1), by(TODAYS)));

        assertThat(reachTheLatest(counted, 5)).isFalse();
    }

    @Test
    void weeks_in_which_the_policy_does_not_apply_to_the_student_are_not_missed() {
        assertThat(reachTheLatest(CountedWeeks.NONE, NO_LEVEL_OF_THE_POLICY)).isTrue();
    }

    @Test
    void weeks_before_all_policies_are_not_missed() {
        var since = DEFAULT_POLICY.inForceSince(MONDAY.plusWeeks(1));
        var counted = new CountedWeeks(Map.of(MONDAY.plusWeeks(1), by(TODAYS)));

        assertThat(counted.reachTheLatest("BSC-CS", 5, Policies.of(since), THREE_WEEKS))
                .isTrue();
    }

    @Test
    void a_history_is_whole_unless_it_leaves_weeks_to_what_was_counted() {
        var counted = new CountedWeeks(Map.of(MONDAY, by(TODAYS)));

        assertThat(new History("BSC-CS", 5, List.of(), List.of(), List.of()).isWhole())
                .isTrue();
        assertThat(new History("BSC-CS", 5, List.of(), List.of(), List.of(), counted).isWhole())
                .isFalse();
    }

    private static boolean reachTheLatest(CountedWeeks counted, int level) {
        return counted.reachTheLatest("BSC-CS", level, Policies.of(DEFAULT_POLICY), THREE_WEEKS);
    }

    private static CountedWeek by(String policyVersion) {
        return new CountedWeek(Outcome.ATTENDED, new SessionCount(1, 1, 0, 0, 0), policyVersion);
    }
}
