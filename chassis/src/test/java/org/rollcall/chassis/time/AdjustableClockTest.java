package org.rollcall.chassis.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdjustableClockTest {

    private static final Instant START = Instant.parse("2026-09-21T08:00:00Z");
    private static final Instant LATER = Instant.parse("2026-10-07T00:00:00Z");

    @Test
    void it_stands_still_until_it_is_set() {
        // given
        var clock = new AdjustableClock(START, Optional.empty());
        assertThat(clock.instant()).isEqualTo(START);

        // when
        clock.set(LATER);

        // then
        assertThat(clock.instant()).isEqualTo(LATER);
    }

    @Test
    void with_a_file_it_stands_where_it_was_after_a_restart(@TempDir Path folder) {
        // given
        var file = Optional.of(folder.resolve("clock"));
        new AdjustableClock(START, file).set(LATER);

        // when
        var restarted = new AdjustableClock(START, file);

        // then
        assertThat(restarted.instant()).isEqualTo(LATER);
    }
}
