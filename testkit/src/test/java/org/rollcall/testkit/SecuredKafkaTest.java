package org.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rollcall.contracts.Principal;
import org.rollcall.contracts.Principals;
import org.rollcall.contracts.Topic;
import org.rollcall.contracts.Topics;

/** Who may do what at a secured broker: whoever is not named here may do nothing. */
class SecuredKafkaTest {

    private static final int SECONDS = 15;

    private static final KafkaServer KAFKA = KafkaServer.temporary().secured();

    @BeforeAll
    static void start() {
        KAFKA.start().createTopics();
    }

    @AfterAll
    static void stop() {
        KAFKA.close();
    }

    @ParameterizedTest
    @MethodSource("everyone")
    void a_principal_writes_its_topics_and_no_others(Principal principal) throws Exception {
        try (KafkaProducer<String, byte[]> producer = producer(as(principal))) {
            for (Topic<?> topic : Topics.all()) {
                if (principal.writes().contains(topic)) {
                    assertThatCode(() -> write(producer, topic))
                            .as(topic.name())
                            .doesNotThrowAnyException();
                } else {
                    // Who may write to no topic at all is refused before one is named.
                    assertThatThrownBy(() -> write(producer, topic))
                            .as(topic.name())
                            .hasCauseInstanceOf(
                                    principal.writes().isEmpty()
                                            ? ClusterAuthorizationException.class
                                            : TopicAuthorizationException.class);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everyone")
    void a_principal_reads_its_topics_and_no_others(Principal principal) {
        try (KafkaConsumer<String, byte[]> consumer = consumer(as(principal), null)) {
            for (Topic<?> topic : Topics.all()) {
                TopicPartition partition = new TopicPartition(topic.name(), 0);
                consumer.assign(Set.of(partition));
                consumer.seekToBeginning(Set.of(partition));
                if (principal.reads().contains(topic)) {
                    assertThatCode(() -> consumer.poll(Duration.ofMillis(200)))
                            .as(topic.name())
                            .doesNotThrowAnyException();
                } else {
                    assertThatThrownBy(() -> consumer.poll(Duration.ofSeconds(SECONDS)))
                            .as(topic.name())
                            .isInstanceOf(TopicAuthorizationException.class);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void a_service_consumes_in_its_own_group_and_measures_its_lag(Principal service) throws Exception {
        try (KafkaConsumer<String, byte[]> consumer = consumer(as(service), service.name());
                Admin admin = Admin.create(as(service))) {
            // when
            consumer.subscribe(service.reads().stream().map(Topic::name).toList());
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
            while (consumer.assignment().isEmpty() && System.nanoTime() < end) {
                consumer.poll(Duration.ofMillis(100));
            }
            Map<TopicPartition, OffsetAndMetadata> offsets = consumer.assignment().stream()
                    .collect(Collectors.toMap(partition -> partition, partition -> new OffsetAndMetadata(0)));
            consumer.commitSync(offsets);

            // then
            assertThat(offsets).hasSize(service.reads().size() * KafkaServer.PARTITIONS);
            assertThat(admin.listConsumerGroupOffsets(service.name())
                            .partitionsToOffsetAndMetadata()
                            .get(SECONDS, TimeUnit.SECONDS))
                    .hasSameSizeAs(offsets);
            assertThat(admin.listOffsets(offsets.keySet().stream()
                                    .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest())))
                            .all()
                            .get(SECONDS, TimeUnit.SECONDS))
                    .hasSameSizeAs(offsets);
        }
    }

    @Test
    void a_service_does_not_enter_the_group_of_another() {
        try (KafkaConsumer<String, byte[]> consumer =
                consumer(as(Principals.ENGAGEMENT_RULES), Principals.NOTIFICATION_SERVICE.name())) {
            consumer.subscribe(List.of(Topics.RECORDS.name()));

            assertThatThrownBy(() -> consumer.poll(Duration.ofSeconds(SECONDS)))
                    .isInstanceOf(GroupAuthorizationException.class);
        }
    }

    @Test
    void topics_are_created_by_the_administrator_alone() {
        for (Principal principal : KafkaSecurity.principals()) {
            if (!principal.equals(KafkaSecurity.ADMIN)) {
                assertThatThrownBy(() -> create(as(principal), "another-" + principal.name()))
                        .as(principal.name())
                        .hasCauseInstanceOf(TopicAuthorizationException.class);
            }
        }
        assertThatCode(() -> create(as(KafkaSecurity.ADMIN), "another")).doesNotThrowAnyException();
    }

    @Test
    void nobody_sees_or_changes_the_rights() {
        for (Principal principal : KafkaSecurity.principals()) {
            try (Admin admin = Admin.create(as(principal))) {
                assertThatThrownBy(() -> admin.describeAcls(AclBindingFilter.ANY)
                                .values()
                                .get(SECONDS, TimeUnit.SECONDS))
                        .as(principal.name())
                        .hasCauseInstanceOf(ClusterAuthorizationException.class);
                assertThatThrownBy(() ->
                                admin.createAcls(KafkaSecurity.rights()).all().get(SECONDS, TimeUnit.SECONDS))
                        .as(principal.name())
                        .hasCauseInstanceOf(ClusterAuthorizationException.class);
            }
        }
    }

    @Test
    void a_stranger_a_wrong_password_and_one_who_names_the_broker_are_refused() {
        for (Map<String, Object> client : List.of(
                KAFKA.security().client("stranger", "stranger"),
                KAFKA.security().client("timetabling", "wrong"),
                KAFKA.security().client("broker", "broker"),
                KAFKA.security().brokerClient())) {
            assertThatThrownBy(() -> describe(client)).hasCauseInstanceOf(AuthenticationException.class);
        }
    }

    @Test
    void plain_text_and_a_client_that_does_not_know_the_certificate_are_refused() {
        assertThatThrownBy(() -> describe(Map.of())).hasCauseInstanceOf(TimeoutException.class);

        Map<String, Object> unaware = new HashMap<>(KAFKA.security().client(Principals.TIMETABLING));
        unaware.keySet().removeIf(name -> name.startsWith("ssl."));
        assertThatThrownBy(() -> describe(unaware)).hasCauseInstanceOf(SslAuthenticationException.class);
    }

    @Test
    void keys_and_passwords_are_for_the_eyes_of_their_owner_and_nobody_has_anothers() throws IOException {
        Path folder = KAFKA.security().clientFile(Principals.TIMETABLING).resolveSibling(".");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        assertThat(KafkaSecurity.principals())
                .extracting(principal -> KAFKA.security().client(principal))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_restarted_broker_knows_everyone_as_before_and_has_forgotten_a_right_that_is_in_no_table() throws Exception {
        // given
        Properties before = settings(Principals.TIMETABLING);
        AclBinding byHand = new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, Topics.RECORDS.name(), PatternType.LITERAL),
                new AccessControlEntry("User:timetabling", "*", AclOperation.WRITE, AclPermissionType.ALLOW));
        try (Admin admin = KAFKA.admin()) {
            admin.createAcls(List.of(byHand)).all().get(SECONDS, TimeUnit.SECONDS);
        }

        // when
        KAFKA.kill();
        KAFKA.start();

        // then
        assertThat(settings(Principals.TIMETABLING)).isEqualTo(before);
        try (KafkaProducer<String, byte[]> producer = producer(as(Principals.TIMETABLING))) {
            write(producer, Topics.SWIPES);
            assertThatThrownBy(() -> write(producer, Topics.RECORDS))
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
        }
        try (Admin admin = KAFKA.admin()) {
            assertThat(admin.describeAcls(AclBindingFilter.ANY).values().get(SECONDS, TimeUnit.SECONDS))
                    .containsExactlyInAnyOrderElementsOf(KafkaSecurity.rights());
        }
    }

    private static Stream<Principal> everyone() {
        return KafkaSecurity.principals().stream();
    }

    private static Stream<Principal> services() {
        return Principals.services().stream();
    }

    private static Properties settings(Principal principal) throws IOException {
        Properties settings = new Properties();
        try (var reader = Files.newBufferedReader(KAFKA.security().clientFile(principal))) {
            settings.load(reader);
        }
        return settings;
    }

    private static Map<String, Object> as(Principal principal) {
        return at(KAFKA.security().client(principal));
    }

    private static Map<String, Object> at(Map<String, Object> client) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, KAFKA.bootstrapServers());
        return settings;
    }

    private static KafkaProducer<String, byte[]> producer(Map<String, Object> client) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    private static void write(KafkaProducer<String, byte[]> producer, Topic<?> topic) throws Exception {
        producer.send(new ProducerRecord<>(topic.name(), "key", new byte[] {'{', '}'}))
                .get(SECONDS, TimeUnit.SECONDS);
    }

    private static KafkaConsumer<String, byte[]> consumer(Map<String, Object> client, @Nullable String group) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        if (group != null) {
            settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        }
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private static void create(Map<String, Object> client, String topic) throws Exception {
        try (Admin admin = Admin.create(client)) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get(SECONDS, TimeUnit.SECONDS);
        }
    }

    private static void describe(Map<String, Object> client) throws Exception {
        Map<String, Object> settings = at(client);
        settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, 3_000);
        settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
        try (Admin admin = Admin.create(settings)) {
            admin.describeCluster().nodes().get(SECONDS, TimeUnit.SECONDS);
        }
    }
}
