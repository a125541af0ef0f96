package org.rollcall.attendance.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RosterTest {

    private final Roster roster = new Roster(Said.expected(1, 1), "S10\nS1\nS2");

    @Test
    void takes_each_student_once() {
        assertThat(roster.take("S1")).isTrue();
        assertThat(roster.take("S1")).isFalse();
        assertThat(roster.take("S10")).isTrue();
        assertThat(roster.take("S2")).isTrue();
    }

    @Test
    void knows_whole_names_only() {
        assertThat(roster.take("S")).isFalse();
        assertThat(roster.take("1")).isFalse();
        assertThat(roster.take("S100")).isFalse();
    }
}
