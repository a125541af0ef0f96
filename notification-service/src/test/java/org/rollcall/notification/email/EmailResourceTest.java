package org.rollcall.notification.email;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.contracts.ThresholdRescinded.Reason;
import org.rollcall.notification.Interview;
import org.rollcall.notification.Raise;
import org.rollcall.notification.SmtpProxy;
import org.rollcall.notification.Suite;
import org.rollcall.notification.Suite.Email;
import org.rollcall.notification.UnreliableMail;
import org.rollcall.testkit.Mail;
import org.rollcall.testkit.RollcallResource;
import org.rollcall.testkit.Tokens;

@QuarkusTest
@QuarkusTestResource(
        value = RollcallResource.class,
        initArgs = @ResourceArg(name = "database", value = "notifications"))
@QuarkusTestResource(UnreliableMail.class)
class EmailResourceTest {

    private static final Instant LATER = Instant.parse("2026-11-19T10:30:00Z");

    private static final Duration PAST_THE_FIRST_PAUSE = Duration.ofSeconds(70);

    @SuppressWarnings("NullAway.Init") // given by UnreliableMail
    SmtpProxy mailServer;

    private Suite suite;

    @BeforeEach
    void the_programme_is_known() {
        suite = new Suite();
        suite.programme(Raise.PROGRAMME);
    }

    @AfterEach
    void end() {
        mailServer.open();
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

    @Test
    void an_email_is_sent_again_as_a_new_one_that_names_the_old() {
        // given
        suite.student("S4000003");
        var eventId = suite.publish(Raise.contact("S4000003", "one-week").reached());
        var old = suite.awaitEmails("S4000003", "circumstances SENT").getFirst();

        // when
        var again = office().header("Idempotency-Key", "pressed twice")
                .post("/emails/{id}/resend", old.emailId())
                .then()
                .statusCode(201)
                .body("repeats", equalTo(old.emailId()))
                .body("causedBy", equalTo(eventId))
                .extract()
                .jsonPath()
                .getString("emailId");
        office().header("Idempotency-Key", "pressed twice")
                .post("/emails/{id}/resend", old.emailId())
                .then()
                .statusCode(201)
                .body("emailId", equalTo(again));

        // then
        var emails = suite.awaitEmails("S4000003", "circumstances SENT", "circumstances SENT");
        assertThat(suite.mailbox(Suite.addressOf("S4000003")))
                .extracting(Mail::messageId)
                .containsExactly(old.messageId(), emails.getLast().messageId())
                .doesNotHaveDuplicates();
        // Asked for once more, and without a key, it is a third one.
        office().post("/emails/{id}/resend", old.emailId()).then().statusCode(201);
        suite.awaitEmails("S4000003", "circumstances SENT", "circumstances SENT", "circumstances SENT");
    }

    @Test
    void what_is_on_its_way_or_not_so_any_more_is_not_sent_again() {
        // given one that waits for the mail server
        suite.student("S4000004");
        var raise = Raise.contact("S4000004", "one-week");
        mailServer.shut();
        suite.publish(raise.reached());
        var email = suite.awaitEmails("S4000004", "circumstances PENDING").getFirst();

        // then
        office().post("/emails/{id}/resend", email.emailId())
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", endsWith("/email-under-way"));

        // when
        mailServer.open();
        suite.passes(PAST_THE_FIRST_PAUSE);
        suite.awaitEmails("S4000004", "circumstances SENT");
        suite.publish(raise.again().rescinded(Reason.ATTENDANCE_CORRECTED));
        suite.awaitEmails("S4000004", "circumstances SENT", "correction SENT");

        // then
        office().post("/emails/{id}/resend", email.emailId())
                .then()
                .statusCode(409)
                .body("type", endsWith("/email-withdrawn"));
    }

    @Test
    void an_appointment_that_was_moved_since_is_not_sent_again_but_its_latest_word_is() {
        // given
        suite.student("S4000005");
        var interview = Interview.of("S4000005");
        suite.publish(interview.scheduled());
        suite.awaitEmails("S4000005", "appointment SENT", "appointment-copy SENT");
        suite.publish(interview.again().at(LATER).rescheduled());
        var emails = suite.awaitEmails(
                "S4000005",
                "appointment SENT",
                "appointment-copy SENT",
                "appointment-moved SENT",
                "appointment-copy SENT");

        // then
        office().post("/emails/{id}/resend", first(emails, "appointment").emailId())
                .then()
                .statusCode(409)
                .body("type", endsWith("/email-withdrawn"));
        office().post("/emails/{id}/resend", first(emails, "appointment-moved").emailId())
                .then()
                .statusCode(201);
    }

    private static Email first(List<Email> emails, String template) {
        return emails.stream()
                .filter(email -> email.template().equals(template))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void what_is_not_there_cannot_be_sent_again() {
        office().post("/emails/{id}/resend", "0e3a1100-0000-3000-8000-000000000001")
                .then()
                .statusCode(404);
    }

    private static RequestSpecification office() {
        return given().header(
                        "Authorization",
                        Tokens.of("f.admin", "faculty-admin").ofFaculty("FET").bearer());
    }
}
