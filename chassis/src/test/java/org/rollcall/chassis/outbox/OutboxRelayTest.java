package org.rollcall.chassis.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.rollcall.chassis.event.KafkaPublisher;
import org.rollcall.chassis.event.Publication;
import org.rollcall.chassis.outbox.OutboxRelay.BrokerAway;
import org.rollcall.testkit.Database;
import org.rollcall.testkit.KafkaServer;
import org.rollcall.testkit.PostgresServer;
import org.rollcall.testkit.TopicProbe;

/** The relay against a broker and a database of its own, which it may lose in the middle. */
class OutboxRelayTest {

    static final String TOPIC = "case.events";

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-10-07T00:00:00Z"));
    private static final KafkaServer KAFKA = KafkaServer.temporary();
    private static final PostgresServer POSTGRES = PostgresServer.temporary();

    private static Database database;
    private static PGSimpleDataSource dataSource;

    @BeforeAll
    static void start() {
        KAFKA.start().createTopics();
        database = POSTGRES.start().createDatabase("relay");
        Flyway.configure()
                .dataSource(database.url(), database.owner(), database.ownerPassword())
                .locations("db/chassis")
                .placeholders(Map.of("app", database.application(), "student", database.student()))
                .load()
                .migrate();
        dataSource = dataSource(database.url(), database.application(), database.applicationPassword());
    }

    @AfterAll
    static void stop() {
        KAFKA.close();
        POSTGRES.close();
    }

    @BeforeEach
    void empty() {
        database.empty();
    }

    @Test
    void rows_are_published_in_the_order_of_their_key_with_their_headers_and_marked() throws Exception {
        try (var probe = new TopicProbe(KAFKA.bootstrapServers())) {
            // given
            var from = probe.endOf(TOPIC);
            append(events(3, 20));

            // when
            relayUntilDone(relay());

            // then
            var published = probe.await(from, 60);
            assertThat(byKey(published)).isEqualTo(sequences(3, 20));
            assertThat(published)
                    .allSatisfy(event -> assertThat(event.headers()).containsEntry("ce_id", name(event)));
            assertThat(unpublished()).isZero();
        }
    }

    @Test
    void a_relay_that_is_killed_between_publishing_and_marking_loses_nothing_and_keeps_the_order() throws Exception {
        try (var probe = new TopicProbe(KAFKA.bootstrapServers())) {
            // given
            var from = probe.endOf(TOPIC);
            append(events(4, 10));

            // when
            var killed = relayInProcessThatDiesAtItsFirstAcknowledgement();

            // then
            assertThat(killed).as("the process died by its own hand").isEqualTo(RelayThatDies.EXIT_CODE);
            assertThat(unpublished()).as("nothing was marked").isEqualTo(40);
            assertThat(probe.await(from, 1)).as("something was published").isNotEmpty();
            relayUntilDone(relay());
            var published = probe.await(from, events -> distinctIds(events) == 40);
            assertThat(byKeyOnceEach(published)).isEqualTo(sequences(4, 10));
        }
    }

    @Test
    void two_relays_on_one_outbox_neither_double_nor_disorder() throws Exception {
        try (var probe = new TopicProbe(KAFKA.bootstrapServers())) {
            // given
            var from = probe.endOf(TOPIC);
            var writing = new AtomicBoolean(true);
            var relays = IntStream.range(0, 2)
                    .mapToObj(number -> Thread.ofPlatform().start(() -> relayWhile(writing)))
                    .toList();

            // when
            for (var batch = 0; batch < 20; batch++) {
                append(events(10, batch * 10, 10));
            }
            writing.set(false);
            for (var relay : relays) {
                relay.join();
            }
            relayUntilDone(relay());

            // then
            assertThat(byKey(probe.await(from, 2_000))).isEqualTo(sequences(10, 200));
        }
    }

    @Test
    void a_broker_that_is_away_for_a_while_costs_nothing_but_time() throws Exception {
        // given
        var relay = relay();
        append(events(2, 3));
        KAFKA.kill();

        // when
        assertThatThrownBy(relay::relayAll).isInstanceOf(BrokerAway.class);

        // then
        assertThat(unpublished()).isEqualTo(6);
        KAFKA.start();
        try (var probe = new TopicProbe(KAFKA.bootstrapServers())) {
            relayUntilDone(relay);
            assertThat(unpublished()).isZero();
            var last = probe.all(TOPIC).stream().map(OutboxRelayTest::name).toList();
            assertThat(last).contains("key-0/0", "key-0/1", "key-0/2", "key-1/0", "key-1/1", "key-1/2");
        }
    }

