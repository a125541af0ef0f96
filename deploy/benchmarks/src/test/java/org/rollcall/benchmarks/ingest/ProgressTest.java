package org.rollcall.benchmarks.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final Instant BEGIN = Instant.parse("2026-10-05T09:00:00Z");

    @Test
    void each_part_has_the_rate_at_which_it_was_taken() {
        // given 800 of which the first half takes a second and the other two
        var progress = new Progress(BEGIN, 800);
        progress.left(BEGIN.plusSeconds(1), 400);
        progress.left(BEGIN.plusSeconds(3), 0);

        // then
        assertThat(progress.perSecond(2)).containsExactly(400L, 200L);
        assertThat(progress.perSecond(4)).containsExactly(400L, 400L, 200L, 200L);
    }

    @Test
    void a_standstill_counts_for_the_part_that_it_delays() {
        var progress = new Progress(BEGIN, 800);
        progress.left(BEGIN.plusSeconds(1), 400);
        progress.left(BEGIN.plusSeconds(2), 400);
        progress.left(BEGIN.plusSeconds(3), 0);

        assertThat(progress.perSecond(2)).containsExactly(400L, 200L);
    }
}
