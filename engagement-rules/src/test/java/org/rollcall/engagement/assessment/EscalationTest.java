package org.rollcall.engagement.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.engagement.assessment.Outcome.MISSED;
import static org.rollcall.engagement.assessment.StudentHistory.WEEK_1;
import static org.rollcall.engagement.assessment.StudentHistory.WEEK_2;
import static org.rollcall.engagement.assessment.StudentHistory.WEEK_3;
import static org.rollcall.engagement.assessment.StudentHistory.WEEK_4;
import static org.rollcall.engagement.assessment.StudentHistory.WEEK_5;
import static org.rollcall.engagement.assessment.StudentHistory.WEEK_6;
import static org.rollcall.engagement.assessment.StudentHistory.WEEK_7;
import static org.rollcall.engagement.assessment.StudentHistory.WEEK_8;
import static org.rollcall.engagement.assessment.StudentHistory.attending;
import static org.rollcall.engagement.assessment.StudentHistory.missing;
import static org.rollcall.engagement.assessment.Term.fourWeeks;
import static org.rollcall.engagement.assessment.Term.lived;
import static org.rollcall.engagement.assessment.Term.oneWeek;
import static org.rollcall.engagement.assessment.Term.threeWeeks;
import static org.rollcall.engagement.policy.PolicyFixtures.DEFAULT_RULES;
import static org.rollcall.engagement.policy.PolicyFixtures.always;
import static org.rollcall.engagement.policy.PolicyFixtures.version;
import static org.rollcall.engagement.policy.PolicyFixtures.withLadder;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.engagement.policy.Action;
import org.rollcall.engagement.policy.Counting;
import org.rollcall.engagement.policy.Policies;
import org.rollcall.engagement.policy.Step;

/** The stories that docs/policy.md tells of the ladder. */
class EscalationTest {

    @Test
    void one_missed_week_asks_for_the_circumstances() {
        assertThat(lived(attending(1).thenMissing(1)).live()).containsExactly(oneWeek(WEEK_2));
    }

    @Test
    void a_student_who_attends_hears_nothing() {
        assertThat(lived(attending(8)).raises()).isEmpty();
    }

    @Test
    void week_after_week_each_step_comes_at_its_own_week() {
        assertThat(lived(missing(8)).live()).containsExactly(oneWeek(WEEK_1), threeWeeks(WEEK_3), fourWeeks(WEEK_4));
    }

    @ParameterizedTest(name = "{0} missed weeks raise {1} steps")
    @CsvSource({"1, 1", "2, 1", "3, 2", "4, 3", "5, 3"})
    void a_step_is_raised_at_its_number_of_weeks_and_not_before(int weeks, int steps) {
        assertThat(lived(missing(weeks)).live()).hasSize(steps);
    }

    @Test
    void a_raise_tells_its_clause_its_policy_and_the_weeks_it_counted() {
        var raised = Term.under(always(DEFAULT_RULES)).assess(missing(3)).raised();

        assertThat(raised)
                .contains(new Raise.Live(
                        threeWeeks(WEEK_3),
                        new Grounds("4", Action.CONTACT, "test", List.of(WEEK_1, WEEK_2, WEEK_3)),
                        1));
    }

    @Test
    void a_fourth_consecutive_missed_week_demands_an_interview() {
        var interview = lived(missing(4)).raise(fourWeeks(WEEK_4));

        assertThat(interview.grounds().action()).isEqualTo(Action.INTERVIEW);
        assertThat(interview.grounds().missedWeeks()).containsExactly(WEEK_1, WEEK_2, WEEK_3, WEEK_4);
    }

    @Test
    void three_weeks_of_the_year_are_enough_for_the_second_contact() {
        var term = lived(missing(2).thenAttending(1).thenMissing(1));

        assertThat(term.live()).containsExactly(oneWeek(WEEK_1), threeWeeks(WEEK_4));
        assertThat(term.raise(threeWeeks(WEEK_4)).grounds().missedWeeks()).containsExactly(WEEK_1, WEEK_2, WEEK_4);
    }

    @Test
    void a_new_run_begins_at_the_first_step_again() {
        assertThat(lived(missing(4).thenAttending(1).thenMissing(1)).live())
                .endsWith(fourWeeks(WEEK_4), oneWeek(WEEK_6));
    }

    @Test
    void three_weeks_in_a_row_are_told_again_in_a_new_run() {
        assertThat(lived(missing(3).thenAttending(1).thenMissing(3)).live())
                .containsExactly(oneWeek(WEEK_1), threeWeeks(WEEK_3), oneWeek(WEEK_5), threeWeeks(WEEK_7));
    }

    @Test
    void weeks_without_sessions_or_records_neither_break_a_run_nor_lengthen_it() {
        assertThat(lived(StudentHistory.of("MM-UMM")).live())
                .containsExactly(oneWeek(WEEK_1), threeWeeks(WEEK_5), fourWeeks(WEEK_6));
    }

    @Test
    void nothing_is_raised_as_of_a_week_that_was_not_missed() {
        var assessment = Term.under(always(DEFAULT_RULES)).assess(missing(3).thenAttending(1));

        assertThat(assessment.raised()).isEmpty();
    }

    @Test
    void four_missed_weeks_that_come_to_light_at_once_get_a_contact_first_and_the_interview_a_week_later() {
        // given
        var term = lived(StudentHistory.of("UUUU"));

        // when
        var revealed = term.assess(missing(4));
        var aWeekLater = term.assess(missing(5));

        // then
        assertThat(revealed.raised()).map(Raise::id).contains(threeWeeks(WEEK_4));
        assertThat(aWeekLater.raised()).map(Raise::id).contains(fourWeeks(WEEK_5));
    }

