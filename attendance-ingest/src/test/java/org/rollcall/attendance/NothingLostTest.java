package org.rollcall.attendance;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.rollcall.attendance.Monday.at;
import static org.rollcall.attendance.Monday.card;
import static org.rollcall.attendance.Monday.lecture;
import static org.rollcall.attendance.Monday.present;
import static org.rollcall.attendance.Monday.register;
import static org.rollcall.attendance.Monday.swipe;
import static org.rollcall.testkit.Patience.patiently;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rollcall.contracts.AttendanceRecord.Status;
import org.rollcall.contracts.AttendanceRejection;
import org.rollcall.contracts.Topic;
import org.rollcall.contracts.Topics;
import org.rollcall.testkit.RollcallResource;
import org.rollcall.testkit.SharedServers;
import org.rollcall.testkit.TopicProbe;

/** Whatever is published is taken, waits, or is refused with its reason; and the accounts add up. */
@QuarkusTest
@QuarkusTestResource(value = RollcallResource.class, initArgs = @ResourceArg(name = "database", value = "attendance"))
class NothingLostTest {

    private static final List<Topic<?>> INBOUND =
            List.of(Topics.STUDENTS, Topics.PROGRAMMES, Topics.CARDS, Topics.SESSIONS, Topics.SWIPES, Topics.REGISTERS);

    private final TopicProbe probe = new TopicProbe(SharedServers.bootstrapServers());

    @Inject
    Desk desk;

    @Inject
    InstantSource clock;

    @BeforeEach
    void start() {
        settle();
        Service.emptyAndBeforeEverything(clock);
        Service.setClock(clock, at("12:00"));
    }

    @AfterEach
    void close() {
        probe.close();
    }

    private static final List<Bad> WHAT_NOBODY_CAN_USE = whatNobodyCanUse();

    private record Bad(Topic<?> topic, String value, String reason, String field) {}

    private static List<Bad> whatNobodyCanUse() {
        var swipe =
                "{\"cardNumber\":\"C1\",\"room\":\"JP-301\",\"readerId\":\"R-0412\",\"swipedAt\":\"2026-10-05T09:00:00+01:00\"}";
        var session = """
                {"sessionId":"L1","moduleCode":"5COM1","title":"T","activity":"LECTURE","startsAt":"2026-10-05T09:00:00+01:00",
                 "endsAt":"2026-10-05T10:00:00+01:00","room":"JP-301","compulsory":true,"cancelled":false,"studentIds":["S1"]}""";
        var register = """
                {"sessionId":"L1","takenAt":"2026-10-05T11:05:00+01:00","takenBy":"p.marsh",
                 "marks":[{"studentId":"S1","mark":"PRESENT"}]}""";
        var card = "{\"cardNumber\":\"C1\",\"studentId\":\"S1\",\"validFrom\":\"2026-09-01\",\"validTo\":null}";
        return List.of(
                new Bad(Topics.SWIPES, "", "INVALID_TYPE", "value"),
                new Bad(Topics.SWIPES, "no JSON", "INVALID_JSON", "value"),
                new Bad(Topics.SWIPES, "[]", "INVALID_TYPE", "value"),
                new Bad(Topics.SWIPES, "null", "INVALID_TYPE", "value"),
                new Bad(Topics.SWIPES, swipe + "}", "INVALID_JSON", "value"),
                new Bad(Topics.SWIPES, swipe.replace("\"C1\"", "1"), "INVALID_TYPE", "cardNumber"),
                new Bad(Topics.SWIPES, swipe.replace("\"JP-301\"", "\"\""), "INVALID_ID", "room"),
                new Bad(Topics.SWIPES, swipe.replace("R-0412", "R".repeat(65)), "INVALID_ID", "readerId"),
                new Bad(Topics.SWIPES, swipe.replace("C1", "C\\u0000"), "INVALID_ID", "cardNumber"),
                new Bad(Topics.SWIPES, swipe.replace("10-05", "02-30"), "INVALID_INSTANT", "swipedAt"),
                new Bad(Topics.SWIPES, swipe.replace("T09:00:00+01:00", ""), "INVALID_INSTANT", "swipedAt"),
                new Bad(Topics.SWIPES, swipe.replace("+01:00", ""), "INVALID_INSTANT", "swipedAt"),
                new Bad(
                        Topics.SWIPES,
                        swipe.replace("\"2026-10-05T09:00:00+01:00\"", "1759651200"),
                        "INVALID_INSTANT",
                        "swipedAt"),
                new Bad(Topics.SWIPES, swipe.replace(",\"swipedAt\"", ",\"when\""), "MISSING_FIELD", "swipedAt"),
                new Bad(Topics.REGISTERS, register.replace("PRESENT", "ILL"), "INVALID_VALUE", "marks[0].mark"),
                new Bad(Topics.REGISTERS, register.replace("\"S1\"", "null"), "MISSING_FIELD", "marks[0].studentId"),
                new Bad(Topics.REGISTERS, register.replace("[{", "{").replace("}]", "}"), "INVALID_TYPE", "marks"),
                new Bad(Topics.SESSIONS, session.replace("10:00:00", "09:00:00"), "INVALID_VALUE", "endsAt"),
                new Bad(
                        Topics.SESSIONS,
                        session.replace("\"S1\"", "\"S1\",\"\\u0000\""),
                        "INVALID_ID",
                        "studentIds[1]"),
                new Bad(Topics.SESSIONS, session.replace("LECTURE", "PARTY"), "INVALID_VALUE", "activity"),
                new Bad(Topics.SESSIONS, session.replace("true", "\"yes\""), "INVALID_TYPE", "compulsory"),
                new Bad(Topics.CARDS, card.replace("09-01", "13-01"), "INVALID_DATE", "validFrom"),
                new Bad(Topics.CARDS, card.replace("null", "\"2026-08-31\""), "INVALID_VALUE", "validTo"),
                new Bad(Topics.PROGRAMMES, "{}", "MISSING_FIELD", "programmeCode"));
    }

