package org.rollcall.notification.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackOffTest {

    private static final UUID EMAIL = UUID.fromString("0e3a1100-0000-3000-8000-000000000001");

    @ParameterizedTest
    @CsvSource({
        "1, PT1M",
        "2, PT2M",
        "3, PT4M",
        "4, PT8M",
        "8, PT2H8M",
        "9, PT4H16M",
        "10, PT8H",
        "11, PT8H",
        "17, PT8H",
    })
    void each_pause_is_twice_the_last_until_it_is_eight_hours(int attempt, Duration pause) {
        assertThat(BackOff.after(attempt, EMAIL))
                .hasValueSatisfying(given -> assertThat(given).isBetween(pause, pause.plus(pause.dividedBy(10))));
    }

    @ParameterizedTest
    @CsvSource({"17, true", "18, false", "19, false"})
    void the_eighteenth_try_is_the_last(int attempt, boolean another) {
        assertThat(BackOff.after(attempt, EMAIL).isPresent()).isEqualTo(another);
    }

    @Test
    void all_tries_together_take_three_days() {
        var inAll = IntStream.range(1, BackOff.TRIES)
                .mapToObj(attempt -> BackOff.after(attempt, EMAIL).orElseThrow())
                .reduce(Duration.ZERO, Duration::plus);

        assertThat(inAll).isBetween(Duration.ofDays(3), Duration.ofDays(3).plusHours(8));
    }

    @Test
    void the_same_try_of_the_same_email_always_waits_as_long() {
        assertThat(BackOff.after(5, EMAIL)).isEqualTo(BackOff.after(5, EMAIL));
    }

    @Test
    void emails_that_failed_together_come_back_apart() {
        var pauses = Stream.iterate(1, n -> n + 1)
                .limit(100)
                .map(n -> BackOff.after(5, new UUID(EMAIL.getMostSignificantBits(), n))
                        .orElseThrow())
                .distinct();

        assertThat(pauses).hasSizeGreaterThan(90);
    }
}
