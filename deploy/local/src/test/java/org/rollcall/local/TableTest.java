package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void columns_are_as_wide_as_their_widest_cell() {
        assertThat(new Table(List.of("What", "Pid"), List.of(List.of("Kafka", "7"), List.of("Mail", "-"))))
                .hasToString("  What   Pid\n  Kafka  7\n  Mail   -");
    }
}