    @Test
    void what_cannot_be_used_is_refused_with_its_field_and_reason_on_the_topic_and_by_rest() {
        // given
        var rejections = probe.endOf(Topics.REJECTIONS);

        // when
        var published = new HashMap<String, Bad>();
        for (var bad : WHAT_NOBODY_CAN_USE) {
            var at = probe.publishRaw(bad.topic.name(), "K1", bad.value);
            published.put(at.topic() + at.partition() + "/" + at.offset(), bad);
        }

        // then
        var events = probe.await(rejections, WHAT_NOBODY_CAN_USE.size());
        assertThat(events).hasSameSizeAs(WHAT_NOBODY_CAN_USE).allSatisfy(event -> {
            var rejection = event.as(AttendanceRejection.class);
            var bad =
                    requireNonNull(published.get(rejection.topic() + rejection.partition() + "/" + rejection.offset()));
            assertThat(rejection.reason() + " " + rejection.detail())
                    .as("%s", bad)
                    .startsWith(bad.reason + " " + bad.field);
            assertThat(get("/rejections/" + rejection.rejectionId() + "/payload")
                            .asByteArray())
                    .isEqualTo(bad.value.getBytes(StandardCharsets.UTF_8));
        });
        var listed = get("/rejections?size=200").jsonPath();
        assertThat(listed.getList("items.rejectionId", String.class))
                .containsExactlyInAnyOrderElementsOf(events.stream()
                        .map(event -> event.as(AttendanceRejection.class).rejectionId())
                        .toList());
        assertThat(listed.getList("items.payload", String.class))
                .containsExactlyInAnyOrderElementsOf(
                        WHAT_NOBODY_CAN_USE.stream().map(Bad::value).toList());
        assertThat(listed.getList("items.retriedAt")).containsOnlyNulls();
    }

