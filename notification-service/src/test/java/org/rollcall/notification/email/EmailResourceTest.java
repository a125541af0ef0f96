package org.rollcall.notification.email;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.notification.Raise;
import org.rollcall.notification.Suite;
import org.rollcall.notification.UnreliableMail;
import org.rollcall.testkit.RollcallResource;

@QuarkusTest
@QuarkusTestResource(
        value = RollcallResource.class,
        initArgs = @ResourceArg(name = "database", value = "notifications"))
@QuarkusTestResource(UnreliableMail.class)
class EmailResourceTest {

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
    void an_email_is_told_with_its_cause_its_answer_and_its_words() {
        suite.student("S4000001");
        var eventId = suite.publish(Raise.contact("S4000001", "one-week").reached());
        var email = suite.awaitEmails("S4000001", "circumstances SENT").getFirst();

        given().get("/emails/" + email.emailId())
                .then()
                .statusCode(200)
                .body("causedBy", equalTo(eventId))
                .body("recipient", equalTo("STUDENT"))
                .body("sentAt", notNullValue())
                .body("dueAt", nullValue())
                .body("answer", startsWith("250"))
                .body("messageId", equalTo("<" + email.emailId() + "@example.ac.uk>"))
                .body("to", equalTo(Suite.addressOf("S4000001")))
                .body("subject", equalTo("We missed you: please tell us how things are"))
                .body("text", startsWith("Dear Amina,"))
                .body("html", startsWith("<!DOCTYPE html>"));
    }

    @Test
    void a_list_is_narrowed_by_student_template_and_state_and_names_nobody() {
        suite.student("S4000002");
        suite.awaitSettled();
        suite.publish(Raise.contact("S4000002", "one-week").reached());
        suite.publish(Raise.interview("S4000002", "four-weeks").reached());
        suite.awaitEmails(
                "S4000002",
                "circumstances SENT",
                "interview-required SENT",
                "send-appointment SENT",
                "send-appointment SENT");

        given().queryParam("student", "S4000002")
                .queryParam("template", "send-appointment")
                .queryParam("state", "SENT")
                .get("/emails")
                .then()
                .statusCode(200)
                .body("total", equalTo(2))
                .body("items.recipient", contains("ADMIN_OFFICE", "PROGRAMME_LEADER"));
        given().queryParam("student", "S4000002")
                .queryParam("page", 1)
                .queryParam("size", 3)
                .get("/emails")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].template", equalTo("circumstances"))
                .body("page", equalTo(1))
                .body("size", equalTo(3))
                .body("total", equalTo(4));
        given().queryParam("student", "S4000002").get("/emails").then().body(not(containsString("Okafor")));
    }

    @ParameterizedTest
    @CsvSource({"template, love-letter", "state, LOST", "size, 201", "page, -1"})
    void a_filter_that_makes_no_sense_is_a_problem(String parameter, String value) {
        given().queryParam(parameter, value)
                .get("/emails")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({"0e3a1100-0000-3000-8000-000000000001", "not-an-id"})
    void an_email_that_is_not_there_is_a_problem(String id) {
        given().get("/emails/" + id).then().statusCode(404).contentType("application/problem+json");
    }
}
