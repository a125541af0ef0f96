package org.rollcall.engagement.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.engagement.assessment.Outcome.ATTENDED;
import static org.rollcall.engagement.assessment.Outcome.EXCUSED;
import static org.rollcall.engagement.assessment.Outcome.NOT_MONITORED;
import static org.rollcall.engagement.assessment.Outcome.UNKNOWN;
import static org.rollcall.engagement.assessment.StudentHistory.WEEK_1;
import static org.rollcall.engagement.assessment.StudentHistory.WEEK_2;
import static org.rollcall.engagement.assessment.StudentHistory.WEEK_3;
import static org.rollcall.engagement.assessment.StudentHistory.WEEK_4;
import static org.rollcall.engagement.assessment.StudentHistory.WEEK_5;
import static org.rollcall.engagement.assessment.StudentHistory.WEEK_7;
import static org.rollcall.engagement.assessment.StudentHistory.attending;
import static org.rollcall.engagement.assessment.StudentHistory.missing;
import static org.rollcall.engagement.assessment.Term.fourWeeks;
import static org.rollcall.engagement.assessment.Term.lived;
import static org.rollcall.engagement.assessment.Term.oneWeek;
import static org.rollcall.engagement.assessment.Term.threeWeeks;
import static org.rollcall.engagement.policy.PolicyFixtures.DEFAULT_RULES;
import static org.rollcall.engagement.policy.PolicyFixtures.always;
import static org.rollcall.engagement.policy.PolicyFixtures.withLevels;

import org.junit.jupiter.api.Test;

/** What becomes of raises when a fact of a closed week changes. */
class CorrectionTest {

    @Test
    void a_week_that_was_attended_after_all_rescinds_what_rests_on_it() {
        // given
        var term = lived(missing(4));

        // when
        var corrected = term.assess(missing(4).but(ATTENDED, WEEK_2));

        // then
        assertThat(corrected.rescinded()).extracting(Raise::id).containsExactly(threeWeeks(WEEK_3), fourWeeks(WEEK_4));
        assertThat(term.live()).containsExactly(oneWeek(WEEK_1));
    }

    @Test
    void whether_anything_is_to_be_said_of_a_step_is_known() {
        var term = Term.under(always(DEFAULT_RULES));
        assertThat(term.assess(missing(1)).changesRaises()).as("raised").isTrue();
        assertThat(term.assess(missing(1)).changesRaises()).as("as before").isFalse();
        assertThat(term.assess(attending(1)).changesRaises()).as("rescinded").isTrue();
        assertThat(term.assess(missing(1)).changesRaises()).as("reinstated").isTrue();
    }

    @Test
    void an_absence_authorised_backwards_rescinds_too() {
        var term = lived(missing(1).thenAttending(3));

        var corrected = term.assess(missing(1).thenAttending(3).but(EXCUSED, WEEK_1));

        assertThat(corrected.rescinded()).extracting(Raise::id).containsExactly(oneWeek(WEEK_1));
    }

    @Test
    void a_correction_that_leaves_a_step_reached_leaves_the_raise_alone() {
        var term = lived(missing(4).thenMissing(1));

        var corrected = term.assess(missing(5).but(ATTENDED, WEEK_5));

        assertThat(corrected.rescinded()).isEmpty();
        assertThat(term.live()).containsExactly(oneWeek(WEEK_1), threeWeeks(WEEK_3), fourWeeks(WEEK_4));
    }

    @Test
    void a_rescinded_raise_that_holds_again_is_reinstated_as_the_same_raise() {
        // given
        var term = lived(missing(4));
        var before = term.live();

        // when
        term.assess(missing(4).but(ATTENDED, WEEK_1));
        var rescinded = term.raise(oneWeek(WEEK_1));
        var reverted = term.assess(missing(4));

        // then
        assertThat(rescinded).isInstanceOf(Raise.Rescinded.class);
        assertThat(rescinded.revision()).isEqualTo(2);
        assertThat(reverted.reinstated()).extracting(Raise::id).contains(oneWeek(WEEK_1));
        assertThat(term.raise(oneWeek(WEEK_1)).revision()).isEqualTo(3);
        assertThat(term.live()).containsExactlyElementsOf(before);
    }

