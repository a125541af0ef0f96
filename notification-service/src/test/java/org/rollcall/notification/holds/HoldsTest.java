package org.rollcall.notification.holds;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rollcall.contracts.CaseEvent.CaseReviewRequired;
import org.rollcall.contracts.CaseEvent.CaseReviewRequired.Reason;
import org.rollcall.notification.Raise;
import org.rollcall.notification.Suite;
import org.rollcall.notification.Suite.Email;
import org.rollcall.notification.UnreliableMail;
import org.rollcall.testkit.Mail;
import org.rollcall.testkit.RollcallResource;

/** In tests five e-mails of the template {@code case-review} may leave within an hour. */
@QuarkusTest
@QuarkusTestResource(
        value = RollcallResource.class,
        initArgs = @ResourceArg(name = "database", value = "notifications"))
@QuarkusTestResource(UnreliableMail.class)
class HoldsTest {

    private static final int ALLOWED = 5;
    private static final int FLOOD = 12;
    private static final Instant REVIEWED_AT = Instant.parse("2027-01-20T15:45:00Z");
    private static final String LEADER = "p.marsh@example.ac.uk";

    private Suite suite;

    @BeforeEach
    void an_hour_without_such_mails_has_passed() {
        suite = new Suite();
        suite.programme(Raise.PROGRAMME);
        suite.awaitSettled();
        suite.passes(Duration.ofHours(2));
    }

    @AfterEach
    void end() {
        suite.close();
    }

    @Test
    void what_is_allowed_leaves_and_opens_no_hold() {
        var students = flood("S60", ALLOWED);
        suite.awaitSettled();

        assertThat(sent(students)).hasSize(ALLOWED);
        assertThat(open()).isEmpty();
    }

    @Test
    void a_flood_is_held_for_a_person_and_released_in_the_order_in_which_it_was_asked_for() {
        // given: about one student, whose mails leave one after the other
        IntStream.range(0, FLOOD).forEach(number -> suite.publish(review("S6100000")));
        var hold = awaitHold();
        suite.awaitSettled();

        // then
        var asked = suite.emails("S6100000");
        assertThat(asked).hasSize(FLOOD);
        assertThat(asked.subList(0, ALLOWED)).extracting(Email::state).containsOnly("SENT");
        assertThat(asked.subList(ALLOWED, FLOOD)).extracting(Email::state).containsOnly("PENDING");
        assertThat(hold.template()).isEqualTo("case-review");
        assertThat(hold.allowed()).isEqualTo(ALLOWED);
        assertThat(open().getFirst().emails()).isEqualTo(FLOOD - ALLOWED);

        // when other mail is asked for meanwhile
        suite.student("S6199999");
        suite.publish(Raise.contact("S6199999", "one-week").reached());

        // then
        suite.awaitEmails("S6199999", "circumstances SENT");

        // when
        close(hold, "release", "The timetable was right").statusCode(200);
        suite.awaitSettled();

        // then
        assertThat(suite.mailbox(LEADER))
                .filteredOn(mail -> mail.subject().contains("S6100000"))
                .extracting(Mail::messageId)
                .containsExactlyElementsOf(asked.stream().map(Email::messageId).toList());
        assertThat(open()).isEmpty();
        // Said twice it is done once, and it cannot be taken back.
        close(hold, "release", "Again").statusCode(200);
        close(hold, "discard", "After all").statusCode(409).contentType("application/problem+json");
    }

    @Test
    void what_is_discarded_is_never_sent_and_says_why() {
        var students = flood("S62", ALLOWED + 2);
        var hold = awaitHold();
        suite.awaitSettled();

        close(hold, "discard", "The timetable was wrong").statusCode(200);
        suite.awaitSettled();

        var withdrawn = students.stream()
                .map(student -> suite.emails(student).getFirst())
                .filter(email -> email.state().equals("WITHDRAWN"))
                .toList();
        assertThat(withdrawn)
                .hasSize(2)
                .extracting(Email::problem)
                .containsOnly("held, and discarded: The timetable was wrong");
    }

    @Test
    void what_comes_after_a_release_counts_anew_and_what_was_released_does_not_count() {
        // given
        flood("S63", ALLOWED + 3);
        close(awaitHold(), "release", "All is well").statusCode(200);
        suite.awaitSettled();

        // when
        suite.passes(Duration.ofMinutes(61));
        var later = flood("S64", ALLOWED);
        suite.awaitSettled();

        // then
        assertThat(sent(later)).hasSize(ALLOWED);
        assertThat(open()).isEmpty();
    }

    @Test
    void what_left_earlier_within_the_hour_counts() {
        // given
        flood("S66", ALLOWED - 1);
        suite.awaitSettled();
        suite.passes(Duration.ofMinutes(59));

        // when
        var later = flood("S67", 2);
        var hold = awaitHold();
        suite.awaitSettled();

        // then
        assertThat(sent(later)).hasSize(1);
        close(hold, "release", "All is well").statusCode(200);
    }

    @Test
    void a_verdict_without_a_reason_or_on_nothing_is_refused() {
        given().contentType(ContentType.JSON)
                .body(Map.of("reason", "?"))
                .post("/holds/0e3a1100-0000-3000-8000-000000000001/release")
                .then()
                .statusCode(404);
        given().contentType(ContentType.JSON)
                .body(Map.of("reason", " "))
                .post("/holds/0e3a1100-0000-3000-8000-000000000001/discard")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
        given().queryParam("state", "SHUT").get("/holds").then().statusCode(400);
    }

    /** A mistake that puts so many cases before their Programme Leader at once. */
    private List<String> flood(String prefix, int size) {
        var students = IntStream.range(0, size)
                .mapToObj(number -> "%s%05d".formatted(prefix, number))
                .toList();
        students.forEach(student -> suite.publish(review(student)));
        return students;
    }

    private List<String> sent(List<String> students) {
        return students.stream()
                .filter(student -> suite.emails(student).stream()
                        .anyMatch(email -> email.told().equals("case-review SENT")))
                .toList();
    }

    /** A hold as the REST edge tells of it. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Held(String holdId, String template, int allowed, String state, int emails) {}

    private static Held awaitHold() {
        return await("a hold")
                .until(HoldsTest::open, holds -> holds.size() == 1)
                .getFirst();
    }

    private static List<Held> open() {
        return given().queryParam("state", "OPEN")
                .get("/holds")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items", Held.class);
    }

    private static ValidatableResponse close(Held hold, String how, String reason) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("reason", reason))
                .post("/holds/{id}/{how}", hold.holdId(), how)
                .then();
    }

    private static CaseReviewRequired review(String studentId) {
        return new CaseReviewRequired(
                "C-" + studentId,
                studentId,
                Raise.PROGRAMME,
                "2026/27",
                REVIEWED_AT,
                "case-management",
                Reason.THRESHOLD_RESCINDED);
    }
}