    @Test
    void the_interview_a_week_later_is_demanded_only_if_it_still_holds() {
        // given
        var term = lived(StudentHistory.of("UUUU"));
        term.assess(missing(4));

        // when
        var aWeekLater = term.assess(missing(4).thenAttending(1));

        // then
        assertThat(aWeekLater.raised()).isEmpty();
    }

    @Test
    void a_contact_in_an_earlier_run_does_not_open_the_way_to_an_interview() {
        // given
        var term = lived(StudentHistory.of("MAUUUU"));

        // when
        var revealed = term.assess(missing(1).thenAttending(1).thenMissing(4));

        // then
        assertThat(revealed.raised()).map(Raise::id).contains(threeWeeks(WEEK_6));
    }

    @Test
    void assessing_the_same_week_again_adds_nothing() {
        var term = lived(missing(4));

        var again = term.assess(missing(4));

        assertThat(again.raised()).isEmpty();
        assertThat(again.rescinded()).isEmpty();
        assertThat(again.reinstated()).isEmpty();
    }

    @Test
    void a_new_academic_year_begins_at_the_first_step_again() {
        var lastWeeks = LocalDate.of(2027, 7, 19);

        var live = lived(StudentHistory.of("MMMM", lastWeeks)).live();

        assertThat(live).containsExactly(oneWeek(lastWeeks), oneWeek(LocalDate.of(2027, 8, 2)));
    }

    @Test
    void a_cumulative_step_is_raised_once_in_the_academic_year() {
        var ladder = withLadder(
                new Step("one-week", "3", 1, Counting.CONSECUTIVE, Action.CONTACT),
                new Step("three-weeks", "4", 3, Counting.CUMULATIVE, Action.CONTACT));

        assertThat(lived(StudentHistory.of("MMMAMMMM"), ladder).live())
                .containsExactly(oneWeek(WEEK_1), threeWeeks(WEEK_3), oneWeek(WEEK_5));
    }

    @Test
    void a_cumulative_step_is_raised_again_in_the_next_academic_year() {
        var ladder = withLadder(
                new Step("two-weeks", "3", 2, Counting.CUMULATIVE, Action.CONTACT),
                new Step("four-weeks", "5", 4, Counting.CONSECUTIVE, Action.INTERVIEW));
        var lastWeeks = LocalDate.of(2027, 7, 19);

        assertThat(lived(StudentHistory.of("MMMM", lastWeeks), ladder).live())
                .extracting(RaiseId::asOfWeek)
                .containsExactly(lastWeeks.plusWeeks(1), lastWeeks.plusWeeks(3));
    }

    @Test
    void a_later_step_of_the_same_action_makes_an_earlier_one_done() {
        // given
        var term = lived(StudentHistory.of("UUU"));
        term.assess(missing(3));

        // when
        var next = term.assess(missing(4));

        // then
        assertThat(term.live()).doesNotContain(oneWeek(WEEK_3), oneWeek(WEEK_4));
        assertThat(next.raised()).map(Raise::id).contains(fourWeeks(WEEK_4));
    }

    @Test
    void the_first_of_several_interviews_comes_first() {
        // given
        var ladder = withLadder(
                new Step("one-week", "3", 1, Counting.CONSECUTIVE, Action.CONTACT),
                new Step("two-weeks", "5", 2, Counting.CONSECUTIVE, Action.INTERVIEW),
                new Step("four-weeks", "5", 4, Counting.CONSECUTIVE, Action.INTERVIEW));
        var term = Term.under(always(ladder));
        term.assess(missing(1));

        // when both are reached before either is raised
        term.assess(missing(4));
        term.assess(missing(5));

        // then
        assertThat(term.live()).containsExactly(oneWeek(WEEK_1), new RaiseId("two-weeks", WEEK_4), fourWeeks(WEEK_5));
    }

    @Test
    void the_policy_in_force_on_a_weeks_monday_assesses_it() {
        // given a policy that comes into force on the Tuesday of week 3, and has no second contact
        var withoutThreeWeeks = withLadder(
                new Step("one-week", "3", 1, Counting.CONSECUTIVE, Action.CONTACT),
                new Step("four-weeks", "5", 4, Counting.CONSECUTIVE, Action.INTERVIEW));
        var term = Term.under(Policies.of(
                version("old", WEEK_1, DEFAULT_RULES), version("new", WEEK_3.plusDays(1), withoutThreeWeeks)));

        // when
        term.assess(missing(1));
        term.assess(missing(3));
        var assessment = term.assess(missing(8));

        // then
        assertThat(term.live()).containsExactly(oneWeek(WEEK_1), threeWeeks(WEEK_3), fourWeeks(WEEK_8));
        assertThat(assessment.weeks())
                .extracting(AssessedWeek::policyVersion)
                .startsWith("old", "old", "old", "new")
                .endsWith("new");
    }

    @Test
    void weeks_before_the_first_policy_are_not_assessed() {
        var assessment =
                Term.under(Policies.of(version("first", WEEK_3, DEFAULT_RULES))).assess(missing(3));

        assertThat(assessment.weeks()).extracting(AssessedWeek::monday).containsExactly(WEEK_3);
        assertThat(assessment.weeks()).extracting(AssessedWeek::outcome).containsExactly(MISSED);
        assertThat(assessment.raised()).map(Raise::id).contains(oneWeek(WEEK_3));
    }
}
