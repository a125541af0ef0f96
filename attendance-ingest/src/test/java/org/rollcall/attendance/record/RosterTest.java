package org.rollcall.attendance.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @Test
    void tells_names_apart_that_share_a_hash() {
        var alike = new Roster(Said.expected(1, 1), "AaAa\nAaBB\nBBBB");

        assertThat(alike.take("BBAa")).isFalse();
        assertThat(alike.take("AaBB")).isTrue();
        assertThat(alike.take("AaBB")).isFalse();
        assertThat(alike.take("BBBB")).isTrue();
        assertThat(alike.take("AaAa")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 9, 300})
    void has_room_for_however_many(int many) {
        var names = IntStream.rangeClosed(1, many).mapToObj("S%d"::formatted).toList();
        var full = new Roster(Said.expected(1, 1), String.join("\n", names));

        assertThat(names).allMatch(full::take);
        assertThat(names).noneMatch(full::take);
        assertThat(full.take("S" + (many + 1))).isFalse();
    }
}
