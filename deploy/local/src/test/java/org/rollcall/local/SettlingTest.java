package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rollcall.local.DevEndpoints.Settled;

class SettlingTest {

    private static final Settled IDLE = new Settled(true, null, "1-1", List.of());
    private static final Settled IDLE_AFTER_MORE = new Settled(true, null, "2-1", List.of());
    private static final Settled BUSY = new Settled(false, null, "1-1", List.of("3 outbox rows"));

    private final Deque<Map<Service, Settled>> answers = new ArrayDeque<>();
    private final List<List<String>> waits = new ArrayList<>();

    @Test
    void two_rounds_that_agree_are_enough() {
        // given
        answers.add(all(IDLE));
        answers.add(all(IDLE));

        // when
        settle(Duration.ofSeconds(10));

        // then
        assertThat(answers).isEmpty();
        assertThat(waits).isEmpty();
    }

    @Test
    void an_event_that_came_and_was_done_in_between_asks_for_another_round() {
        // given
        answers.add(all(IDLE));
        answers.add(all(IDLE_AFTER_MORE));
        answers.add(all(IDLE_AFTER_MORE));

        // when
        settle(Duration.ofSeconds(10));

        // then
        assertThat(answers).isEmpty();
    }

    @Test
    void one_busy_service_is_waited_for_by_name() {
        // given
        Map<Service, Settled> oneBusy = all(IDLE);
        oneBusy.put(Service.CASE_MANAGEMENT, BUSY);
        answers.addAll(List.of(all(IDLE), oneBusy, all(IDLE), all(IDLE)));

        // when
        settle(Duration.ofSeconds(10));

        // then
        assertThat(answers).isEmpty();
        assertThat(waits).containsExactly(List.of("case-management: 3 outbox rows"));
    }

    @Test
    void when_time_is_up_the_reasons_are_listed() {
        answers.add(all(BUSY));
        answers.add(all(BUSY));
        assertThatThrownBy(() -> settle(Duration.ZERO))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("attendance-ingest: 3 outbox rows")
                .hasMessageContaining("notification-service: 3 outbox rows");
    }

    private void settle(Duration patience) {
        new Settling(answers::remove, patience, waits::add).await();
    }

    private static Map<Service, Settled> all(Settled answer) {
        Map<Service, Settled> answers = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            answers.put(service, answer);
        }
        return answers;
    }
}
