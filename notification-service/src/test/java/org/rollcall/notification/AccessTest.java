package org.rollcall.notification;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.rollcall.testkit.AccessMatrix;
import org.rollcall.testkit.RollcallResource;
import org.rollcall.testkit.SharedServers;
import org.rollcall.testkit.Tokens;

/** Who may ask for what, and whose rows they see. */
@QuarkusTest
@QuarkusTestResource(
        value = RollcallResource.class,
        initArgs = @ResourceArg(name = "database", value = "notifications"))
class AccessTest {

    private static final String OWN = "S4900001";
    private static final String FOREIGN = "S4900002";

    @Test
    void every_operation_is_open_to_those_whom_the_page_names_and_to_nobody_else() throws SQLException {
        try (var suite = new Suite()) {
            // given a student of each of two faculties, to whom a letter was written, and a hold
            suite.programme("BSC-CS", "FET");
            suite.programme("BA-HI", "FAH");
            suite.student(OWN, Suite.addressOf(OWN), "BSC-CS");
            suite.student(FOREIGN, Suite.addressOf(FOREIGN), "BA-HI");
            suite.awaitSettled();
            suite.publish(Raise.contact(OWN, "one-week").reached());
            suite.publish(Raise.contact(FOREIGN, "one-week").reached());
            suite.awaitEmails(OWN, "circumstances SENT");
            suite.awaitEmails(FOREIGN, "circumstances SENT");
            var hold = UUID.randomUUID().toString();
            asOwner("""
                    INSERT INTO hold (id, template, allowed, opened_at, state, closed_at, reason, emails)
                    VALUES ('%s', 'CIRCUMSTANCES', 5, now(), 'DISCARDED', now(), 'As a test wants it', 0)
                    """.formatted(hold));

            // then
            AccessMatrix.of("notification-service", RestAssured.port)
                    .asked(OWN, "BSC-CS", "FET")
                    .own(Map.of("studentId", OWN, "id", emailOf(OWN), "name", "circumstances"))
                    .foreign(Map.of("studentId", FOREIGN, "id", emailOf(FOREIGN)))
                    .under("/holds", Map.of("id", hold))
                    .query("GET /emails", "size=200&template=circumstances")
                    .body("POST /holds/{id}/release", "{\"reason\":\"Looked at.\"}")
                    .body("POST /holds/{id}/discard", "{\"reason\":\"Looked at.\"}")
                    .holds();
        } finally {
            asOwner("DELETE FROM hold WHERE reason = 'As a test wants it'");
        }
    }

    @Test
    void a_student_sees_what_was_written_to_them_and_not_what_was_written_about_them() {
        try (var suite = new Suite()) {
            suite.programme("BSC-CS", "FET");
            suite.student("S4900003");
            suite.publish(Raise.interview("S4900003", "four-weeks").reached());
            suite.awaitEmails("S4900003", emails -> emails.size() == 3);

            own().get("/emails").then().body("total", equalTo(1)).body("items.recipient", contains("STUDENT"));
            var toTheLeader = get("/emails?student=S4900003")
                    .jsonPath()
                    .getString("items.find { it.recipient == 'PROGRAMME_LEADER' }.emailId");
            own().get("/emails/" + toTheLeader).then().statusCode(404);
        }
    }

    private static RequestSpecification own() {
        return given().header("Authorization", Tokens.student("S4900003").bearer());
    }

    private static String emailOf(String student) {
        return get("/emails?student=" + student).jsonPath().getString("items[0].emailId");
    }

    private static void asOwner(String sql) throws SQLException {
        try (var connection = SharedServers.database("notifications").connectAsOwner();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
