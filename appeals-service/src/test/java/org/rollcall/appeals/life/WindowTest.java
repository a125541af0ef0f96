package org.rollcall.appeals.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.appeals.life.Receipt.Channel;

/** Told on Monday 12 October 2026: working day 10 is Monday 26 October, the first day after summer time. */
class WindowTest {

    private static final LocalDate TOLD_ON = LocalDate.parse("2026-10-12");
    private static final LocalDate LAST_DAY = LocalDate.parse("2026-10-26");
    private static final Window WINDOW =
            new Window(new Deadline(TOLD_ON, 10, LAST_DAY, Instant.parse("2026-10-27T00:00:00Z"), List.of()), LAST_DAY);

    @ParameterizedTest
    @CsvSource({
        "2026-10-12T09:00:00Z, false",
        "2026-10-26T23:59:00Z, false",
        "2026-10-26T23:59:59.999999Z, false",
        "2026-10-27T00:00:00Z, true",
        "2026-10-27T00:01:00Z, true"
    })
    void an_appeal_is_in_time_until_midnight_in_london(Instant receivedAt, boolean late) {
        assertThat(WINDOW.isLate(at(receivedAt))).isEqualTo(late);
    }

    /** In summer, London's midnight is an hour before Greenwich's. */
    @ParameterizedTest
    @CsvSource({"2026-06-15T22:59:00Z, false", "2026-06-15T23:00:00Z, true"})
    void in_summer_2359_london_is_2259_greenwich(Instant receivedAt, boolean late) {
        // given
        var lastDay = LocalDate.parse("2026-06-15");
        var summer = new Window(
                new Deadline(
                        LocalDate.parse("2026-06-01"), 10, lastDay, Instant.parse("2026-06-15T23:00:00Z"), List.of()),
                lastDay);

        // then
        assertThat(summer.isLate(at(receivedAt))).isEqualTo(late);
    }

    @ParameterizedTest
    @CsvSource({"2026-10-25, false", "2026-10-26, false", "2026-10-27, true"})
    void post_is_in_time_by_its_day(LocalDate stamped, boolean late) {
        assertThat(WINDOW.isLate(new Receipt.On(stamped))).isEqualTo(late);
    }

    @Test
    void a_student_who_was_told_a_later_day_has_until_that_day() {
        // given
        var generous = new Window(WINDOW.computed(), LocalDate.parse("2026-10-27"));

        // then
        assertThat(generous.lastDay()).isEqualTo("2026-10-27");
        assertThat(generous.isLate(at(Instant.parse("2026-10-27T23:59:00Z")))).isFalse();
        assertThat(generous.isLate(at(Instant.parse("2026-10-28T00:00:00Z")))).isTrue();
    }

    @Test
    void a_student_who_was_told_an_earlier_day_still_has_ten_working_days() {
        // given
        var wrong = new Window(WINDOW.computed(), LocalDate.parse("2026-10-20"));

        // then
        assertThat(wrong.lastDay()).isEqualTo(LAST_DAY);
        assertThat(wrong.endsAt()).isEqualTo(WINDOW.endsAt());
    }

    @Test
    void lateness_is_told_to_the_minute_and_of_post_to_the_day() {
        assertThat(WINDOW.lateness(at(Instant.parse("2026-10-28T01:02:00Z")))).isEqualTo(Duration.parse("P1DT1H2M"));
        assertThat(WINDOW.lateness(new Receipt.On(LocalDate.parse("2026-10-29"))))
                .isEqualTo(Duration.ofDays(3));
        assertThat(WINDOW.lateness(at(Instant.parse("2026-10-26T23:59:00Z")))).isZero();
        assertThat(WINDOW.lateness(new Receipt.On(LAST_DAY))).isZero();
    }

    private static Receipt at(Instant instant) {
        return new Receipt.At(instant, LAST_DAY, Channel.EMAIL);
    }
}
