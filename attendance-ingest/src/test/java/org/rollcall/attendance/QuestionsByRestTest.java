package org.rollcall.attendance;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.rollcall.attendance.Monday.absent;
import static org.rollcall.attendance.Monday.at;
import static org.rollcall.attendance.Monday.cancelled;
import static org.rollcall.attendance.Monday.card;
import static org.rollcall.attendance.Monday.lecture;
import static org.rollcall.attendance.Monday.onTuesdayAt;
import static org.rollcall.attendance.Monday.register;
import static org.rollcall.attendance.Monday.swipe;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.testkit.RollcallResource;

/** What staff and students can ask the service. */
@QuarkusTest
@QuarkusTestResource(value = RollcallResource.class, initArgs = @ResourceArg(name = "database", value = "attendance"))
class QuestionsByRestTest {

    @Inject
    Desk desk;

    @Inject
    InstantSource clock;

    @BeforeEach
    void start() {
        Service.emptyAndBeforeEverything(clock);
        desk.take(at("08:00"), card("C1", "S1"));
        desk.take(
                at("08:00"),
                lecture("MON", "09:00", "10:00", "S1", "S2"),
                lecture("TUE", onTuesdayAt("09:00"), onTuesdayAt("10:00"), null, "S1"));
    }

    @Test
    void a_students_attendance_newest_first_with_room_and_title() {
        // given
        desk.take(at("09:03"), swipe("C1", "09:02:03"));

        // when
        var answer = get("/students/S1/attendance").then().statusCode(200);

        // then
        answer.body("total", equalTo(2))
                .body("page", equalTo(0))
                .body("size", equalTo(50))
                .body("items.sessionId", contains("TUE", "MON"))
                .body("items[0].room", nullValue())
                .body("items[0].status", equalTo("EXPECTED"))
                .body("items[1].studentId", equalTo("S1"))
                .body("items[1].moduleCode", equalTo("5COM1"))
                .body("items[1].activity", equalTo("LECTURE"))
                .body("items[1].startsAt", equalTo("2026-10-05T08:00:00Z"))
                .body("items[1].endsAt", equalTo("2026-10-05T09:00:00Z"))
                .body("items[1].compulsory", equalTo(true))
                .body("items[1].status", equalTo("PRESENT"))
                .body("items[1].source", equalTo("SWIPE"))
                .body("items[1].observedAt", equalTo("2026-10-05T08:02:03Z"))
                .body("items[1].contradicted", equalTo(false))
                .body("items[1].revision", equalTo(2))
                .body("items[1].room", equalTo("JP-301"))
                .body("items[1].title", equalTo("Algorithms"));
    }

