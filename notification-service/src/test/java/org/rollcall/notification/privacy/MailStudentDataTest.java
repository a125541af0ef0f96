package org.rollcall.notification.privacy;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

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
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rollcall.chassis.privacy.DataMap;
import org.rollcall.contracts.CaseEvent.CaseClosed;
import org.rollcall.contracts.CaseEvent.CaseOpened;
import org.rollcall.contracts.ThresholdRescinded.Reason;
import org.rollcall.notification.Raise;
import org.rollcall.notification.Suite;
import org.rollcall.notification.UnreliableMail;
import org.rollcall.testkit.Checkout;
import org.rollcall.testkit.Database;
import org.rollcall.testkit.RollcallResource;
import org.rollcall.testkit.SharedServers;
import org.rollcall.testkit.Tokens;

/** What a student is given of the e-mails, and what is left of them when the student is erased or their term is over. */
@QuarkusTest
@QuarkusTestResource(
        value = RollcallResource.class,
        initArgs = @ResourceArg(name = "database", value = "notifications"))
@QuarkusTestResource(UnreliableMail.class)
class MailStudentDataTest {

    private final Database database = SharedServers.database("notifications");

    @Inject
    DataMap map;

    private Suite suite;

    @BeforeEach
    void the_programme_is_known() {
        suite = new Suite();
        suite.programme(Raise.PROGRAMME);
    }

    @AfterEach
    void end() {
        suite.close();
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
    void a_student_is_given_every_email_as_it_was_sent_and_then_erased_for_good() {
        // given
        var student = "S8500001";
        wasMailed(student);

        // when
        as(student, "student")
                .get("/students/{student}/data", student)
                .then()
                .statusCode(200)
                .body("categories.find { it.category == 'students' }.tables.student.familyName", contains("Okafor"))
                .body(
                        "categories.find { it.category == 'e-mails' }.tables.email.textBody",
                        hasItem(containsString("Dear Amina")));
        erase(student).statusCode(200).body("rows.email", equalTo(2)).body("rows.student", equalTo(1));
        assertThat(database.rowsHolding(student)).isEmpty();
        assertThat(database.rowsHolding(Suite.addressOf(student))).isEmpty();
        suite.student(student);
        suite.publish(Raise.interview(student, "four-weeks").reached());
        suite.awaitSettled();

        // then
        assertThat(database.rowsHolding(student)).isEmpty();
        assertThat(suite.emails(student)).isEmpty();
    }

    @Test
    void who_has_an_open_case_is_held_until_it_is_closed() {
        // given
        var student = "S8500002";
        var occurred = Instant.parse("2026-10-14T00:00:00Z");
        suite.publish(new CaseOpened("case-8500002", student, "BSC-CS", "2026/27", occurred, "case-management"));
        suite.awaitSettled();

        // then
        erase(student).statusCode(409).body("holds.id", contains("case-8500002"));
        suite.publish(new CaseClosed(
                "case-8500002", student, "BSC-CS", "2026/27", occurred, "p.marsh", CaseClosed.Reason.RE_ENGAGED));
        suite.awaitSettled();
        erase(student).statusCode(200);
    }

    @Test
    void emails_go_when_their_term_is_over_to_the_day() throws SQLException {
        // given: a mail and its correction, long ago
        var student = "S8500011";
        wasMailed(student);
        asOwner(
                "UPDATE email SET asked_at = '2021-10-05T12:00Z', ended_at = '2021-10-05T12:00Z' WHERE student_id = '%s'"
                        .formatted(student));

        // then
        letGo("retain_e_mails", LocalDate.parse("2021-10-04"));
        letGo("retain_e_mails", LocalDate.parse("2021-10-05"));
        assertThat(database.rowsHolding(student)).containsEntry("email", 2L);
        assertThat(letGo("retain_e_mails", LocalDate.parse("2021-10-06"))).isEqualTo(2);
        assertThat(database.rowsHolding(student)).doesNotContainKey("email");
    }

    private void wasMailed(String student) {
        suite.student(student);
        suite.awaitSettled();
        var raise = Raise.contact(student, "one-week");
        suite.publish(raise.reached());
        suite.awaitEmails(student, "circumstances SENT");
        suite.publish(raise.again().rescinded(Reason.ATTENDANCE_CORRECTED));
        suite.awaitEmails(student, "circumstances SENT", "correction SENT");
        suite.awaitSettled();
    }

    private void asOwner(String sql) throws SQLException {
        try (var connection = database.connectAsOwner();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
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

    private static ValidatableResponse erase(String student) {
        return as("a.admin", "administrator")
                .delete("/students/{student}/data?reason=OBJECTION", student)
                .then();
    }
}
