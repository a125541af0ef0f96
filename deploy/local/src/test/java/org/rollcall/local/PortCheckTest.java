package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortCheckTest {

    private static final Layout USUAL = Layout.usual(Path.of("data"), 0);

    @Test
    void free_ports_are_not_spoken_of() {
        assertThat(PortCheck.complaint(USUAL, port -> true)).isEmpty();
    }

    @Test
    void a_taken_port_is_named_with_what_would_use_it() {
        assertThat(PortCheck.complaint(USUAL, port -> !Set.of(9092, 8083).contains(port)))
                .hasValueSatisfying(complaint -> assertThat(complaint)
                        .contains("Port 9092 is taken; Kafka would use it.")
                        .contains("Port 8083 is taken; case-management would use it.")
                        .contains("--port-offset 1000"));
    }

    @Test
    void ports_that_are_proposed_are_free() {
        assertThat(PortCheck.complaint(USUAL, port -> !Set.of(9092, 9081, 16432).contains(port)))
                .hasValueSatisfying(complaint -> assertThat(complaint).contains("--port-offset 2000"));
    }

    @Test
    void without_any_free_ports_none_are_proposed() {
        assertThat(PortCheck.complaint(USUAL, port -> false))
                .hasValueSatisfying(complaint -> assertThat(complaint).doesNotContain("--port-offset"));
    }
}
