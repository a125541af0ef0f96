package org.rollcall.attendance;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.rollcall.attendance.Monday.absent;
import static org.rollcall.attendance.Monday.at;
import static org.rollcall.attendance.Monday.card;
import static org.rollcall.attendance.Monday.lecture;
import static org.rollcall.attendance.Monday.present;
import static org.rollcall.attendance.Monday.register;
import static org.rollcall.attendance.Monday.swipe;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.chassis.privacy.DataMap;
import org.rollcall.contracts.CaseEvent;
import org.rollcall.contracts.StudentRecord;
import org.rollcall.contracts.Topic;
import org.rollcall.contracts.Topics;
import org.rollcall.testkit.Checkout;
import org.rollcall.testkit.RollcallResource;
import org.rollcall.testkit.SharedServers;
import org.rollcall.testkit.Tokens;
import org.rollcall.testkit.TopicProbe;

/** What a student is given of their attendance, and what is left of it when the student is erased or its term is over. */
@QuarkusTest
@QuarkusTestResource(value = RollcallResource.class, initArgs = @ResourceArg(name = "database", value = "attendance"))
class StudentDataTest {

    private static final String STUDENT = "S8100001";
    private static final String OTHER = "S8100002";

    private static TopicProbe probe;

    @Inject
    Desk desk;

    @Inject
    InstantSource clock;

    @Inject
    DataMap map;

    @BeforeAll
    static void open() {
        probe = new TopicProbe(SharedServers.bootstrapServers());
    }

    @AfterAll
    static void close() {
        probe.close();
    }

    @BeforeEach
    void monday() {
        settle();
        Service.emptyAndBeforeEverything(clock);
        desk.take(at("08:00"), card("C1", OTHER, LocalDate.parse("2025-09-01"), null), card("C1", STUDENT));
        desk.take(at("08:00"), lecture("MON", "09:00", "10:00", STUDENT, OTHER));
        desk.take(at("09:03"), swipe("C1", "09:02"));
        desk.take(at("12:31"), swipe("C1", "12:30"));
        desk.take(at("10:06"), register("MON", "10:05", present(STUDENT), absent(OTHER)));
        desk.take(at("10:06"), register("NOWHERE", "10:05", present(STUDENT), present(OTHER)));
    }

    @AfterEach
    void forget() {
        Service.DATABASE.empty();
    }

    @Test
    void no_table_is_forgotten() {
        assertThat(map.forgotten()).isEmpty();
    }

    @Test
    void docs_privacy_md_names_every_category_and_table() throws IOException {
        var page = Files.readString(Checkout.root().resolve("docs/privacy.md"));
        for (var category : map.categories()) {
            assertThat(page).contains("| `" + category.name() + "` |");
            category.holdings().forEach(holding -> assertThat(page).contains("`" + holding.table() + "`"));
        }
    }

    @Test
    void a_student_is_given_records_their_history_and_the_evidence() {
        var data = as(STUDENT, "student")
                .get("/students/{student}/data", STUDENT)
                .then()
                .statusCode(200);

        data.body("categories.find { it.category == 'attendance' }.tables.attendance_record.sessionId", contains("MON"))
                .body("categories.find { it.category == 'attendance' }.tables.record_history", hasSize(3))
                .body("categories.find { it.category == 'attendance' }.tables.card_holding.cardNumber", contains("C1"))
                .body("categories.find { it.category == 'unmatched-evidence' }.tables.swipe", hasSize(1))
                .body(
                        "categories.find { it.category == 'unmatched-evidence' }.tables.mark.sessionId",
                        contains("NOWHERE"));
        assertThat(data.extract().asString()).doesNotContain(OTHER);
    }

    @Test
    void an_erased_student_is_in_no_table_and_the_card_does_not_fall_back_to_its_earlier_holder() {
        // when
        erase().statusCode(200)
                .body("rows.swipe", equalTo(1))
                .body("rows.attendance_record", equalTo(1))
                .body("rows.mark", equalTo(2));

        // then
        assertThat(Service.DATABASE.rowsHolding(STUDENT)).isEmpty();
        desk.take(at("09:05"), swipe("C1", "09:04"));
        assertThat(Service.DATABASE.rowsHolding(STUDENT)).isEmpty();
        get("/students/{student}/attendance", OTHER).then().body("items.status", contains("ABSENT"));
    }

