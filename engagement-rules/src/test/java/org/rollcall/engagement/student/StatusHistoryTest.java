package org.rollcall.engagement.student;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.engagement.assessment.Enrolment.Status.ENROLLED;
import static org.rollcall.engagement.assessment.Enrolment.Status.INTERRUPTED;
import static org.rollcall.engagement.assessment.Enrolment.Status.WITHDRAWN;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rollcall.engagement.assessment.Days;
import org.rollcall.engagement.assessment.Enrolment;

class StatusHistoryTest {

    private static final LocalDate SEPTEMBER = LocalDate.of(2026, 9, 14);
    private static final LocalDate OCTOBER = LocalDate.of(2026, 10, 1);
    private static final LocalDate NOVEMBER = LocalDate.of(2026, 11, 1);
    private static final LocalDate JANUARY = LocalDate.of(2027, 1, 10);

    private static final StatusHistory SINCE_SEPTEMBER = StatusHistory.NONE.with(ENROLLED, null, OCTOBER);

    @Test
    void whoever_is_enrolled_when_first_heard_of_was_so_from_the_first_day_on() {
        assertThat(SINCE_SEPTEMBER.within(SEPTEMBER, null)).containsExactly(enrolled(SEPTEMBER, null));
    }

    @Test
    void whoever_is_interrupted_when_first_heard_of_was_enrolled_until_then() {
        assertThat(StatusHistory.NONE.with(INTERRUPTED, OCTOBER, NOVEMBER).within(SEPTEMBER, null))
                .containsExactly(
                        enrolled(SEPTEMBER, OCTOBER.minusDays(1)), new Enrolment(INTERRUPTED, new Days(OCTOBER, null)));
    }

    @Test
    void an_enrolment_with_a_day_of_its_own_begins_on_that_day() {
        assertThat(StatusHistory.NONE.with(ENROLLED, OCTOBER, NOVEMBER).within(SEPTEMBER, null))
                .containsExactly(enrolled(OCTOBER, null));
    }

    @Test
    void every_new_status_opens_an_interval_on_its_day_or_on_the_day_of_its_arrival() {
        // when
        var history = SINCE_SEPTEMBER.with(INTERRUPTED, null, NOVEMBER).with(ENROLLED, JANUARY, JANUARY.plusDays(5));

        // then
        assertThat(history.within(SEPTEMBER, null))
                .containsExactly(
                        enrolled(SEPTEMBER, NOVEMBER.minusDays(1)),
                        new Enrolment(INTERRUPTED, new Days(NOVEMBER, JANUARY.minusDays(1))),
                        enrolled(JANUARY, null));
    }

    @Test
    void the_same_status_again_opens_none_and_with_another_day_it_is_moved() {
        var interrupted = SINCE_SEPTEMBER.with(INTERRUPTED, null, NOVEMBER);

        assertThat(interrupted.with(INTERRUPTED, null, JANUARY)).isEqualTo(interrupted);
        assertThat(interrupted.with(INTERRUPTED, OCTOBER, JANUARY))
                .isEqualTo(SINCE_SEPTEMBER.with(INTERRUPTED, OCTOBER, OCTOBER));
    }

    @Test
    void a_status_that_takes_the_place_of_another_leaves_nothing_of_it() {
        assertThat(SINCE_SEPTEMBER.with(INTERRUPTED, NOVEMBER, NOVEMBER).with(ENROLLED, NOVEMBER, NOVEMBER))
                .isEqualTo(SINCE_SEPTEMBER);
    }

    @Test
    void records_that_are_delivered_again_in_their_order_come_to_the_same() {
        // given
        var history = SINCE_SEPTEMBER.with(INTERRUPTED, NOVEMBER, NOVEMBER).with(ENROLLED, JANUARY, JANUARY);

        // when
        var again = history.with(ENROLLED, null, JANUARY)
                .with(INTERRUPTED, NOVEMBER, JANUARY)
                .with(ENROLLED, JANUARY, JANUARY);

        // then
        assertThat(again).isEqualTo(history);
    }

    @Test
    void nothing_lies_outside_the_enrolment() {
        assertThat(SINCE_SEPTEMBER.with(WITHDRAWN, JANUARY, JANUARY).within(SEPTEMBER, NOVEMBER))
                .containsExactly(enrolled(SEPTEMBER, NOVEMBER));
    }

    @Test
    void two_histories_differ_from_the_first_day_of_which_they_say_something_else() {
        // given
        var interrupted = SINCE_SEPTEMBER.with(INTERRUPTED, NOVEMBER, NOVEMBER);

        // then
        assertThat(interrupted.firstDifference(SINCE_SEPTEMBER)).contains(NOVEMBER);
        assertThat(interrupted.firstDifference(SINCE_SEPTEMBER.with(INTERRUPTED, OCTOBER, OCTOBER)))
                .contains(OCTOBER);
        assertThat(interrupted.firstDifference(interrupted)).isEmpty();
    }

    private static Enrolment enrolled(LocalDate first, @Nullable LocalDate last) {
        return new Enrolment(ENROLLED, new Days(first, last));
    }
}