    @Test
    void a_reinstated_raise_rests_on_todays_weeks() {
        // given a contact for weeks 2, 3 and 4
        var term = lived(attending(1).thenMissing(3));

        // when it is rescinded, week 5 is missed, and week 1 turns out to have been missed as well
        term.assess(attending(2).thenMissing(3));
        term.assess(missing(5));

        // then
        assertThat(term.raise(threeWeeks(WEEK_4)).grounds().missedWeeks())
                .containsExactly(WEEK_1, WEEK_2, WEEK_3, WEEK_4);
    }

    @Test
    void a_raise_stays_while_its_step_is_reached_though_its_own_week_is_not_a_missed_one_any_more() {
        // given a three-weeks contact as of week 7, and six missed weeks in the year
        var student = missing(3).thenAttending(1).thenMissing(3);
        var term = lived(student);

        // when
        var corrected = term.assess(student.but(ATTENDED, WEEK_7));

        // then
        assertThat(corrected.rescinded()).isEmpty();
        assertThat(term.live()).contains(threeWeeks(WEEK_7));
    }

    @Test
    void a_raise_as_of_a_week_that_became_unknown_is_not_one_within_the_run() {
        // given four weeks revealed at once, so that the contact is as of week 4
        var term = lived(StudentHistory.of("UUUU"));
        term.assess(missing(4));

        // when
        var corrected = term.assess(missing(5).but(UNKNOWN, WEEK_4));

        // then the run is weeks 1, 2, 3 and 5, nobody was contacted as of one of them
        assertThat(term.live()).contains(threeWeeks(WEEK_4));
        assertThat(corrected.raised()).map(Raise::id).contains(threeWeeks(WEEK_5));
    }

    @Test
    void a_rescinded_contact_does_not_open_the_way_to_an_interview() {
        // given
        var term = lived(missing(5));

        // when week 1 was attended after all, and the run is weeks 2 to 5
        var corrected = term.assess(missing(5).but(ATTENDED, WEEK_1));

        // then
        assertThat(corrected.rescinded())
                .extracting(Raise::id)
                .containsExactly(oneWeek(WEEK_1), threeWeeks(WEEK_3), fourWeeks(WEEK_4));
        assertThat(corrected.raised()).map(Raise::id).contains(threeWeeks(WEEK_5));
    }

    @Test
    void nothing_else_is_raised_as_of_a_week_whose_raise_was_rescinded() {
        // given
        var term = lived(missing(3));

        // when
        var corrected = term.assess(attending(2).thenMissing(1));

        // then
        assertThat(corrected.rescinded()).extracting(Raise::id).contains(threeWeeks(WEEK_3));
        assertThat(corrected.raised()).isEmpty();
    }

    @Test
    void a_correction_of_the_latest_week_raises_as_of_it() {
        var term = lived(StudentHistory.of("MMU"));

        var corrected = term.assess(missing(3));

        assertThat(corrected.raised()).map(Raise::id).contains(threeWeeks(WEEK_3));
    }

    @Test
    void a_correction_of_an_earlier_week_raises_as_of_the_latest() {
        var term = lived(StudentHistory.of("UMM"));

        var corrected = term.assess(missing(3));

        assertThat(corrected.raised()).map(Raise::id).contains(threeWeeks(WEEK_3));
        assertThat(corrected.reinstated()).isEmpty();
    }

    @Test
    void a_cancelled_week_joins_the_runs_on_both_sides_of_it() {
        // given
        var student = missing(2).thenAttending(1).thenMissing(2);
        var term = lived(student);

        // when
        var corrected = term.assess(student.but(NOT_MONITORED, WEEK_3));

        // then
        assertThat(corrected.weeks().getLast().standing().run()).isEqualTo(4);
        assertThat(corrected.raised()).map(Raise::id).contains(fourWeeks(WEEK_5));
    }

    @Test
    void a_student_who_turns_out_to_be_out_of_scope_keeps_no_raise() {
        var raised = Term.under(always(DEFAULT_RULES)).assess(missing(1)).raises();

        var assessment =
                Assessor.assess(missing(1).facts(), raised, always(withLevels(6)), ClosedWeeks.between(WEEK_1, WEEK_1));

        assertThat(assessment.rescinded()).extracting(Raise::id).containsExactly(oneWeek(WEEK_1));
    }

    @Test
    void raises_outside_the_weeks_assessed_are_left_alone() {
        var raises = lived(missing(3)).raises();

        var assessment = Assessor.assess(
                attending(3).facts(), raises, always(DEFAULT_RULES), ClosedWeeks.between(WEEK_2, WEEK_2));

        assertThat(assessment.rescinded()).isEmpty();
        assertThat(assessment.raises()).isEqualTo(raises);
    }
}