    @Test
    void sessions_registers_cards_and_records_do_not_bring_an_erased_student_back() {
        // given
        erase().statusCode(200);

        // when
        probe.publish(Topics.SESSIONS, "LATE", lecture("LATE", "14:00", "15:00", STUDENT, OTHER));
        probe.publish(Topics.REGISTERS, "LATE", register("LATE", "14:05", present(STUDENT), present(OTHER)));
        probe.publish(Topics.CARDS, "C2", card("C2", STUDENT));
        probe.publish(
                Topics.STUDENTS,
                STUDENT,
                new StudentRecord(
                        STUDENT,
                        "Amina",
                        "Okafor",
                        "a@student.example.ac.uk",
                        "BSC-CS",
                        5,
                        StudentRecord.Status.ENROLLED,
                        null,
                        LocalDate.parse("2026-09-14"),
                        null,
                        false,
                        List.of()));
        settle();

        // then
        assertThat(Service.DATABASE.rowsHolding(STUDENT)).isEmpty();
        await().untilAsserted(() -> get("/sessions/LATE/register").then().body("items.studentId", contains(OTHER)));
    }

    @Test
    void who_has_an_open_case_is_held_until_it_is_closed() throws SQLException {
        // given
        hears(new CaseEvent.CaseOpened("case-1", STUDENT, "BSC-CS", "2026/27", at("08:00"), "case-management"));

        // then
        erase().statusCode(409).body("holds.id", contains("case-1"));
        letGo("retain_attendance", LocalDate.parse("2026-10-06"));
        assertThat(Service.DATABASE.rowsHolding(STUDENT)).containsEntry("attendance_record", 1L);
        assertThat(Service.DATABASE.rowsHolding(OTHER)).doesNotContainKey("attendance_record");

        // when
        hears(new CaseEvent.CaseClosed(
                "case-1",
                STUDENT,
                "BSC-CS",
                "2026/27",
                at("09:00"),
                "p.marsh",
                CaseEvent.CaseClosed.Reason.RE_ENGAGED));

        // then
        erase().statusCode(200);
    }

    @ParameterizedTest(name = "kept since {0}: gone {1}")
    @CsvSource({"2026-10-04, false", "2026-10-05, false", "2026-10-06, true"})
    void attendance_and_unmatched_evidence_go_when_their_term_is_over(LocalDate keptSince, boolean goes)
            throws SQLException {
        // when
        letGo("retain_attendance", keptSince);

        // then
        assertThat(Service.DATABASE.rowsHolding(STUDENT).keySet().stream()
                        .filter(List.of("attendance_record", "record_history")::contains))
                .hasSize(goes ? 0 : 2);
        assertThat(Service.DATABASE.rowsHolding(STUDENT)).as("unmatched").containsEntry("mark", goes ? 1L : 2L);
        letGo("retain_unmatched_evidence", keptSince);
        assertThat(Service.DATABASE.rowsHolding(STUDENT).containsKey("mark")).isNotEqualTo(goes);
        assertThat(Service.DATABASE.rowsHolding("R-0412").containsKey("swipe")).isNotEqualTo(goes);
    }

    @Test
    void the_application_deletes_no_history_but_by_the_functions() {
        assertThat(catchThrowableOfType(SQLException.class, () -> Service.asApplication("DELETE FROM record_history"))
                        .getSQLState())
                .isEqualTo("42501");
    }

    /** As the application calls it; answers how many rows went. */
    private static long letGo(String function, LocalDate keptSince) throws SQLException {
        try (var connection = Service.DATABASE.connectAsApplication();
                var call = connection.prepareStatement(
                        "SELECT " + function + "(?::date::timestamp AT TIME ZONE 'Europe/London', ?, 1000)")) {
            var gone = 0L;
            while (true) {
                call.setObject(1, keptSince);
                call.setObject(2, keptSince.plusYears(7));
                try (var row = call.executeQuery()) {
                    row.next();
                    if (row.getLong(1) == 0) {
                        return gone;
                    }
                    gone += row.getLong(1);
                }
            }
        }
    }

    private static void hears(CaseEvent event) {
        probe.publish(Topics.CASES.name(), event.studentId(), event, Map.of("ce_type", Topic.ceType(event.getClass())));
        settle();
    }

    private static void settle() {
        await().untilAsserted(() -> get("/dev/settled").then().statusCode(200).body("waitingFor", hasSize(0)));
    }

    private static RequestSpecification as(String person, String role) {
        return given().header(
                        "Authorization",
                        Tokens.of(person, role).with("student_id", person).bearer());
    }

    private static ValidatableResponse erase() {
        return as("a.admin", "administrator")
                .delete("/students/{student}/data?reason=OBJECTION", STUDENT)
                .then();
    }
}
