package org.rollcall.attendance;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.contains;
import static org.rollcall.attendance.Monday.at;
import static org.rollcall.attendance.Monday.card;
import static org.rollcall.attendance.Monday.lecture;
import static org.rollcall.attendance.Monday.onTuesdayAt;
import static org.rollcall.attendance.Monday.present;
import static org.rollcall.attendance.Monday.register;
import static org.rollcall.attendance.Monday.swipe;
import static org.rollcall.testkit.Patience.patiently;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rollcall.attendance.record.RecordKey;
import org.rollcall.contracts.AttendanceRecord;
import org.rollcall.contracts.AttendanceRecord.Status;
import org.rollcall.contracts.AttendanceRejection;
import org.rollcall.contracts.Topics;
import org.rollcall.testkit.RollcallResource;
import org.rollcall.testkit.SharedServers;
import org.rollcall.testkit.TopicProbe;
import org.rollcall.testkit.TopicProbe.Event;
import org.rollcall.testkit.TopicProbe.Position;

/** From the inbound topics to the outbound ones, on real Kafka. */
@QuarkusTest
@QuarkusTestResource(value = RollcallResource.class, initArgs = @ResourceArg(name = "database", value = "attendance"))
class IntakeByKafkaTest {

    private final TopicProbe probe = new TopicProbe(SharedServers.bootstrapServers());

    @Inject
    InstantSource clock;

    @Inject
    MeterRegistry metrics;

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

    @Test
    void bad_swipes_are_refused_with_their_reason_and_the_good_ones_among_them_are_taken() {
        // given
        probe.publish(Topics.CARDS, "C1", card("C1", "S1"));
        probe.publish(Topics.CARDS, "C2", card("C2", "S2"));
        probe.publish(Topics.SESSIONS, "L1", lecture("L1", "09:00", "10:00", "S1", "S2"));
        settle();
        var records = probe.endOf(Topics.RECORDS);
        var rejections = probe.endOf(Topics.REJECTIONS);

        // when they share a key, and so a partition and its batches
        publishSwipe("C1", "09:00");
        probe.publishRaw(Topics.SWIPES.name(), "C1", "{\"cardNumber\":\"C1\",");
        probe.publish(Topics.SWIPES.name(), "C1", Map.of("cardNumber", "C1", "room", "JP-301"));
        probe.publish(Topics.SWIPES.name(), "C1", rawSwipe("C1", "2026-13-05T09:00:00Z"));
        probe.publish(Topics.SWIPES.name(), "C1", rawSwipe("C".repeat(65), "2026-10-05T08:00:00Z"));
        probe.publish(Topics.SWIPES.name(), "C1", rawSwipe("C\u0000", "2026-10-05T08:00:00Z"));
        // a year in which nobody swiped, and which the contract and the database can write
        probe.publish(Topics.SWIPES.name(), "C1", rawSwipe("C1", "0000-01-01T00:00:00Z"));
        publishSwipe("C2", "09:05");

        // then
        assertThat(latest(records, 2))
                .extracting(AttendanceRecord::studentId, AttendanceRecord::status)
                .containsExactlyInAnyOrder(tuple("S1", Status.PRESENT), tuple("S2", Status.PRESENT));
        var refused = probe.await(rejections, 5).stream()
                .map(event -> event.as(AttendanceRejection.class))
                .toList();
        assertThat(refused)
                .extracting(AttendanceRejection::reason)
                .containsExactlyInAnyOrder(
                        "INVALID_JSON", "MISSING_FIELD", "INVALID_INSTANT", "INVALID_ID", "INVALID_ID");
        assertThat(refused)
                .filteredOn(rejection -> rejection.reason().equals("INVALID_INSTANT"))
                .singleElement()
                .satisfies(rejection -> {
                    assertThat(rejection.topic()).isEqualTo("attendance.swipes");
                    assertThat(rejection.detail())
                            .isEqualTo("swipedAt: '2026-13-05T09:00:00Z' is not an RFC 3339 instant");
                    assertThat(rejection.payload()).contains("2026-13-05");
                    assertThat(rejection.rejectedAt()).isEqualTo(at("12:00"));
                });
        get("/unmatched?kind=SWIPE")
                .then()
                .statusCode(200)
                .body("items.swipedAt", contains("0000-01-01T00:00:00Z"))
                .body("items.cardNumber", contains("C1"));
        var listed = get("/rejections?topic=attendance.swipes&size=2")
                .then()
                .statusCode(200)
                .extract();
        assertThat(listed.jsonPath().getInt("total")).isEqualTo(5);
        assertThat(listed.jsonPath().getList("items.rejectionId", String.class))
                .hasSize(2)
                .isSubsetOf(
                        refused.stream().map(AttendanceRejection::rejectionId).toList());
    }

