package org.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.ConfigResource.Type;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rollcall.contracts.Swipe;
import org.rollcall.contracts.Topic;
import org.rollcall.contracts.Topics;
import org.rollcall.testkit.TopicProbe.Position;

class KafkaServerTest {

    private static final Swipe SWIPE =
            new Swipe("0000123456", "JP-301", "R-0412", Instant.parse("2026-10-05T08:03:21Z"));

    private static final KafkaServer KAFKA = KafkaServer.temporary();

    @BeforeAll
    static void start() {
        KAFKA.start().createTopics();
    }

    @AfterAll
    static void stop() {
        KAFKA.close();
    }

    @Test
    void a_killed_and_restarted_broker_has_every_acknowledged_record() {
        try (TopicProbe probe = new TopicProbe(KAFKA.bootstrapServers())) {
            // given
            Position before = probe.endOf(Topics.SWIPES);
            probe.publish(Topics.SWIPES, "0000123456", SWIPE);

            // when
            KAFKA.kill();
            KAFKA.start();

            // then
            assertThat(probe.await(before, 1)).singleElement().satisfies(event -> {
                assertThat(event.key()).isEqualTo("0000123456");
                assertThat(event.as(Swipe.class)).isEqualTo(SWIPE);
            });
        }
    }

    @Test
    void the_topics_of_the_contract_are_there_compacted_where_keys_can_be_withdrawn() throws Exception {
        try (Admin admin = admin()) {
            List<String> names = Topics.all().stream().map(Topic::name).toList();
            var topics = admin.describeTopics(names).allTopicNames().get();
            var settings = admin.describeConfigs(names.stream()
                            .map(name -> new ConfigResource(Type.TOPIC, name))
                            .toList())
                    .all()
                    .get();

            assertThat(topics.values())
                    .hasSameSizeAs(names)
                    .allSatisfy(topic -> assertThat(topic.partitions()).hasSize(4));
            assertThat(settings.entrySet().stream()
                            .filter(topic -> isCompacted(topic.getValue()))
                            .map(topic -> topic.getKey().name()))
                    .containsExactlyInAnyOrder(
                            "student.records", "programme.records", "student.cards", "timetable.sessions");
        }
    }

    @Test
    void creating_the_topics_again_changes_nothing() {
        KAFKA.createTopics();
    }

    @Test
    void a_topic_is_not_created_by_being_written_to() {
        try (Admin admin = admin()) {
            assertThatThrownBy(() -> admin.describeTopics(List.of("no.such.topic"))
                            .allTopicNames()
                            .get())
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("UnknownTopicOrPartition");
        }
    }

    @Test
    void what_is_no_json_and_what_was_withdrawn_can_be_read_too() {
        try (TopicProbe probe = new TopicProbe(KAFKA.bootstrapServers())) {
            // given
            KAFKA.createTopic("malformed");
            Position before = probe.startOf("malformed");

            // when
            probe.publishRaw("malformed", "A", "{not json");
            probe.publish("malformed", "A", Map.of("n", 1), Map.of("ce_id", "7"));

            // then
            assertThat(probe.await(before, 2))
                    .satisfiesExactly(
                            event -> assertThat(event.json().isMissingNode()).isTrue(), event -> {
                                assertThat(event.json().path("n").asInt()).isEqualTo(1);
                                assertThat(event.headers()).containsEntry("ce_id", "7");
                            });
            assertThat(probe.all("malformed")).hasSize(2);
        }
    }

    private static boolean isCompacted(Config settings) {
        return settings.entries().stream()
                .anyMatch(entry -> entry.name().equals("cleanup.policy") && "compact".equals(entry.value()));
    }

    private static Admin admin() {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) KAFKA.bootstrapServers()));
    }
}
