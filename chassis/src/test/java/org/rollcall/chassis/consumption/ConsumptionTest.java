package org.rollcall.chassis.consumption;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.rollcall.testkit.Patience.patiently;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rollcall.contracts.Topics;
import org.rollcall.testkit.Database;
import org.rollcall.testkit.RollcallResource;
import org.rollcall.testkit.SharedServers;
import org.rollcall.testkit.TopicProbe;

/** What becomes of records between the topic and the table, on real Kafka and PostgreSQL. */
@QuarkusTest
@QuarkusTestResource(value = RollcallResource.class, initArgs = @ResourceArg(name = "database", value = "chassis"))
class ConsumptionTest {

    private static final String CARDS = "student.cards";

    private final TopicProbe probe = new TopicProbe(SharedServers.bootstrapServers());
    private final Database database = SharedServers.database("chassis");

    @BeforeEach
    void empty() {
        settle();
        database.empty();
    }

    @AfterEach
    void close() {
        probe.close();
    }

    @Test
    void a_bad_record_is_quarantined_with_its_reason_and_its_neighbours_are_taken() {
        // given one partition, so that they are neighbours
        probe.publish(CARDS, "k", card("1"));
        probe.publishRaw(CARDS, "k", "{\"cardNumber\":");
        probe.publish(CARDS, "k", Map.of("cardNumber", "2", "studentId", "S1", "validFrom", "2026-13-01"));
        probe.publish(CARDS, "k", card("3"));

        // when
        settle();

        // then
        assertThat(rows("SELECT what FROM taken ORDER BY position")).containsExactly("card 1", "card 3");
        assertThat(rows("SELECT reason || ' ' || detail FROM quarantine ORDER BY offset_no"))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("INVALID_JSON value: is not JSON"),
                        second -> assertThat(second)
                                .isEqualTo("INVALID_DATE validFrom: '2026-13-01' is not a date (YYYY-MM-DD)"));
        assertThat(rows("SELECT convert_from(payload, 'UTF8') FROM quarantine ORDER BY offset_no LIMIT 1"))
                .containsExactly("{\"cardNumber\":");
    }

    @Test
    void a_record_that_the_service_fails_on_is_quarantined_alone_and_has_no_effect() {
        // given
        for (var number = 1; number <= 5; number++) {
            probe.publish(CARDS, "k", card(number == 3 ? CardDesk.POISON : Integer.toString(number)));
        }

        // when
        settle();

        // then
        assertThat(rows("SELECT what FROM taken ORDER BY position"))
                .containsExactly("card 1", "card 2", "card 4", "card 5");
        assertThat(rows("SELECT reason FROM quarantine")).containsExactly("PROCESSING_FAILED");
    }

    @Test
    void an_event_that_is_delivered_twice_has_its_effect_once() {
        // when
        for (var time = 0; time < 3; time++) {
            probe.publish(CARDS, "k", card("1"), Map.of("ce_id", "the-same"));
        }
        settle();

        // then
        assertThat(rows("SELECT what FROM taken")).containsExactly("card 1");
    }

    @Test
    void a_withdrawn_key_is_handed_over_as_such() {
        // when
        probe.withdraw(Topics.CARDS, "0000123456");
        settle();

        // then
        assertThat(rows("SELECT what FROM taken")).containsExactly("withdrawn 0000123456");
    }

    @Test
    void while_the_database_is_away_nothing_is_quarantined_and_afterwards_everything_is_there() throws SQLException {
        // given
        lockOut();
        for (var number = 0; number < 50; number++) {
            probe.publish(CARDS, "key-" + number, card("away-" + number));
        }

        // when
        patiently()
                .during(Duration.ofMillis(500))
                .until(() -> rows("SELECT what FROM taken").isEmpty());
        letIn();
        settle();

        // then
        assertThat(rows("SELECT what FROM taken")).hasSize(50).doesNotHaveDuplicates();
        assertThat(rows("SELECT reason FROM quarantine")).isEmpty();
    }

    @Test
    void what_is_put_in_the_outbox_is_published_as_a_cloud_event_that_continues_the_trace() {
        // given
        var from = probe.endOf(Topics.ABSENCES);
        var trace = "0af7651916cd43dd8448eb211c80319c";

        // when
        probe.publish(CARDS, "k", card("traced"), Map.of("traceparent", "00-" + trace + "-b7ad6b7169203331-01"));

        // then
        var event = probe.await(from, 1).getFirst();
        assertThat(event.key()).isEqualTo("S1");
        assertThat(event.headers())
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_id", "traced")
                .containsEntry("ce_type", "org.rollcall.AbsenceAuthorisation.v1")
                .containsEntry("ce_source", "/rollcall/chassis-test")
                .containsEntry("ce_subject", "S1")
                .containsEntry("content-type", "application/json")
                .containsKey("ce_time");
        assertThat(event.headers().get("traceparent"))
                .startsWith("00-" + trace + "-")
                .doesNotContain("b7ad6b7169203331");
    }

    @Test
    void a_batch_publishes_after_its_commit_and_the_same_again_when_it_is_delivered_again() {
        // given
        var from = probe.endOf(Topics.ABSENCES);
        var swipe = Map.of("cardNumber", "7", "room", "R", "readerId", "D", "swipedAt", "2026-10-05T09:00:00Z");

        // when
        probe.publish("attendance.swipes", "7", swipe);
        probe.publish("attendance.swipes", "7", swipe);

        // then
        assertThat(probe.await(from, 2))
                .extracting(event -> event.headers().get("ce_id"))
                .containsOnly("swipe-7");
        assertThat(rows("SELECT what FROM taken")).containsExactly("swipe 7", "swipe 7");
    }

    @Test
    void the_metrics_tell_what_was_quarantined_what_waits_and_how_far_behind_the_consumer_is() {
        // given
        probe.publishRaw(CARDS, "k", "not json");
        settle();

        // when
        var metrics = get("/q/metrics").then().statusCode(200).extract().asString();

        // then
        assertThat(metrics)
                .contains("rollcall_quarantined_total{reason=\"INVALID_JSON\",topic=\"student.cards\"}")
                .contains("rollcall_outbox_unpublished 0.0")
                .contains("rollcall_outbox_age_seconds 0.0")
                .contains("rollcall_consumer_lag{topic=\"student.cards\"} 0.0");
    }

    private static Map<String, Object> card(String number) {
        return Map.of("cardNumber", number, "studentId", "S1", "validFrom", "2026-09-01");
    }

    private static void settle() {
        patiently()
                .untilAsserted(() -> get("/dev/settled").then().statusCode(200).body("waitingFor", hasSize(0)));
    }

    /** As an outage looks to the service: its connections break and new ones are refused. */
    private void lockOut() throws SQLException {
        try (var connection = DriverManager.getConnection(database.url(), "postgres", "postgres");
                var statement = connection.createStatement()) {
            statement.execute("ALTER ROLE chassis_app NOLOGIN");
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'chassis_app'");
        }
    }

    private void letIn() throws SQLException {
        try (var connection = DriverManager.getConnection(database.url(), "postgres", "postgres");
                var statement = connection.createStatement()) {
            statement.execute("ALTER ROLE chassis_app LOGIN");
        }
    }

    private List<String> rows(String query) {
        try (var connection = database.connectAsOwner();
                var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            var rows = new ArrayList<String>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
