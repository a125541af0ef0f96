package org.rollcall.appeals.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.rollcall.appeals.AppealService.INVESTIGATOR;
import static org.rollcall.appeals.AppealService.appealOf;
import static org.rollcall.appeals.AppealService.as;
import static org.rollcall.appeals.AppealService.asRegistry;
import static org.rollcall.appeals.AppealService.asStudent;
import static org.rollcall.appeals.AppealService.decide;
import static org.rollcall.appeals.AppealService.investigate;
import static org.rollcall.appeals.AppealService.settle;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rollcall.appeals.AppealService;
import org.rollcall.appeals.Clocks;
import org.rollcall.appeals.Story;
import org.rollcall.chassis.privacy.DataMap;
import org.rollcall.contracts.CaseEvent.CaseClosed;
import org.rollcall.contracts.Topic;
import org.rollcall.contracts.Topics;
import org.rollcall.testkit.Checkout;
import org.rollcall.testkit.RollcallResource;

/** What a student is given of an appeal, and what is left of it when the student is erased or its term is over. */
@QuarkusTest
@QuarkusTestResource(
        value = RollcallResource.class,
        initArgs = @ResourceArg(name = "database", value = AppealService.DATABASE))
class AppealStudentDataTest {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2, 3};

    private static AppealService service;

    @Inject
    InstantSource clock;

    @Inject
    DataMap map;

    @BeforeAll
    static void open() {
        service = new AppealService();
    }

    @AfterAll
    static void close() {
        service.close();
    }

    @BeforeEach
    void inTime() {
        Clocks.set(clock, "2026-11-30T10:00:00");
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
    void a_student_is_given_what_they_and_others_wrote_the_evidence_and_the_letter() {
        // given
        var appeal = endedAppealOf("S8400001");

        // when
        var data = asStudent("S8400001").get("/students/S8400001/data").then().statusCode(200);

        // then
        var appeals = "categories.find { it.category == 'appeals' }.tables.";
        data.body(appeals + "appeals.statement", contains(AppealService.STATEMENT))
                .body(appeals + "appeals.reasons", contains("The procedure speaks for itself."))
                .body(appeals + "evidence.content", contains("iVBORw0KGgoBAgM="))
                .body(appeals + "letters.appealId", contains(appeal))
                .body(appeals + "heard.type", hasItems("FacultyDecisionMade", "WeekAssessed"))
                .body("categories.find { it.category == 'students' }.tables.students.givenName", contains("Amina"));
        asStudent("S8400002").get("/students/S8400001/data").then().statusCode(404);
    }

    @Test
    void an_appeal_holds_its_student_until_the_oia_takes_no_complaint_and_then_its_history_stays() {
        // given
        var student = "S8400003";
        service.hears(Story.of(student));
        erase(student).statusCode(409).body("holds.kind", hasItem("decision"));
        var appeal = endedAppealOf(student);

        // when
        Clocks.set(clock, "2027-11-30T10:00:00");
        erase(student)
                .statusCode(409)
                .body("holds.find { it.kind == 'appeal' }.id", equalTo(appeal))
                .body("holds.find { it.kind == 'appeal' }.until", equalTo("2027-11-30"));
        closesCaseOf(student);
        Clocks.set(clock, "2027-12-01T10:00:00");
        erase(student).statusCode(200).body("rows.appeals", equalTo(1)).body("rows.letters", equalTo(1));

        // then
        // In this story the decision's id is made of the student's.
        assertThat(AppealService.database().rowsHolding(student).keySet()).isSubsetOf("appeal_history");
        asRegistry()
                .get("/appeals/" + appeal + "/history?verify=true")
                .then()
                .body("verification.intact", equalTo(true))
                .body("lines.find { it.what == 'NOT_UPHELD' }.actor", equalTo(AppealService.REGISTRAR))
                .body("lines.actor", hasItem("erased"));
        asRegistry()
                .get("/students/" + student + "/data")
                .then()
                .body("categories.find { it.category == 'appeals' }.tables.appeals", empty())
                .body("categories.find { it.category == 'appeals' }.tables.appeal_history.what", hasItem("NOT_UPHELD"));

        // when
        Story.of(student).publish(service.probe());
        settle();

        // then
        // In this story the decision's id is made of the student's.
        assertThat(AppealService.database().rowsHolding(student).keySet()).isSubsetOf("appeal_history");
    }

    @Test
    void the_end_of_an_appeal_stays_final_for_everybody_else() {
        // given
        var appeal = endedAppealOf("S8400004");

        // then
        assertThat(refusal("DELETE FROM letters WHERE appeal_id = '" + appeal + "'"))
                .isEqualTo("none");
        assertThat(refusal("DELETE FROM appeals WHERE appeal_id = '" + appeal + "'"))
                .isEqualTo("23001");
    }

    @Test
    void an_appeal_goes_whole_with_its_history_when_its_term_is_over_to_the_day() throws SQLException {
        // given: decided on 30 November
        var student = "S8400011";
        var appeal = endedAppealOf(student);
        closesCaseOf(student);

        // then
        letGo("retain_appeals", LocalDate.parse("2026-11-29"));
        letGo("retain_appeals", LocalDate.parse("2026-11-30"));
        assertThat(AppealService.database().rowsHolding(appeal)).containsKeys("appeals", "letters", "appeal_history");
        assertThat(letGo("retain_appeals", LocalDate.parse("2026-12-01"))).isPositive();
        assertThat(AppealService.database().rowsHolding(appeal).keySet()).isSubsetOf("outbox", "hold_heard");
        assertThat(AppealService.database().rowsHolding(student)).doesNotContainKeys("heard", "decisions");
    }

    private static void closesCaseOf(String student) {
        var closed = new CaseClosed(
                Story.caseOf(student),
                student,
                "BSC-CS",
                Story.YEAR,
                Story.london("2026-11-29T10:00:00"),
                Story.LEADER,
                CaseClosed.Reason.CLOSED_BY_PERSON);
        service.probe()
                .publish(
                        Topics.CASES.name(),
                        student,
                        closed,
                        Map.of("ce_id", student + "-closed", "ce_type", Topic.ceType(CaseClosed.class)));
        settle();
    }

    private String endedAppealOf(String student) {
        service.hears(Story.of(student));
        var appeal = appealOf(student);
        asStudent(student)
                .contentType(ContentType.MULTIPART)
                .multiPart("file", "note.png", PNG)
                .post("/appeals/" + appeal + "/evidence")
                .then()
                .statusCode(201);
        investigate(appeal, INVESTIGATOR).statusCode(200);
        decide(appeal, "NOT_UPHELD", true, Map.of()).statusCode(200);
        settle();
        await().until(() -> AppealService.database().rowsHolding(appeal).containsKey("letters"));
        return appeal;
    }

    /** As the application calls it; answers how many rows went. */
    private static long letGo(String function, LocalDate keptSince) throws SQLException {
        try (var connection = AppealService.database().connectAsApplication();
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

    private static String refusal(String sql) {
        try (var connection = AppealService.database().connectAsOwner();
                var statement = connection.createStatement()) {
            statement.execute(sql);
            return "none";
        } catch (SQLException refused) {
            return refused.getSQLState();
        }
    }

    private static ValidatableResponse erase(String student) {
        return as("a.admin", "administrator")
                .delete("/students/" + student + "/data?reason=NO_LONGER_NEEDED")
                .then();
    }
}
