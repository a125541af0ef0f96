package org.rollcall.chassis.privacy;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rollcall.chassis.time.AcademicCalendar;
import org.rollcall.contracts.Topics;
import org.rollcall.testkit.Database;
import org.rollcall.testkit.RollcallResource;
import org.rollcall.testkit.SharedServers;
import org.rollcall.testkit.Tokens;
import org.rollcall.testkit.TopicProbe;

@QuarkusTest
@QuarkusTestResource(value = RollcallResource.class, initArgs = @ResourceArg(name = "database", value = "chassis"))
class StudentDataTest {

    private static final String STUDENT = "S4711007";
    private static final String OTHER = "S4711008";

    private final TopicProbe probe = new TopicProbe(SharedServers.bootstrapServers());
    private final Database database = SharedServers.database("chassis");

    @Inject
    DataMap map;

    @Inject
    DataSource dataSource;

    @BeforeEach
    void start_with_nothing() {
        settle();
        database.empty();
    }

    @AfterEach
    void close() {
        probe.close();
    }

    @Test
    void no_table_is_forgotten() throws SQLException {
        assertThat(map.forgotten()).isEmpty();

        execute("CREATE TABLE new_table (student_id text)");
        try {
            assertThat(map.forgotten()).containsExactly("new_table");
        } finally {
            execute("DROP TABLE new_table");
        }
    }

    @Test
    void the_student_the_registry_and_administrators_are_given_everything_and_others_find_nothing()
            throws SQLException {
        // given
        remark(STUDENT, "Ünïcode \"quoted\"", now());
        remark(OTHER, "of somebody else", now());
        probe.publishRaw(Topics.CARDS.name(), STUDENT, "not JSON");
        probe.publish(Topics.CARDS.name(), "k", card("1", STUDENT));
        settle();

        // then
        for (var reader : List.of(as(STUDENT, "student"), as("r.holt", "registry"), as("a.admin", "administrator"))) {
            reader.get("/students/{student}/data", STUDENT)
                    .then()
                    .statusCode(200)
                    .body("studentId", equalTo(STUDENT))
                    .body("service", equalTo("chassis-test"))
                    .body("categories.category", hasItem("refused-input"))
                    .body("categories[0].purpose", equalTo("To remember what was said."))
                    .body("categories[0].kept", equalTo("P1Y after the end of the academic year"))
                    .body("categories[0].tables.remark.text", contains("Ünïcode \"quoted\""))
                    .body(
                            "categories.find { it.category == 'published-events' }.tables.outbox.event.authorisationId",
                            contains("1"))
                    .body(
                            "categories.find { it.category == 'refused-input' }.tables.quarantine.payload",
                            contains("bm90IEpTT04="));
        }
        as(OTHER, "student").get("/students/{student}/data", STUDENT).then().statusCode(404);
        for (var reader : List.of(as("p.marsh", "programme-leader"), as("u.kvi", "compliance"))) {
            reader.get("/students/{student}/data", STUDENT).then().statusCode(403);
        }
    }

    @Test
    void a_student_who_is_held_is_not_erased_until_the_last_day_has_passed() throws SQLException {
        // given
        remark(STUDENT, "kept", now());
        var today = AcademicCalendar.dayOf(now());
        hold(STUDENT, "appeal", "appeal-1", today);

        // when
        erase(STUDENT)
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("https://rollcall.example/problems/legal-hold"))
                .body("holds.kind", contains("appeal"))
                .body("holds.id", contains("appeal-1"))
                .body("holds.until", contains(today.toString()));
        as("r.holt", "registry")
                .get("/students/{student}/holds", STUDENT)
                .then()
                .body("holds.id", contains("appeal-1"));

