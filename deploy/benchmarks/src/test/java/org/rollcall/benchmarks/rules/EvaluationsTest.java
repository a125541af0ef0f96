package org.rollcall.benchmarks.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EvaluationsTest {

    @Test
    void the_rule_engine_raises_what_the_core_raises_for_students_of_any_past() {
        var evaluations = new Evaluations();

        for (var weeks = 1; weeks <= 12; weeks++) {
            // It refuses to measure what is not the same.
            assertThat(evaluations.measure(weeks, 0.01).weeks()).isEqualTo(weeks);
        }
    }
}
