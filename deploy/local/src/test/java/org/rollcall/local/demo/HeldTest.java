package org.rollcall.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.rollcall.campus.Line;

class HeldTest {

    private static final Line ENROLLED = new Line("student.records", "S1", TextNode.valueOf("enrolled"));
    private static final Line INTERRUPTED = new Line("student.records", "S1", TextNode.valueOf("interrupted"));
    private static final Line SWIPE = new Line("attendance.swipes", "C1", TextNode.valueOf("09:03"));
    private static final Line GARBAGE = new Line("attendance.swipes", "", TextNode.valueOf("\0{"));
    private static final List<List<Line>> STAGES =
            List.of(List.of(ENROLLED), List.of(SWIPE, SWIPE, GARBAGE), List.of(INTERRUPTED));

    @Test
    void at_first_everything_is_missing_in_its_order() {
        Held held = Held.of(STAGES, List.of());

        assertThat(held.missing()).isEqualTo(STAGES);
        assertThat(held.isComplete()).isFalse();
        assertThat(held.foreign()).isZero();
    }

    @Test
    void in_the_end_nothing_is() {
        Held held = Held.of(STAGES, records(ENROLLED, SWIPE, GARBAGE, SWIPE, INTERRUPTED));

        assertThat(held.isComplete()).isTrue();
        assertThat(held.foreign()).isZero();
    }

    @Test
    void a_swipe_that_is_published_twice_is_missing_once_when_it_is_there_once() {
        Held held = Held.of(STAGES, records(ENROLLED, SWIPE));

        assertThat(held.missing()).containsExactly(List.of(), List.of(SWIPE, GARBAGE), List.of(INTERRUPTED));
    }

    @Test
    void what_a_compacted_topic_has_dropped_for_a_later_value_is_not_published_over_it() {
        Held held = Held.of(STAGES, records(SWIPE, SWIPE, GARBAGE, INTERRUPTED));

        assertThat(held.isComplete()).isTrue();
    }

    @Test
    void an_earlier_value_does_not_stand_for_a_later_one() {
        Held held = Held.of(STAGES, records(ENROLLED, SWIPE, SWIPE, GARBAGE));

        assertThat(held.missing()).containsExactly(List.of(), List.of(), List.of(INTERRUPTED));
    }

    @Test
    void what_others_have_published_is_counted() {
        Line foreign = new Line("student.records", "S9", TextNode.valueOf("enrolled"));

        Held held = Held.of(STAGES, records(ENROLLED, foreign, SWIPE, SWIPE, SWIPE));

        assertThat(held.foreign()).isEqualTo(2);
    }

    private static List<ConsumerRecord<String, byte[]>> records(Line... lines) {
        return Arrays.stream(lines)
                .map(line -> new ConsumerRecord<>(
                        line.topic(), 0, 0, line.key(), line.text().getBytes(StandardCharsets.UTF_8)))
                .toList();
    }
}