    @Test
    void a_row_that_the_broker_will_never_take_stands_aside_with_its_reason_and_holds_up_nobody() throws Exception {
        try (var probe = new TopicProbe(KAFKA.bootstrapServers())) {
            // given
            var from = probe.endOf(TOPIC);
            // What compresses well is small by the time the broker looks at it.
            var noise = new byte[2_000_000];
            new Random(1).nextBytes(noise);
            var tooLarge = new Publication(TOPIC, "large", noise, Map.of());
            append(List.of(tooLarge));
            append(events(1, 2));

            // when
            relayUntilDone(relay());

            // then
            assertThat(probe.await(from, 2)).extracting(OutboxRelayTest::name).containsExactly("key-0/0", "key-0/1");
            try (var connection = database.connectAsApplication();
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("SELECT key, failure FROM outbox WHERE failure IS NOT NULL")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString("key")).isEqualTo("large");
                assertThat(rows.getString("failure")).contains("larger than the max message size");
            }
        }
    }

    private static OutboxRelay relay() {
        return new OutboxRelay(dataSource, publisher(KAFKA.bootstrapServers(), Map.of()), CLOCK, 50);
    }

    static KafkaPublisher publisher(String bootstrapServers, Map<String, Object> more) {
        var settings = new HashMap<String, Object>(more);
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return new KafkaPublisher(new KafkaProducer<>(KafkaPublisher.settings(settings)));
    }

    static PGSimpleDataSource dataSource(String url, String user, String password) {
        var dataSource = new PGSimpleDataSource();
        dataSource.setUrl(url);
        dataSource.setUser(user);
        dataSource.setPassword(password);
        return dataSource;
    }

    private static void append(List<Publication> publications) throws Exception {
        var outbox = new Outbox(dataSource, new OutboxBell(Transactions.REGISTRY), CLOCK);
        Transactions.committed(() -> outbox.appendAll(publications));
    }

    private static void relayUntilDone(OutboxRelay relay) throws SQLException, BrokerAway {
        while (relay.relayAll() > 0) {
            // Until nothing is left.
        }
    }

    private static void relayWhile(AtomicBoolean writing) {
        var relay = relay();
        try {
            while (relay.relayAll() > 0 || writing.get()) {
                Thread.onSpinWait();
            }
        } catch (SQLException | BrokerAway e) {
            throw new AssertionError(e);
        }
    }

    private static int relayInProcessThatDiesAtItsFirstAcknowledgement() throws Exception {
        var process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        RelayThatDies.class.getName(),
                        database.url(),
                        database.application(),
                        database.applicationPassword(),
                        KAFKA.bootstrapServers())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private static List<Publication> events(int keys, int each) {
        return events(keys, 0, each);
    }

    private static List<Publication> events(int keys, int first, int each) {
        var events = new ArrayList<Publication>();
        for (var number = first; number < first + each; number++) {
            for (var key = 0; key < keys; key++) {
                var id = "key-" + key + "/" + number;
                events.add(new Publication(TOPIC, "key-" + key, json(id), Map.of("ce_id", id)));
            }
        }
        return events;
    }

    private static byte[] json(String id) {
        return ('"' + id + '"').getBytes(StandardCharsets.UTF_8);
    }

    private static String name(TopicProbe.Event event) {
        return event.json().textValue();
    }

    private static Map<String, List<String>> sequences(int keys, int each) {
        var expected = new HashMap<String, List<String>>();
        for (var key = 0; key < keys; key++) {
            var name = "key-" + key;
            expected.put(
                    name,
                    IntStream.range(0, each)
                            .mapToObj(number -> name + "/" + number)
                            .toList());
        }
        return expected;
    }

    private static Map<String, List<String>> byKey(List<TopicProbe.Event> events) {
        var found = new HashMap<String, List<String>>();
        events.forEach(event ->
                found.computeIfAbsent(event.key(), key -> new ArrayList<>()).add(name(event)));
        return found;
    }

    /** As a consumer with an inbox sees them. */
    private static Map<String, List<String>> byKeyOnceEach(List<TopicProbe.Event> events) {
        var found = byKey(events);
        found.replaceAll((key, values) -> values.stream().distinct().toList());
        return found;
    }

    private static long distinctIds(List<TopicProbe.Event> events) {
        return events.stream().map(OutboxRelayTest::name).distinct().count();
    }

    private static int unpublished() throws SQLException {
        try (var connection = database.connectAsApplication();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM outbox WHERE published_at IS NULL")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
