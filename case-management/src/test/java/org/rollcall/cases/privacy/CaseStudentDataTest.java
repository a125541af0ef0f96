package org.rollcall.cases.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.rollcall.cases.CaseService.caseOf;
import static org.rollcall.cases.CaseService.settle;
import static org.rollcall.cases.People.SECRET;
import static org.rollcall.cases.People.as;
import static org.rollcall.cases.Stories.attended;
import static org.rollcall.cases.Stories.contact;
import static org.rollcall.cases.Stories.interview;
import static org.rollcall.cases.Stories.sent;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rollcall.cases.CaseService;
import org.rollcall.cases.People;
import org.rollcall.chassis.history.History;
import org.rollcall.chassis.privacy.DataMap;
import org.rollcall.chassis.time.AdjustableClock;
import org.rollcall.contracts.StudentRecord;
import org.rollcall.contracts.Topics;
import org.rollcall.testkit.Checkout;
import org.rollcall.testkit.RollcallResource;

/** What a student is given of the case files, and what is left of them when the student is erased. */
@QuarkusTest
@QuarkusTestResource(
        value = RollcallResource.class,
        initArgs = @ResourceArg(name = "database", value = CaseService.DATABASE))
class CaseStudentDataTest {

    private static final String STUDENT = "S8300001";
    private static final String OTHER = "S8300002";

    private static CaseService service;

    @Inject
    InstantSource clock;

    @Inject
    DataMap map;

    @Inject
    History history;

    @BeforeAll
    static void start() {
        service = new CaseService();
    }

    @AfterAll
    static void close() {
        service.close();
        CaseService.database().empty();
    }

    @BeforeEach
    void wednesday() {
        CaseService.database().empty();
        service.hearsOfTheProgramme();
        ((AdjustableClock) clock).set(Instant.parse("2026-10-28T09:00:00Z"));
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
    void a_student_is_given_everything_that_was_written_of_them_and_nothing_of_others() {
        // given
        publishRecord();
        opensCaseOf(STUDENT);
        opensCaseOf(OTHER);
        var people = new People(caseOf(STUDENT), STUDENT);
        report(people);
        as("f.admin", "faculty-admin")
                .body(Map.of("from", "2026-10-12", "to", "2026-10-13", "reason", "the reason of an absence"))
                .post("/students/" + STUDENT + "/absences")
                .then()
                .statusCode(201);

        // when
        var given =
                people.theStudent().get("/students/" + STUDENT + "/data").then().statusCode(200);

        // then
        var files = "categories.find { it.category == 'case-files' }.tables.";
        given.body(files + "cases.studentId", contains(STUDENT))
                .body(files + "case_texts.sealed", contains(SECRET))
                .body(files + "absences.sealed", contains("the reason of an absence"))
                .body(files + "thresholds.step", hasItem("four-weeks"))
                .body(files + "case_history.actor", hasItem(STUDENT));
        assertThat(given.extract().asString()).doesNotContain(OTHER);
        as(OTHER, "student").get("/students/" + STUDENT + "/data").then().statusCode(404);
    }

    @Test
    void who_has_an_open_case_is_held_and_once_it_is_closed_what_stays_is_the_history_without_the_student() {
        // given
        publishRecord();
        opensCaseOf(STUDENT);
        var caseId = caseOf(STUDENT);
        var people = new People(caseId, STUDENT);
        report(people);
        settle();

        // when
        erase().statusCode(409).body("holds.kind", contains("case")).body("holds.id", contains(caseId));
        people.closes().statusCode(200);
        settle();
        erase().statusCode(200).body("rows.cases", equalTo(1)).body("rows.case_texts", equalTo(2));

        // then
        assertThat(CaseService.database().rowsHolding(STUDENT)).isEmpty();
        var kept = history.view(caseId, true).orElseThrow();
        assertThat(Objects.requireNonNull(kept.verification()).intact()).isTrue();
        assertThat(kept.lines())
                .filteredOn(line -> line.what().equals("CIRCUMSTANCES_REPORTED"))
                .extracting(line -> line.actor())
                .containsExactly("erased");
        assertThat(kept.lines()).last().satisfies(line -> {
            assertThat(line.what()).isEqualTo("CASE_CLOSED");
            assertThat(line.actor()).isEqualTo("f.admin");
        });
        as("r.holt", "registry")
                .get("/students/" + STUDENT + "/data")
                .then()
                .body("categories.find { it.category == 'case-files' }.tables.cases", empty())
                .body(
                        "categories.find { it.category == 'case-files' }.tables.case_history.what",
                        hasItem("CASE_CLOSED"))
                .body("categories.find { it.category == 'erasures' }.tables.erased_student[0].kept", contains(caseId));
    }

    @Test
    void late_word_of_an_erased_student_opens_nothing() {
        // given
        erase().statusCode(200);

        // when
        publishRecord();
        opensCaseOf(STUDENT);
        service.hears(attended(STUDENT, 5));
        settle();

        // then
        assertThat(CaseService.database().rowsHolding(STUDENT)).isEmpty();
    }

    @Test
    void a_closed_case_goes_whole_with_its_history_when_its_term_is_over_to_the_day() throws SQLException {
        // given: closed on 28 October
        opensCaseOf(STUDENT);
        var caseId = caseOf(STUDENT);
        new People(caseId, STUDENT).closes().statusCode(200);
        opensCaseOf(OTHER);
        settle();

        // then
        letGo("retain_case_files", LocalDate.parse("2026-10-27"));
        letGo("retain_case_files", LocalDate.parse("2026-10-28"));
        assertThat(history.view(caseId, true)).isPresent();
        assertThat(letGo("retain_case_files", LocalDate.parse("2026-10-29"))).isPositive();
        assertThat(history.view(caseId, true)).isEmpty();
        assertThat(CaseService.database().rowsHolding(STUDENT).keySet()).isSubsetOf("outbox");
        assertThat(history.view(caseOf(OTHER), true)).as("an open case").isPresent();
    }

    /** As the application calls it; answers how many rows went. */
    private static long letGo(String function, LocalDate keptSince) throws SQLException {
        try (var connection = CaseService.database().connectAsApplication();
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

    private static void opensCaseOf(String student) {
        service.hears(contact(student, 1)).hears(interview(student, 4));
        settle();
        service.hears(sent(interview(student, 4)));
        settle();
    }

    private static void report(People people) {
        people.theStudent()
                .body(Map.of("text", SECRET))
                .post("/cases/" + caseOf(STUDENT) + "/circumstances")
                .then()
                .statusCode(201);
    }

    private static void publishRecord() {
        service.probe()
                .publish(
                        Topics.STUDENTS,
                        STUDENT,
                        new StudentRecord(
                                STUDENT,
                                "Amina",
                                "Okafor",
                                "a.okafor@student.example.ac.uk",
                                "BSC-CS",
                                5,
                                StudentRecord.Status.ENROLLED,
                                null,
                                LocalDate.parse("2026-09-14"),
                                null,
                                false,
                                List.of()));
    }

    private static ValidatableResponse erase() {
        return as("a.admin", "administrator")
                .delete("/students/" + STUDENT + "/data?reason=NO_LONGER_NEEDED")
                .then();
    }
}