        // then
        assertThat(database.rowsHolding(STUDENT)).containsEntry("remark", 1L);
        execute("UPDATE hold_heard SET until = until - 1");
        as("r.holt", "registry")
                .get("/students/{student}/holds", STUDENT)
                .then()
                .body("holds", empty());
        erase(STUDENT).statusCode(200).body("rows.remark", equalTo(1));
        assertThat(database.rowsHolding(STUDENT)).isEmpty();
    }

    @Test
    void only_an_administrator_with_a_name_and_a_reason_erases() {
        as("r.holt", "registry")
                .delete("/students/{student}/data?reason=OBJECTION", STUDENT)
                .then()
                .statusCode(403);
        as("a.admin", "administrator")
                .delete("/students/{student}/data", STUDENT)
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("reason"));
        as("a.admin", "administrator")
                .delete("/students/{student}/data?reason=because", STUDENT)
                .then()
                .statusCode(400);
    }

    @Test
    void whoever_was_erased_does_not_come_back_with_what_others_still_say_until_they_are_readmitted()
            throws SQLException {
        // given
        remark(STUDENT, "once", now());
        probe.publishRaw(Topics.CARDS.name(), STUDENT, "{\"studentId\":\"" + STUDENT + "\"");
        settle();
        erase(STUDENT).statusCode(200).body("rows.quarantine", equalTo(1));
        assertThat(database.rowsHolding(STUDENT)).isEmpty();

        // when
        probe.publish(Topics.CARDS.name(), "k", card("2", STUDENT));
        probe.publish(Topics.CARDS.name(), "k", card("3", OTHER));
        settle();

        // then
        assertThat(database.rowsHolding(STUDENT)).isEmpty();
        assertThat(database.rowsHolding("card 2")).as("the card is nobody's").containsKey("taken");
        assertThat(database.rowsHolding(OTHER)).containsKey("outbox");
        assertThat(get("/q/metrics").asString())
                .contains("rollcall_erased_left_out_total{topic=\"student.cards\"} 1.0");

        // when
        as("a.admin", "administrator")
                .put("/students/{student}/readmission", STUDENT)
                .then()
                .statusCode(200)
                .body("wasErased", equalTo(true));
        as("a.admin", "administrator")
                .put("/students/{student}/readmission", STUDENT)
                .then()
                .statusCode(200)
                .body("wasErased", equalTo(false));
        probe.publish(Topics.CARDS.name(), "k", card("4", STUDENT));
        settle();

        // then
        assertThat(database.rowsHolding(STUDENT)).containsKey("outbox");
    }

    @Test
    void a_row_that_breaks_a_constraint_is_not_quoted() throws SQLException {
        try (var connection = dataSource.getConnection();
                var insert = connection.prepareStatement("INSERT INTO remark VALUES (?, 'canary', NULL)")) {
            insert.setString(1, STUDENT);
            assertThatThrownBy(insert::executeUpdate)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("null value")
                    .message()
                    .doesNotContain("canary", STUDENT);
        }
    }

    @Test
    void the_application_can_erase_only_by_the_function() {
        assertThat(refusal("INSERT INTO erased_student VALUES ('h', now(), 'OBJECTION', 'x', '{}')"))
                .isEqualTo("42501");
        assertThat(refusal("DELETE FROM erased_student")).isEqualTo("42501");
        assertThat(refusal("SELECT begin_erasure('S1', '2026-10-05')")).isEqualTo("42501");
        assertThat(refusal("SELECT end_erasure('S1', 'OBJECTION', 'x', now(), '{}')"))
                .isEqualTo("42501");
    }

    @Test
    void retention_deletes_what_is_older_than_its_term_to_the_day_and_never_what_is_held() throws SQLException {
        // given: what will be one day too old tomorrow, what will not be, and what is held
        var tomorrow = AcademicCalendar.dayOf(now()).plusDays(1);
        var keptSince = tomorrow.minusDays(90);
        var start = AcademicCalendar.startOf(keptSince);
        var year = AcademicCalendar.startOf(Term.ofYearsAfterTheYear(1).keptSince(tomorrow));
        for (var instant : List.of(start.minus(1, ChronoUnit.MICROS), start, start.plus(1, ChronoUnit.DAYS))) {
            execute("INSERT INTO inbox VALUES ('test', '%s', '%s')".formatted(instant, instant));
        }
        for (var instant : List.of(year.minus(1, ChronoUnit.MICROS), year, year.plus(1, ChronoUnit.DAYS))) {
            remark(STUDENT, instant.toString(), instant);
        }
        remark(OTHER, "held", year.minus(1, ChronoUnit.DAYS));
        hold(OTHER, "case", "case-1", null);

        // when
        given().contentType("application/json")
                .body(Map.of("now", AcademicCalendar.startOf(tomorrow).toString()))
                .put("/dev/clock")
                .then()
                .statusCode(200);

        // then
        await().untilAsserted(() -> {
            assertThat(texts("SELECT event_id FROM inbox ORDER BY received_at"))
                    .containsExactly(
                            start.toString(), start.plus(1, ChronoUnit.DAYS).toString());
            assertThat(texts("SELECT text FROM remark ORDER BY made_at"))
                    .containsExactly(
                            "held",
                            year.toString(),
                            year.plus(1, ChronoUnit.DAYS).toString());
        });
        assertThat(get("/q/metrics").asString()).contains("rollcall_retention_deleted_total{category=\"remarks\"} 1.0");
    }

    private static RequestSpecification as(String person, String role) {
        return given().header(
                        "Authorization",
                        Tokens.of(person, role).with("student_id", person).bearer());
    }

    private static ValidatableResponse erase(String student) {
        return as("a.admin", "administrator")
                .delete("/students/{student}/data?reason=NO_LONGER_NEEDED", student)
                .then();
    }

    private static Instant now() {
        return Instant.parse(get("/dev/clock").jsonPath().getString("now"));
    }

    private static void settle() {
        await().untilAsserted(() -> get("/dev/settled").then().statusCode(200).body("waitingFor", hasSize(0)));
    }

    private static Map<String, Object> card(String number, String student) {
        return Map.of("cardNumber", number, "studentId", student, "validFrom", "2026-09-01");
    }

    private void remark(String student, String text, Instant at) throws SQLException {
        execute("INSERT INTO remark VALUES ('%s', '%s', '%s')".formatted(student, text, at));
    }

    private void hold(String student, String kind, String id, @Nullable LocalDate until) throws SQLException {
        execute("INSERT INTO hold_heard VALUES ('%s', '%s', '%s', '2026-01-01T00:00:00Z', %s)"
                .formatted(student, kind, id, until == null ? "NULL" : "'" + until + "'"));
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.connectAsOwner();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> texts(String query) throws SQLException {
        try (var connection = database.connectAsOwner();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    private String refusal(String sql) {
        try (var connection = database.connectAsApplication();
                var statement = connection.createStatement()) {
            statement.execute(sql);
            return "none";
        } catch (SQLException refused) {
            return refused.getSQLState();
        }
    }
}