    @Test
    void personal_data_in_a_refused_student_record_stays_off_the_topic_and_is_read_by_rest() {
        // given
        var rejections = probe.endOf(Topics.REJECTIONS);

        // when
        probe.publishRaw(Topics.STUDENTS.name(), "S1", """
                {"studentId":"S1","givenName":"Amina","familyName":"Okafor","email":"a.okafor@student.example.ac.uk",
                 "programmeCode":"BSC-CS","level":5,"status":"Amina Okafor","enrolledFrom":"2026-09-14"}""");

        // then
        assertThat(probe.await(rejections, 1)).singleElement().satisfies(event -> {
            var rejection = event.as(AttendanceRejection.class);
            assertThat(event.key()).isEqualTo("S1");
            assertThat(rejection.reason()).isEqualTo("INVALID_VALUE");
            assertThat(rejection.detail()).isEqualTo("status");
            assertThat(rejection.payload()).isNull();
            assertThat(event.json().toString() + event.headers()).doesNotContainIgnoringCase("amina");
        });
        var listed = get("/rejections?topic=student.records").then().extract().jsonPath();
        assertThat(listed.getString("items[0].payload")).contains("a.okafor@student.example.ac.uk");
        assertThat(listed.getString("items[0].detail")).startsWith("status: 'Amina Okafor' is not one of ENROLLED");
    }

    @Test
    void whatever_comes_first_the_record_is_published_with_all_that_is_known() {
        // given
        var records = probe.endOf(Topics.RECORDS);

        // when
        probe.publish(Topics.SWIPES, "C1", swipe("C1", "09:00"));
        probe.publish(Topics.REGISTERS, "L1", register("L1", "10:05", present("S2")));
        probe.publish(Topics.CARDS, "C1", card("C1", "S1"));
        settle();
        probe.publish(Topics.SESSIONS, "L1", lecture("L1", "09:00", "10:00", "S1", "S2"));

        // then
        assertThat(latest(records, 2)).allSatisfy(record -> {
            assertThat(record.status()).isEqualTo(Status.PRESENT);
            assertThat(record.revision()).isEqualTo(1);
        });
    }

    @Test
    void a_record_continues_the_trace_of_the_swipe_that_changed_it() {
        // given
        var trace = "0af7651916cd43dd8448eb211c80319c";
        probe.publish(Topics.CARDS, "C1", card("C1", "S1"));
        probe.publish(Topics.SESSIONS, "L1", lecture("L1", "09:00", "10:00", "S1"));
        settle();
        var records = probe.endOf(Topics.RECORDS);

        // when
        probe.publish(
                Topics.SWIPES.name(),
                "C1",
                swipe("C1", "09:00"),
                Map.of("traceparent", "00-" + trace + "-b7ad6b7169203331-01"));

        // then
        assertThat(probe.await(records, 1).getFirst().headers())
                .hasEntrySatisfying("traceparent", header -> assertThat(header).startsWith("00-" + trace));
    }

    @Test
    void the_clock_closes_sessions_and_the_outbox_says_so() {
        // given
        probe.publish(Topics.SESSIONS, "L1", lecture("L1", "09:00", "10:00", "S1"));
        settle();
        var records = probe.endOf(Topics.RECORDS);

        // when
        given().contentType("application/json")
                .body(Map.of("now", onTuesdayAt("10:00").toString()))
                .put("/dev/clock")
                .then()
                .statusCode(200);

        // then
        assertThat(latest(records, 1)).extracting(AttendanceRecord::status).containsExactly(Status.UNRECORDED);
    }

    @Test
    void the_metrics_tell_what_was_taken_what_waits_and_what_the_records_became() {
        // given
        probe.publish(Topics.CARDS, "C1", card("C1", "S1"));
        probe.publish(Topics.SESSIONS, "L1", lecture("L1", "09:00", "10:00", "S1"));
        settle();
        var matched = counted("matched");
        var unmatched = counted("unmatched");
        var repeated = counted("repeated");

        // when
        publishSwipe("C1", "09:00");
        publishSwipe("C1", "09:00");
        publishSwipe("UNKNOWN", "09:00");
        probe.publish(Topics.REGISTERS, "L2", register("L2", "10:05", present("S1")));
        settle();

        // then
        assertThat(counted("matched") - matched).isEqualTo(1);
        assertThat(counted("unmatched") - unmatched).isEqualTo(1);
        assertThat(counted("repeated") - repeated).isEqualTo(1);
        assertThat(get("/q/metrics").then().statusCode(200).extract().asString())
                .contains("rollcall_unmatched{kind=\"SWIPE\"} 1.0")
                .contains("rollcall_unmatched{kind=\"MARK\"} 1.0")
                .contains("rollcall_records_total{status=\"PRESENT\"}");
    }

    private double counted(String outcome) {
        return metrics.counter("rollcall.swipes", "outcome", outcome).count();
    }

    private void publishSwipe(String card, String time) {
        probe.publish(Topics.SWIPES, "C1", swipe(card, time));
    }

    private static Map<String, String> rawSwipe(String card, String swipedAt) {
        return Map.of("cardNumber", card, "room", "JP-301", "readerId", "R-0412", "swipedAt", swipedAt);
    }

    /** The latest revision of each record, once there are that many. */
    private Collection<AttendanceRecord> latest(Position from, int records) {
        return latest(probe.await(from, events -> latest(events).size() >= records));
    }

    private static Collection<AttendanceRecord> latest(List<Event> events) {
        return events.stream()
                .map(event -> event.as(AttendanceRecord.class))
                .collect(Collectors.toMap(
                        record -> new RecordKey(record.studentId(), record.sessionId()),
                        record -> record,
                        BinaryOperator.maxBy(Comparator.comparing(AttendanceRecord::revision))))
                .values();
    }

    private static void settle() {
        patiently().until(() -> get("/dev/settled").then().extract().jsonPath().getBoolean("settled"));
    }
}
