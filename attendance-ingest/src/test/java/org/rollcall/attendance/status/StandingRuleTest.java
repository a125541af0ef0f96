package org.rollcall.attendance.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.rollcall.contracts.AttendanceRecord;

class StandingRuleTest {

    private static final Instant START = Instant.parse("2026-10-05T08:00:00Z");
    private static final Instant REGISTER_TAKEN = Instant.parse("2026-10-05T09:05:00Z");
    private static final StandingRule RULE = new StandingRule(Duration.ofMinutes(10));

    @ParameterizedTest
    @CsvSource({
        "-PT15M, PRESENT",
        "PT0S, PRESENT",
        "PT9M59.999999S, PRESENT",
        "PT10M, PRESENT",
        "PT10M0.000001S, LATE",
        "PT60M, LATE"
    })
    void a_swipe_is_present_until_ten_minutes_after_the_start_and_late_from_then_on(
            Duration afterStart, Status status) {
        // given
        var swipedAt = START.plus(afterStart);

        // when
        var standing = RULE.of(evidence(true, null, swipedAt, Closure.OPEN));

        // then
        assertThat(standing).isEqualTo(new Standing(status, Source.SWIPE, swipedAt, false));
    }

    @ParameterizedTest
    @CsvSource({
        "PRESENT, PRESENT, false",
        "LATE, LATE, false",
        "ABSENT, ABSENT, true",
    })
    void a_mark_stands_over_a_swipe_and_is_contradicted_only_when_it_denies_the_attendance(
            Mark mark, Status status, boolean contradicted) {
        // when
        var standing = RULE.of(evidence(true, mark, START, Closure.OPEN));

        // then
        assertThat(standing).isEqualTo(new Standing(status, Source.REGISTER, REGISTER_TAKEN, contradicted));
    }

    @ParameterizedTest
    @EnumSource
    void a_mark_without_a_swipe_contradicts_nothing(Mark mark) {
        assertThat(RULE.of(evidence(true, mark, null, Closure.OPEN)).contradicted())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "OPEN, EXPECTED, TIMETABLE",
        "ATTENDANCE_TAKEN, ABSENT, SESSION_CLOSE",
        "NOTHING_TAKEN, UNRECORDED, SESSION_CLOSE",
    })
    void without_a_mark_or_a_swipe_the_close_decides(Closure closure, Status status, Source source) {
        assertThat(RULE.of(evidence(true, null, null, closure))).isEqualTo(new Standing(status, source, null, false));
    }

    @ParameterizedTest
    @EnumSource
    void what_comes_after_the_close_still_speaks_for_its_own_student(Closure closure) {
        assertThat(RULE.of(evidence(true, null, START, closure)).status()).isEqualTo(Status.PRESENT);
        assertThat(RULE.of(evidence(true, Mark.LATE, null, closure)).status()).isEqualTo(Status.LATE);
    }

    @ParameterizedTest
    @EnumSource
    void a_session_that_is_cancelled_or_does_not_name_the_student_outweighs_all_evidence(Closure closure) {
        assertThat(RULE.of(evidence(false, Mark.ABSENT, START, closure)))
                .isEqualTo(new Standing(Status.CANCELLED, Source.TIMETABLE, null, false));
    }

    @Test
    void one_more_swipe_makes_of_a_standing_what_all_the_evidence_together_makes() {
        var seconds = List.of(-900, 0, 600, 601, 3600);
        var cases = 0;
        for (var expected : List.of(true, false)) {
            for (var closure : Closure.values()) {
                for (var before : withNone(seconds)) {
                    for (var mark : withNone(List.of(Mark.values()))) {
                        for (var more : seconds) {
                            // given
                            var swipedAt = before.map(START::plusSeconds).orElse(null);
                            var next = START.plusSeconds(more);
                            var standing = RULE.of(evidence(expected, mark.orElse(null), swipedAt, closure));

                            // when
                            var with = RULE.withSwipe(standing, START, next);

                            // then
                            var earliest = swipedAt == null || next.isBefore(swipedAt) ? next : swipedAt;
                            assertThat(with)
                                    .isEqualTo(RULE.of(evidence(expected, mark.orElse(null), earliest, closure)));
                            cases++;
                        }
                    }
                }
            }
        }
        assertThat(cases).isEqualTo(2 * 3 * 6 * 4 * 5);
    }

    private static <T> List<Optional<T>> withNone(List<T> values) {
        return Stream.concat(Stream.of(Optional.<T>empty()), values.stream().map(Optional::of))
                .toList();
    }

    @Test
    void every_status_and_source_has_the_name_that_the_contract_gives_it() {
        assertThat(Status.values())
                .extracting(Status::name)
                .containsExactlyInAnyOrderElementsOf(names(AttendanceRecord.Status.values()));
        assertThat(names(AttendanceRecord.Source.values())).containsAll(names(Source.values()));
    }

    private static Evidence evidence(
            boolean expected, @Nullable Mark mark, @Nullable Instant swipedAt, Closure closure) {
        var register = mark == null ? null : new RegisterEntry(mark, REGISTER_TAKEN, Source.REGISTER);
        return new Evidence(expected, START, register, swipedAt, closure);
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }
}