    @ParameterizedTest
    @CsvSource({
        "from=2026-10-05&to=2026-10-05, MON",
        "from=2026-10-06, TUE",
        "to=2026-10-05, MON",
        "from=2026-10-05T08:00:00Z&to=2026-10-06T08:00:00Z, MON",
        "from=2026-10-05T09:00:00.000001%2B01:00, TUE",
        "from=2026-10-05T09:00:00.000001+01:00, TUE",
        "page=1&size=1, MON",
    })
    void a_period_takes_days_or_instants(String query, String session) {
        given().urlEncodingEnabled(false)
                .get("/students/S1/attendance?" + query)
                .then()
                .statusCode(200)
                .body("items.sessionId", contains(session));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/students/S1/attendance?from=yesterday",
                "/students/S1/attendance?to=2026-13-05",
                "/students/S1/attendance?size=201",
                "/unmatched?kind=CARD",
                "/unmatched",
            })
    void a_question_that_makes_no_sense_is_a_problem(String question) {
        get(question).then().statusCode(400).contentType("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/students/NOBODY/attendance",
                "/students/S1/attendance/NOTHING/history",
                "/students/S2/attendance/TUE/history",
                "/sessions/NOTHING/register",
            })
    void what_is_unknown_is_not_found(String question) {
        get(question)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("https://rollcall.example/problems/not-found"));
    }

    @Test
    void the_history_tells_every_change_with_its_evidence_and_who_reported_it() {
        // given
        desk.take(at("09:31"), swipe("C1", "09:30"));
        desk.take(at("10:06"), register("MON", "10:05", absent("S1")));
        desk.take(at("11:00"), lecture("MON", "09:00", "09:50", "S2"));

        // when
        var answer = get("/students/S1/attendance/MON/history").then().statusCode(200);

        // then
        answer.body("total", equalTo(4))
                .body("items.after.revision", contains(1, 2, 3, 4))
                .body("items.after.status", contains("EXPECTED", "LATE", "ABSENT", "CANCELLED"))
                .body("items.after.source", contains("TIMETABLE", "SWIPE", "REGISTER", "TIMETABLE"))
                .body("items[0].before", nullValue())
                .body("items[0].changedAt", equalTo("2026-10-05T07:00:00Z"))
                .body("items[1].before.status", equalTo("EXPECTED"))
                .body("items[1].after.observedAt", equalTo("2026-10-05T08:30:00Z"))
                .body("items[1].receivedAt", equalTo("2026-10-05T08:31:00Z"))
                .body("items[1].reportedBy", equalTo("R-0412"))
                .body("items[2].after.contradicted", equalTo(true))
                .body("items[2].reportedBy", equalTo("p.marsh"))
                .body("items[3].before.endsAt", equalTo("2026-10-05T09:00:00Z"))
                .body("items[3].after.endsAt", equalTo("2026-10-05T08:50:00Z"))
                .body("items[3].reportedBy", nullValue());
    }

    @Test
    void a_change_that_a_swipe_made_tells_of_the_session_what_was_known_then() {
        // given
        desk.take(at("08:30"), lecture("MON", "09:00", "09:50", "S1", "S2"));
        desk.take(at("09:31"), swipe("C1", "09:30"));
        desk.take(at("11:00"), lecture("MON", "09:00", "09:55", "S1", "S2"));

        // when
        var answer = get("/students/S1/attendance/MON/history").then().statusCode(200);

        // then
        answer.body("items.after.source", contains("TIMETABLE", "TIMETABLE", "SWIPE", "SWIPE"))
                .body(
                        "items.after.endsAt",
                        contains(
                                "2026-10-05T09:00:00Z",
                                "2026-10-05T08:50:00Z",
                                "2026-10-05T08:50:00Z",
                                "2026-10-05T08:55:00Z"))
                .body("items[2].before.endsAt", equalTo("2026-10-05T08:50:00Z"))
                .body("items[3].before.endsAt", equalTo("2026-10-05T08:50:00Z"))
                .body("items.after.moduleCode", everyItem(equalTo("5COM1")));
    }

    @Test
    void the_register_of_a_session_has_every_expected_student_and_no_other() {
        // given
        desk.take(at("09:03"), swipe("C1", "09:02"));
        desk.take(at("09:04"), lecture("MON", "09:00", "10:00", "S1", "S3"));

        // when
        var answer = get("/sessions/MON/register").then().statusCode(200);

        // then
        answer.body("items.studentId", contains("S1", "S3"))
                .body("items.status", contains("PRESENT", "EXPECTED"))
                .body("items.source", contains("SWIPE", "TIMETABLE"));
    }

    @Test
    void what_waits_for_its_card_session_or_place_is_listed_by_kind() {
        // given
        desk.take(at("09:03"), swipe("C1", "14:00"), swipe("LOST", "09:00"));
        desk.take(at("10:06"), register("MON", "10:05", absent("STRANGER")));

        // when
        var swipes = get("/unmatched?kind=SWIPE").then().statusCode(200);
        var early = get("/unmatched?kind=SWIPE&to=2026-10-05T09:00:00Z").then().statusCode(200);
        var marks = get("/unmatched?kind=MARK").then().statusCode(200);

        // then
        swipes.body("items.cardNumber", contains("C1", "LOST")).body("items.studentId", contains("S1", null));
        early.body("items.cardNumber", contains("LOST"));
        marks.body("items", hasSize(1))
                .body("items", hasItem(hasEntry("studentId", "STRANGER")))
                .body("items[0].mark", equalTo("ABSENT"))
                .body("items[0].takenBy", equalTo("p.marsh"));
    }

    @Test
    void as_of_any_instant_the_answer_is_what_was_known_then() {
        // given
        desk.take(at("09:31"), swipe("C1", "09:30"));
        desk.take(at("10:06"), register("MON", "10:05", absent("S1")));
        desk.take(at("11:00"), lecture("MON", at("09:00"), at("09:50"), "JP-999", "S2"));

        // then
        asOf(at("07:59").toString()).body("items", empty());
        asOf(at("08:00").toString()).body("items.status", contains("EXPECTED", "EXPECTED"));
        asOf(at("09:30:59").toString()).body("items[1].status", equalTo("EXPECTED"));
        asOf(at("09:31").toString()).body("items[1].status", equalTo("LATE")).body("items[1].room", equalTo("JP-301"));
        asOf(at("10:06").toString())
                .body("items[1].status", equalTo("ABSENT"))
                .body("items[1].contradicted", equalTo(true))
                .body("items[1].revision", equalTo(3));
        asOf("2026-10-05")
                .body("items[1].status", equalTo("CANCELLED"))
                .body("items[1].endsAt", equalTo("2026-10-05T08:50:00Z"))
                .body("items[1].room", equalTo("JP-999"));
        asOf("2026-10-04").body("items", empty());
        asOf("2026-10-05&from=2026-10-06").body("items.sessionId", contains("TUE"));
        get("/students/S1/attendance?asOf=then").then().statusCode(400);
    }

    private static ValidatableResponse asOf(String asOf) {
        return get("/students/S1/attendance?asOf=" + asOf).then().statusCode(200);
    }

    @Test
    void sessions_nobodys_attendance_was_taken_at_are_listed_until_it_is() {
        // given
        desk.take(at("09:03"), swipe("C1", "09:02"));
        desk.take(at("09:03"), lecture("OFF", "13:00", "14:00", "S1"), lecture("MON2", "11:00", "12:00", "S1", "S2"));
        desk.take(at("09:04"), cancelled(lecture("OFF", "13:00", "14:00", "S1")));
        unrecorded("").body("items", empty());

        // when
        desk.tick(onTuesdayAt("23:00").plus(Duration.ofDays(1)));

        // then
        unrecorded("")
                .body("items.sessionId", contains("TUE", "MON2"))
                .body("items.expected", contains(1, 2))
                .body("items[1].room", equalTo("JP-301"))
                .body("items[1].title", equalTo("Algorithms"));
        unrecorded("&to=2026-10-05").body("items.sessionId", contains("MON2"));
        desk.take(onTuesdayAt("23:30"), register("MON2", "12:05", absent("S1")));
        unrecorded("").body("items.sessionId", contains("TUE"));
        get("/sessions?state=lost").then().statusCode(400);
        get("/sessions").then().statusCode(400);
    }

    private static ValidatableResponse unrecorded(String query) {
        return get("/sessions?state=unrecorded" + query).then().statusCode(200);
    }

    @Test
    void where_nothing_was_refused_the_list_is_empty() {
        get("/rejections?from=2026-10-05")
                .then()
                .statusCode(200)
                .body("items", empty())
                .body("total", equalTo(0));
    }

    @Test
    void the_interface_describes_itself() {
        get("/q/openapi").then().statusCode(200).body(containsString("/students/{studentId}/attendance"));
    }

    @Test
    void the_history_cannot_be_rewritten_by_the_service_itself() {
        assertThatThrownBy(() -> Service.asApplication("UPDATE record_history SET status = 'PRESENT'"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> Service.asApplication("DELETE FROM record_history"))
                .hasMessageContaining("permission denied");
    }
}