    @Test
    void a_record_of_ten_megabytes_is_refused_kept_whole_and_costs_its_neighbours_nothing() throws Exception {
        // given a topic that lets it in
        letIn(Topics.SWIPES.name(), 12 * 1024 * 1024);
        var rejections = probe.endOf(Topics.REJECTIONS);
        var huge = "{\"cardNumber\":\"" + "C".repeat(10 * 1024 * 1024) + "\"}";
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        SharedServers.bootstrapServers(),
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        16 * 1024 * 1024),
                new StringSerializer(),
                new ByteArraySerializer())) {

            // when they share a key
            probe.publish(Topics.SWIPES, "C1", swipe("C1", "09:00"));
            producer.send(new ProducerRecord<>(Topics.SWIPES.name(), "C1", huge.getBytes(StandardCharsets.UTF_8)))
                    .get();
            probe.publish(Topics.SWIPES, "C1", swipe("C1", "09:01"));
        }
        settle();

        // then
        var rejection = probe.await(rejections, 1).getFirst().as(AttendanceRejection.class);
        assertThat(rejection.reason()).isIn("INVALID_ID", "MISSING_FIELD");
        assertThat(rejection.payload()).as("too much for the topic").isNull();
        assertThat(desk.rows("SELECT count(*) FROM swipe", row -> row.getInt(1)))
                .containsExactly(2);
        get("/rejections")
                .then()
                .body("items[0].payload", nullValue())
                .body("items[0].payloadBytes", equalTo(huge.length()));
        assertThat(get("/rejections/" + rejection.rejectionId() + "/payload").asByteArray())
                .hasSize(huge.length());
        var again = probe.endOf(Topics.REJECTIONS);
        given().post("/rejections/" + rejection.rejectionId() + "/retry").then().statusCode(202);
        assertThat(probe.await(again, 1)).as("back on its topic, and no better").hasSize(1);
        settle();
    }

    @Test
    void what_was_refused_goes_back_to_its_topic_and_is_taken_when_the_reason_is_gone() throws SQLException {
        // given a register that the service failed on, because of a table that was in its way
        probe.publish(Topics.SESSIONS, "L1", lecture("L1", "09:00", "10:00", "S1"));
        settle();
        asOwner("ALTER TABLE mark ADD CONSTRAINT in_the_way CHECK (taken_by <> 'p.marsh')");
        var rejections = probe.endOf(Topics.REJECTIONS);
        probe.publish(Topics.REGISTERS, "L1", register("L1", "10:05", present("S1")));
        var rejection = probe.await(rejections, 1).getFirst().as(AttendanceRejection.class);
        assertThat(rejection.reason()).isEqualTo("PROCESSING_FAILED");
        asOwner("ALTER TABLE mark DROP CONSTRAINT in_the_way");

        // when
        given().post("/rejections/" + rejection.rejectionId() + "/retry")
                .then()
                .statusCode(202)
                .body("topic", equalTo("attendance.registers"));

        // then
        patiently().until(() -> desk.status("S1", "L1") == Status.PRESENT);
        get("/rejections").then().body("total", equalTo(1)).body("items[0].retriedAt", notNullValue());
        given().post("/rejections/nothing/retry").then().statusCode(404);
        given().post("/rejections/00000000-0000-0000-0000-000000000000/retry")
                .then()
                .statusCode(404);
    }

    @Test
    void what_another_service_said_is_not_said_again_in_its_place() {
        // given
        var rejections = probe.endOf(Topics.REJECTIONS);
        probe.publishRaw(Topics.CASES.name(), "S1", "{");
        var rejection = probe.await(rejections, 1).getFirst().as(AttendanceRejection.class);

        // then
        given().post("/rejections/" + rejection.rejectionId() + "/retry")
                .then()
                .statusCode(409)
                .body("type", endsWith("/not-ours-to-publish"))
                .body("detail", containsString("case.events"));
        get("/rejections").then().body("items[0].retriedAt", nullValue());
    }

    @Test
    void taken_waiting_repeated_and_refused_add_up_to_what_was_published() {
        // given
        var before = accounts();
        probe.publish(Topics.CARDS, "C1", card("C1", "S1"));
        probe.publish(Topics.SESSIONS, "L1", lecture("L1", "09:00", "10:00", "S1"));
        settle();
        var random = new Random(3);
        var kinds = new ArrayList<Runnable>();
        for (var i = 0; i < 30; i++) {
            var minute = i;
            kinds.add(() -> probe.publish(Topics.SWIPES, "K" + minute, swipe("C1", "09:%02d".formatted(minute))));
            kinds.add(() -> probe.publish(Topics.SWIPES, "K" + minute, swipe("C1", "09:%02d".formatted(minute))));
            kinds.add(() -> probe.publish(Topics.SWIPES, "K" + minute, swipe("LOST", "09:%02d".formatted(minute))));
            kinds.add(() -> probe.publishRaw(Topics.SWIPES.name(), "K" + minute, "{"));
            kinds.add(() -> probe.publish(
                    Topics.REGISTERS,
                    "K" + minute,
                    register("L" + minute % 2, "10:%02d".formatted(minute), present("S1"))));
        }
        Collections.shuffle(kinds, random);

        // when
        kinds.forEach(Runnable::run);
        settle();

        // then
        var after = accounts();
        assertThat(difference(before, after, "attendance.swipes", "taken")).isEqualTo(30);
        assertThat(difference(before, after, "attendance.swipes", "unmatched")).isEqualTo(30);
        assertThat(difference(before, after, "attendance.swipes", "repeated")).isEqualTo(30);
        assertThat(difference(before, after, "attendance.swipes", "refused")).isEqualTo(30);
        assertThat(difference(before, after, "attendance.registers", "taken")).isEqualTo(15);
        assertThat(difference(before, after, "attendance.registers", "unmatched"))
                .isEqualTo(15);
        for (var topic : INBOUND) {
            assertThat(Stream.of("taken", "unmatched", "repeated", "refused")
                            .mapToDouble(outcome -> difference(before, after, topic.name(), outcome))
                            .sum())
                    .as(topic.name())
                    .isEqualTo(difference(before, after, topic.name(), null));
        }
    }

    @Test
    void a_record_that_is_delivered_again_is_counted_once() {
        // given
        desk.take(at("08:00"), card("C1", "S1"));
        var batch = desk.deliveries(swipe("C1", "09:00"), swipe("LOST", "09:00"));
        var more = new ArrayList<>(batch);
        more.addAll(desk.deliveries(swipe("C1", "09:01")));

        // when the first two come again, with one that is new
        desk.takeSwipes(at("09:02"), batch);
        desk.takeSwipes(at("09:03"), batch);
        desk.takeSwipes(at("09:04"), more);

        // then
        assertThat(desk.rows(
                        "SELECT sum(taken + unmatched + repeated) FROM account WHERE topic = 'desk'",
                        row -> row.getInt(1)))
                .as("a card and three swipes")
                .containsExactly(4);
    }

    private static Map<String, Double> accounts() {
        var found = new HashMap<String, Double>();
        var line = Pattern.compile(
                "rollcall_inbound_(records|published)\\{(?:outcome=\"(\\w+)\",)?topic=\"([\\w.]+)\"\\} ([0-9.E+]+)");
        var matcher = line.matcher(get("/q/metrics").asString());
        while (matcher.find()) {
            found.put(matcher.group(3) + " " + matcher.group(2), Double.parseDouble(matcher.group(4)));
        }
        return found;
    }

    private static double difference(
            Map<String, Double> before, Map<String, Double> after, String topic, @Nullable String outcome) {
        return count(after, topic, outcome) - count(before, topic, outcome);
    }

    private static double count(Map<String, Double> accounts, String topic, @Nullable String outcome) {
        var found = accounts.get(topic + " " + outcome);
        if (found == null) {
            throw new AssertionError("No metric of " + topic + " " + outcome + " in " + accounts);
        }
        return found;
    }

    private static void letIn(String topic, int bytes) throws Exception {
        try (var admin =
                Admin.create(Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, SharedServers.bootstrapServers()))) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, topic),
                            List.of(new AlterConfigOp(
                                    new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(bytes)),
                                    AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }

    private static void asOwner(String sql) throws SQLException {
        try (var connection = Service.DATABASE.connectAsOwner();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void settle() {
        patiently().until(() -> get("/dev/settled").then().extract().jsonPath().getBoolean("settled"));
    }
}
