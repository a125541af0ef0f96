package org.rollcall.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void figures_are_one_line_of_json_in_the_order_in_which_they_were_found() {
        // given
        var figures = new Figures("ingest")
                .with("swipes", 2_000_000)
                .with("ourSwipesPerSecond", 90_000.5)
                .ratio("ofTheLimit", 2, 3);

        // when
        String line = figures.toString();

        // then
        assertThat(line)
                .isEqualTo(
                        "{\"benchmark\":\"ingest\",\"swipes\":2000000,\"ourSwipesPerSecond\":90000.5,\"ofTheLimit\":0.67}");
    }
}
