package org.rollcall.engagement.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.engagement.University.week;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rollcall.engagement.assessment.Grounds;
import org.rollcall.engagement.assessment.Raise;
import org.rollcall.engagement.assessment.RaiseId;
import org.rollcall.engagement.policy.Action;
import org.rollcall.engagement.replay.Difference.Kind;
import org.rollcall.engagement.replay.StudentReplay.Count;
import org.rollcall.engagement.replay.StudentReplay.Place;

class DifferenceTest {

    @Test
    void what_is_raised_as_of_the_same_week_under_both_policies_is_no_difference() {
        assertThat(Difference.between(raises("one-week@1", "three-weeks@3"), raises("three-weeks@3", "one-week@1")))
                .isEmpty();
    }

    @Test
    void what_only_the_candidate_raises_is_gained_and_what_only_the_present_policy_raises_is_lost() {
        assertThat(Difference.between(raises("one-week@1"), raises("two-weeks@2")))
                .containsExactly(
                        new Difference("one-week", Kind.LOST, week(1), null),
                        new Difference("two-weeks", Kind.GAINED, null, week(2)));
    }

    @Test
    void a_step_that_is_raised_as_of_another_week_has_moved() {
        assertThat(Difference.between(raises("three-weeks@3"), raises("three-weeks@2")))
                .containsExactly(new Difference("three-weeks", Kind.MOVED, week(3), week(2)));
    }

    @Test
    void of_several_raises_of_a_step_those_that_agree_are_set_aside_before_the_others_are_compared() {
        assertThat(Difference.between(
                        raises("one-week@1", "one-week@5", "one-week@9"), raises("one-week@5", "one-week@6")))
                .containsExactly(
                        new Difference("one-week", Kind.MOVED, week(1), week(6)),
                        new Difference("one-week", Kind.LOST, week(9), null));
    }

    @Test
    void counts_are_kept_apart_by_programme_level_and_step() {
        // given
        var amina = student("S1", "BSC-CS", 4, raises("one-week@1"), raises("one-week@1", "three-weeks@3"));
        var ben = student("S2", "BSC-CS", 4, raises("three-weeks@4"), raises("three-weeks@3"));
        var cara = student("S3", "MSC-CS", 7, raises("three-weeks@4"), raises());

        // then
        assertThat(StudentReplay.count(List.of(amina, ben, cara)))
                .isEqualTo(Map.of(
                        new Place("BSC-CS", 4, "one-week"), new Count(1, 1, 0, 0, 0),
                        new Place("BSC-CS", 4, "three-weeks"), new Count(1, 2, 1, 0, 1),
                        new Place("MSC-CS", 7, "three-weeks"), new Count(1, 0, 0, 1, 0)));
    }

    private static StudentReplay student(
            String id, String programme, int level, List<Raise.Live> present, List<Raise.Live> candidate) {
        return new StudentReplay(id, programme, level, present, candidate, Difference.between(present, candidate));
    }

    /** Each written {@code one-week@1}. */
    private static List<Raise.Live> raises(String... written) {
        return Stream.of(written)
                .map(raise -> {
                    var at = raise.indexOf('@');
                    var week = week(Integer.parseInt(raise.substring(at + 1)));
                    return new Raise.Live(
                            new RaiseId(raise.substring(0, at), week),
                            new Grounds("3", Action.CONTACT, "test", List.of(week)),
                            1);
                })
                .toList();
    }
}
