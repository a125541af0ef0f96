package org.rollcall.engagement.privacy;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.rollcall.engagement.University.closeOf;
import static org.rollcall.engagement.University.session;
import static org.rollcall.engagement.University.week;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rollcall.chassis.privacy.DataMap;
import org.rollcall.contracts.AbsenceAuthorisation;
import org.rollcall.contracts.AttendanceRecord.Status;
import org.rollcall.contracts.CaseEvent.CaseClosed;
import org.rollcall.contracts.CaseEvent.CaseOpened;
import org.rollcall.contracts.NotificationEvent.EmailSent;
import org.rollcall.engagement.University;
import org.rollcall.testkit.Checkout;
import org.rollcall.testkit.Database;
import org.rollcall.testkit.RollcallResource;
import org.rollcall.testkit.SharedServers;
import org.rollcall.testkit.Tokens;

/** What a student is given of their assessment, and what is left of it when the student is erased or its term is over. */
@QuarkusTest
@QuarkusTestResource(value = RollcallResource.class, initArgs = @ResourceArg(name = "database", value = "engagement"))
class StudentDataTest {

    private static final String STUDENT = "S8200001";
    private static final String OTHER = "S8200002";

    private final Database database = SharedServers.database("engagement");

    @Inject
    InstantSource clock;

    @Inject
    DataMap map;

    private University university;

    @BeforeEach
    void one_misses_two_weeks_and_the_other_does_not() {
        university = new University(clock);
        university.enrols(STUDENT, OTHER);
        university.misses(STUDENT, 1, 2);
        university.attends(OTHER, 1, 2);
        university.authorises("A1", STUDENT, week(3), week(3), AbsenceAuthorisation.Status.AUTHORISED, 1);
        university.livesUntil(closeOf(2));
        var event = university.thresholds(STUDENT).getFirst().headers().getOrDefault("ce_id", "");
        university.says(
                new EmailSent("M1", STUDENT, "circumstances", event, "<m1@x>", Instant.parse("2026-10-08T00:02:00Z")));
        university.awaitPublished();
    }

    @AfterEach
    void end() {
        university.close();
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
    void a_student_is_given_the_facts_the_weeks_and_the_steps() {
        var engagement = "categories.find { it.category == 'engagement' }.tables.";
        var data = as(STUDENT, "student")
                .get("/students/{student}/data", STUDENT)
                .then()
                .statusCode(200)
                .body(engagement + "attendance_fact", hasSize(4))
                .body(engagement + "assessed_week.outcome", contains("MISSED", "MISSED"))
                .body(engagement + "raise.step", contains("one-week"))
                .body(engagement + "threshold_word[0].weeks[0].weekStarting", equalTo(week(1).toString()))
                .body(engagement + "threshold_mail.emailId", contains("M1"))
                .body(engagement + "absence.authorisationId", contains("A1"));
        assertThat(data.extract().asString()).doesNotContain(OTHER);
    }

    @Test
    void an_erased_student_is_in_no_table_and_does_not_come_back_with_late_facts() {
        // when
        erase().statusCode(200).body("rows.attendance_fact", equalTo(4));
        assertThat(database.rowsHolding(STUDENT)).isEmpty();
        university.enrols(STUDENT);
        university.says(session(STUDENT, week(1), Status.PRESENT, 5));
        university.livesUntil(closeOf(3));

        // then
        assertThat(database.rowsHolding(STUDENT)).isEmpty();
        assertThat(university.weeks(OTHER)).contains("2 ATTENDED/1");
    }

    @Test
    void who_has_an_open_case_is_held_until_it_is_closed() throws SQLException {
        // given
        var occurred = Instant.parse("2026-10-14T00:00:00Z");
        university.says(new CaseOpened("case-1", STUDENT, "BSC-CS", "2026/27", occurred, "case-management"));
        university.awaitPublished();

        // then
        erase().statusCode(409).body("holds.kind", contains("case"));
        letGo("retain_engagement", week(3));
        assertThat(database.rowsHolding(STUDENT)).containsEntry("assessed_week", 2L);
        assertThat(database.rowsHolding(OTHER)).doesNotContainKey("assessed_week");

        // when
        university.says(new CaseClosed(
                "case-1", STUDENT, "BSC-CS", "2026/27", occurred, "p.marsh", CaseClosed.Reason.RE_ENGAGED));
        university.awaitPublished();

        // then
        erase().statusCode(200);
    }

    @Test
    void a_student_goes_whole_once_nothing_is_known_of_them_since_to_the_day() throws SQLException {
        // given: the last week began on 5 October
        assertThat(week(2)).isEqualTo("2026-10-05");

        // then
        letGo("retain_engagement", week(2).minusDays(1));
        letGo("retain_engagement", week(2));
        assertThat(database.rowsHolding(STUDENT)).containsKeys("assessed_week", "attendance_fact", "absence");
        assertThat(letGo("retain_engagement", week(2).plusDays(1))).isPositive();
        assertThat(database.rowsHolding(STUDENT))
                .doesNotContainKeys("assessed_week", "attendance_fact", "absence", "raise", "threshold_word");
        assertThat(database.rowsHolding(STUDENT))
                .as("for as long as student records say so")
                .containsKey("student");
    }

    /** As the application calls it; answers how many rows went. */
    private long letGo(String function, LocalDate keptSince) throws SQLException {
        try (var connection = database.connectAsApplication();
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
