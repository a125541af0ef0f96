package org.rollcall.attendance;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.rollcall.attendance.Monday.at;
import static org.rollcall.attendance.Monday.card;
import static org.rollcall.attendance.Monday.lecture;
import static org.rollcall.attendance.Monday.onTuesdayAt;
import static org.rollcall.attendance.Monday.swipe;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rollcall.contracts.ProgrammeRecord;
import org.rollcall.contracts.StudentRecord;
import org.rollcall.contracts.Topics;
import org.rollcall.testkit.AccessMatrix;
import org.rollcall.testkit.RollcallResource;
import org.rollcall.testkit.SharedServers;
import org.rollcall.testkit.Tokens;
import org.rollcall.testkit.TopicProbe;

/** Who may ask for what, and whose rows they see. */
@QuarkusTest
@QuarkusTestResource(value = RollcallResource.class, initArgs = @ResourceArg(name = "database", value = "attendance"))
class AccessTest {

    private static final String OWN = "S1000001";
    private static final String FOREIGN = "S1000002";

    private static final String HEADER = "STUDENT_ID,EVENT_ID,START_TIME,EVENT_ATTENDED\n";
    private static final Tokens OFFICE =
            Tokens.of("fet-office", "faculty-admin").ofFaculty("FET");

    @Inject
    Desk desk;

    @Inject
    InstantSource clock;

    @BeforeEach
    void a_student_of_each_of_two_faculties() {
        Service.emptyAndBeforeEverything(clock);
        try (var topics = new TopicProbe(SharedServers.bootstrapServers())) {
            topics.publish(Topics.PROGRAMMES, "BSC-CS", new ProgrammeRecord("BSC-CS", "", "FET", "", "", ""));
            topics.publish(Topics.PROGRAMMES, "BA-HI", new ProgrammeRecord("BA-HI", "", "FAH", "", "", ""));
            topics.publish(Topics.STUDENTS, OWN, student(OWN, "BSC-CS"));
            topics.publish(Topics.STUDENTS, FOREIGN, student(FOREIGN, "BA-HI"));
            topics.publishRaw(Topics.CARDS.name(), "C1", "{}");
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> get("/dev/settled").jsonPath().getBoolean("settled"));
        desk.take(at("08:00"), card("C1", OWN), card("C2", FOREIGN));
        desk.take(
                at("08:00"),
                lecture("OWN-1", "09:00", "10:00", OWN),
                lecture("FOR-1", "09:00", "10:00", FOREIGN),
                lecture("OWN-2", "11:00", "12:00", OWN),
                lecture("FOR-2", "11:00", "12:00", FOREIGN),
                lecture("BOTH", "15:00", "16:00", OWN, FOREIGN));
        desk.take(at("09:05"), swipe("C1", "09:02"), swipe("C2", "09:02"), swipe("C1", "20:00"), swipe("C2", "20:00"));
        desk.tick(onTuesdayAt("23:00").plus(Duration.ofDays(2)));
    }

    @Test
    void every_operation_is_open_to_those_whom_the_page_names_and_to_nobody_else() {
        var rejection = get("/rejections").jsonPath().getString("items[0].rejectionId");

        // then
        AccessMatrix.of("attendance-ingest", RestAssured.port)
                .asked(OWN, "BSC-CS", "FET")
                .own(Map.of("studentId", OWN, "sessionId", "OWN-1", "unrecorded", "OWN-2", "id", rejection))
                .foreign(Map.of("studentId", FOREIGN, "sessionId", "FOR-1", "unrecorded", "FOR-2"))
                .body("POST /swipes", "[]")
                .body("POST /registers", """
                        {"sessionId":"{sessionId}","takenAt":"2026-10-05T10:05:00+01:00","takenBy":"p.marsh",
                         "marks":[{"studentId":"{studentId}","mark":"PRESENT"}]}
                        """)
                .body("POST /imports", "text/csv", HEADER)
                .query("GET /sessions", "state=unrecorded&size=200")
                .query("GET /unmatched", "kind=SWIPE&size=200")
                .sent("GET /imports/{id}", sender -> anImport(sender))
                .holds();
    }

    @Test
    void a_session_of_two_faculties_shows_each_its_own() {
        as(OFFICE)
                .get("/sessions/BOTH/register")
                .then()
                .body("total", equalTo(1))
                .body("items.studentId", contains(OWN));
        as(OFFICE)
                .get("/sessions?state=unrecorded")
                .then()
                .body("items.find { it.sessionId == 'BOTH' }.expected", equalTo(1));
        as(Tokens.anyone()).get("/sessions/BOTH/register").then().body("total", equalTo(2));
    }

    @Test
    void an_office_brings_in_lines_of_its_own_students_and_of_no_others() {
        var id = anImport(OFFICE, OWN, FOREIGN, "S9999999").get("id");

        await().atMost(Duration.ofSeconds(30))
                .until(() -> as(OFFICE).get("/imports/" + id).jsonPath().getString("state"), "FINISHED"::equals);

        as(OFFICE)
                .get("/imports/" + id)
                .then()
                .body("taken", equalTo(1))
                .body("refusals.line", contains(3, 4))
                .body("refusals.reason.unique()", hasSize(1));
    }

    private static RequestSpecification as(Tokens token) {
        return given().header("Authorization", token.bearer());
    }

    /** A file with a line of each of the students. */
    private static Map<String, String> anImport(Tokens sender, String... students) {
        var lines = Stream.of(students).map(student -> student + ",E-1,2026-10-07T09:00:00,1\n");
        return Map.of(
                "id",
                as(sender)
                        .contentType("text/csv")
                        .body(lines.collect(Collectors.joining("", HEADER, "")))
                        .post("/imports")
                        .then()
                        .statusCode(202)
                        .extract()
                        .path("importId"));
    }

    private static StudentRecord student(String id, String programme) {
        return new StudentRecord(
                id,
                "Amina",
                "Okafor",
                id + "@student.example.ac.uk",
                programme,
                5,
                StudentRecord.Status.ENROLLED,
                null,
                LocalDate.of(2026, 9, 14),
                null,
                false,
                List.of());
    }
}
