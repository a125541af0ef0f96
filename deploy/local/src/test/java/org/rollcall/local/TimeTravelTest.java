package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.rollcall.local.DevEndpoints.Settled;

class TimeTravelTest {

    private static final Instant MONDAY = Instant.parse("2026-10-05T08:00:00Z");
    private static final Instant MONDAY_LECTURE_ENDS = Instant.parse("2026-10-05T10:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-10-05T23:00:00Z");
    private static final Instant NEXT_MONDAY = Instant.parse("2026-10-11T23:00:00Z");
    private static final Instant NEXT_TUESDAY = Instant.parse("2026-10-12T23:00:00Z");

    private final Suite suite = new Suite(MONDAY);

    @Test
    void a_session_is_closed_and_settled_before_the_week_is_in_the_same_night() {
        // given
        suite.plan(Service.ATTENDANCE_INGEST, MONDAY_LECTURE_ENDS);
        suite.plan(Service.ENGAGEMENT_RULES, NEXT_MONDAY);

        // when
        travelTo(NEXT_TUESDAY);

        // then
        assertThat(suite.story)
                .containsExactly(
                        "settled",
                        "attendance-ingest works at " + TUESDAY,
                        "settled",
                        "engagement-rules works at " + NEXT_MONDAY,
                        "settled",
                        "settled");
        assertThat(suite.now).allSatisfy((service, now) -> assertThat(now).isEqualTo(NEXT_TUESDAY));
    }

    @Test
    void who_only_reacts_to_the_work_of_the_others_is_in_their_time_before_they_do_it() {
        // given
        suite.plan(Service.ENGAGEMENT_RULES, NEXT_MONDAY);

        // when
        travelTo(NEXT_TUESDAY);

        // then
        assertThat(suite.clockOfMailAtWork).containsExactly(NEXT_MONDAY);
    }

    @Test
    void without_work_the_clocks_go_straight_to_the_target() {
        travelTo(NEXT_TUESDAY);
        assertThat(suite.story).containsExactly("settled", "settled");
        assertThat(suite.settings).isEqualTo(Service.values().length);
    }

    @Test
    void a_service_that_stayed_behind_is_brought_along() {
        // given
        travelTo(TUESDAY);
        suite.now.put(Service.CASE_MANAGEMENT, MONDAY);
        suite.settings = 0;

        // when
        travelTo(TUESDAY);

        // then
        assertThat(suite.now).allSatisfy((service, now) -> assertThat(now).isEqualTo(TUESDAY));
        assertThat(suite.settings).isEqualTo(1);
    }

    @Test
    void time_does_not_go_back() {
        travelTo(TUESDAY);
        assertThatThrownBy(() -> travelTo(MONDAY)).isInstanceOf(Refusal.class).hasMessageContaining("does not go back");
    }

    @Test
    void a_service_that_is_being_started_again_is_waited_for() {
        // given
        suite.silences = 2;

        // when
        travelTo(TUESDAY);

        // then
        assertThat(suite.now).allSatisfy((service, now) -> assertThat(now).isEqualTo(TUESDAY));
    }

    private void travelTo(Instant target) {
        Settling settling = new Settling(suite::settled, Duration.ofSeconds(10), outstanding -> {});
        new TimeTravel(suite, settling, passing -> {}).to(target);
    }

    /** Five services that work at once when they are due, and write down when. */
    private static final class Suite implements Clocks {

        private final Map<Service, Instant> now = new EnumMap<>(Service.class);
        private final Map<Service, NavigableSet<Instant>> plans = new EnumMap<>(Service.class);
        private final List<String> story = new ArrayList<>();
        private final List<Instant> clockOfMailAtWork = new ArrayList<>();
        private int settings;
        private int silences;
        private int questions;

        Suite(Instant start) {
            for (Service service : Service.values()) {
                now.put(service, start);
                plans.put(service, new TreeSet<>());
            }
        }

        void plan(Service service, Instant due) {
            plansOf(service).add(due);
        }

        Map<Service, Settled> settled() {
            if (++questions % 2 == 0) {
                story.add("settled");
            }
            Map<Service, Settled> answers = new EnumMap<>(Service.class);
            for (Service service : Service.values()) {
                answers.put(service, new Settled(true, null, "", List.of()));
            }
            return answers;
        }

        @Override
        public Optional<Reading> clock(Service service) {
            if (silences > 0) {
                silences--;
                return Optional.empty();
            }
            NavigableSet<Instant> plans = plansOf(service);
            return Optional.of(new Reading(now.getOrDefault(service, MONDAY), plans.isEmpty() ? null : plans.first()));
        }

        @Override
        public Optional<Reading> setClock(Service service, Instant to) {
            settings++;
            now.put(service, to);
            if (!plansOf(service).headSet(to, true).isEmpty()) {
                plansOf(service).headSet(to, true).clear();
                story.add(service.title() + " works at " + to);
                clockOfMailAtWork.add(now.getOrDefault(Service.NOTIFICATION_SERVICE, MONDAY));
            }
            return clock(service);
        }

        private NavigableSet<Instant> plansOf(Service service) {
            return plans.getOrDefault(service, new TreeSet<>());
        }
    }
}
