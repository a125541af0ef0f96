package org.rollcall.appeals.appeal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.rollcall.appeals.AppealService.appealOf;
import static org.rollcall.appeals.AppealService.as;
import static org.rollcall.appeals.AppealService.asRegistry;
import static org.rollcall.appeals.AppealService.asStudent;
import static org.rollcall.appeals.AppealService.filing;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.appeals.AppealService;
import org.rollcall.appeals.Clocks;
import org.rollcall.appeals.Story;
import org.rollcall.testkit.RollcallResource;

/** From the moment a student appeals: in time or late, acknowledged at once, one appeal per decision. */
@QuarkusTest
@QuarkusTestResource(
        value = RollcallResource.class,
        initArgs = @ResourceArg(name = "database", value = AppealService.DATABASE))
class FilingTest {

    private static AppealService service;

    @Inject
    InstantSource clock;

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
    void an_appeal_in_time_is_received_acknowledged_and_told_with_its_deadlines_explained() {
        // given
        service.hears(Story.of("S7000001"));

        // when
        var response =
                asStudent("S7000001").body(filing("S7000001")).post("/appeals").then();

        // then
        response.statusCode(201)
                .header("Location", containsString("/appeals/"))
                .body("state", equalTo("Received"))
                .body("channel", equalTo("REST"))
                .body("late", equalTo(false))
                .body("lateBy", nullValue())
                .body("receivedAt", equalTo("2026-11-30T10:00:00Z"))
                .body("timeToAppeal.dayZero", equalTo("2026-11-18"))
                .body("timeToAppeal.lastDay", equalTo("2026-12-02"))
                .body("timeToAppeal.endsAt", equalTo("2026-12-03T00:00:00Z"))
                .body("timeToAppeal.skipped.day", contains("2026-11-21", "2026-11-22", "2026-11-28", "2026-11-29"))
                .body("timeToAppeal.skipped.reason", contains("Saturday", "Sunday", "Saturday", "Sunday"))
                .body("target", equalTo("2026-12-14"))
                .body("grounds", contains("PROCEDURE_NOT_FOLLOWED"))
                .body("statement", equalTo(AppealService.STATEMENT));
        AppealService.settle();
        assertThat(service.told("S7000001")).containsExactly("AppealReceived", "AppealAcknowledged");
        var received = service.events("S7000001").getFirst().json();
        assertThat(received.get("decisionId").asText()).isEqualTo("decision-S7000001");
        assertThat(received.get("caseId").asText()).isEqualTo("case-S7000001");
        assertThat(received.get("actor").asText()).isEqualTo("S7000001");
        assertThat(received.toString()).doesNotContain(AppealService.STATEMENT);
    }

    /** Told on 16 December 2026: Christmas, Boxing Day's substitute, three closure days and New Year's Day in between. */
    @ParameterizedTest
    @CsvSource({
        "S7000011, 2027-01-07T23:59:00, false, ",
        "S7000012, 2027-01-08T00:00:00, true, PT0S",
        "S7000013, 2027-01-08T00:01:00, true, PT1M"
    })
    void an_appeal_is_in_time_to_the_minute_over_bank_holidays_and_closure_days(
            String student, String at, boolean late, String lateBy) {
        // given
        service.hears(Story.decidedOn(student, "2026-12-16T15:00:00", LocalDate.parse("2027-01-07")));
        Clocks.set(clock, at);

        // when
        var response = asStudent(student).body(filing(student)).post("/appeals").then();

        // then
        response.statusCode(201)
                .body("timeToAppeal.lastDay", equalTo("2027-01-07"))
                .body("timeToAppeal.skipped.day", hasItems("2026-12-25", "2026-12-28", "2026-12-29", "2027-01-01"))
                .body("timeToAppeal.skipped.find { it.day == '2026-12-30' }.reason", equalTo("University closure day"))
                .body("late", equalTo(late))
                .body("lateBy", equalTo(lateBy));
    }

    @Test
    void the_decision_day_itself_counts_for_nothing() {
        // given
        service.hears(Story.of("S7000014"));
        Clocks.set(clock, "2026-11-18T11:01:00");

        // then
        asStudent("S7000014")
                .body(filing("S7000014"))
                .post("/appeals")
                .then()
                .statusCode(201)
                .body("late", equalTo(false))
                .body("timeToAppeal.dayZero", equalTo("2026-11-18"))
                .body("target", equalTo("2026-12-02"));
    }

    @Test
    void post_is_received_on_the_day_of_its_stamp() {
        // given
        service.hears(Story.of("S7000015"));
        Clocks.set(clock, "2026-12-04T09:00:00");
        var filing = new HashMap<>(filing("S7000015"));
        filing.put("receivedOn", "2026-12-02");

        // then
        asRegistry()
                .body(filing)
                .post("/appeals")
                .then()
                .statusCode(201)
                .body("channel", equalTo("POST"))
                .body("late", equalTo(false))
                .body("receivedAt", nullValue())
                .body("receivedOn", equalTo("2026-12-02"))
                .body("registeredBy", equalTo(AppealService.REGISTRAR))
                .body("target", equalTo("2026-12-16"));
    }

    @Test
    void post_has_a_day_that_is_not_to_come_and_students_do_not_say_it() {
        // given
        service.hears(Story.of("S7000016"));
        var filing = new HashMap<>(filing("S7000016"));

        // then
        asRegistry()
                .body(filing)
                .post("/appeals")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/receivedOn"));
        filing.put("receivedOn", "2026-12-01");
        asRegistry()
                .body(filing)
                .post("/appeals")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/receivedOn"));
        filing.put("receivedOn", "2026-11-17");
        asRegistry()
                .body(filing)
                .post("/appeals")
                .then()
                .statusCode(400)
                .body("errors[0].detail", containsString("before the student was told of the decision"));
        filing.put("receivedOn", "2026-11-19");
        asStudent("S7000016").body(filing).post("/appeals").then().statusCode(400);
    }

    @Test
    void there_is_one_appeal_per_decision_however_many_are_made_at_once() {
        // given
        service.hears(Story.of("S7000017"));

        // when
        List<Integer> answers;
        try (var threads = Executors.newFixedThreadPool(8)) {
            answers = IntStream.range(0, 8)
                    .mapToObj(i -> threads.submit(() -> asStudent("S7000017")
                            .body(filing("S7000017"))
                            .post("/appeals")
                            .statusCode()))
                    .toList()
                    .stream()
                    .map(answer -> {
                        try {
                            return answer.get();
                        } catch (Exception e) {
                            throw new AssertionError(e);
                        }
                    })
                    .toList();
        }

        // then
        assertThat(answers)
                .containsOnlyOnce(201)
                .filteredOn(status -> status == 409)
                .hasSize(7);
        AppealService.settle();
        assertThat(service.told("S7000017")).containsExactly("AppealReceived", "AppealAcknowledged");
    }

    @Test
    void a_request_that_names_itself_can_be_repeated() {
        // given
        service.hears(Story.of("S7000018"));
        var first = asStudent("S7000018")
                .header("Idempotency-Key", "k-1")
                .body(filing("S7000018"))
                .post("/appeals");

        // when
        var again = asStudent("S7000018")
                .header("Idempotency-Key", "k-1")
                .body(filing("S7000018"))
                .post("/appeals");

        // then
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.jsonPath().getString("appealId"))
                .isEqualTo(first.jsonPath().getString("appealId"));
        var other = new HashMap<>(filing("S7000018"));
        other.put("statement", "Something else.");
        asStudent("S7000018")
                .header("Idempotency-Key", "k-1")
                .body(other)
                .post("/appeals")
                .then()
                .statusCode(422)
                .body("type", equalTo("https://rollcall.example/problems/idempotency-key-reused"));
    }

    @Test
    void somebody_elses_decision_and_appeal_are_not_found() {
        // given
        service.hears(Story.of("S7000019"));
        asStudent("S7000020").body(filing("S7000019")).post("/appeals").then().statusCode(404);
        var appeal = appealOf("S7000019");

        // then
        asStudent("S7000020").get("/appeals/" + appeal).then().statusCode(404);
        asStudent("S7000019").get("/appeals/" + appeal).then().statusCode(200);
        asStudent("S7000019").get("/appeals").then().statusCode(403);
    }

    @Test
    void an_act_needs_somebody_who_is_named() {
        // given
        service.hears(Story.of("S7000021"));

        // then
        as(" ", "registry")
                .body(filing("S7000021"))
                .post("/appeals")
                .then()
                .statusCode(401)
                .body("type", equalTo("https://rollcall.example/problems/person-not-named"));
    }

    @Test
    void a_filing_says_against_what_on_which_grounds_and_why() {
        // given
        service.hears(Story.of("S7000022"));
        for (var missing : List.of("grounds", "statement")) {
            var filing = new HashMap<>(filing("S7000022"));
            filing.put(missing, missing.equals("grounds") ? List.of() : " ");

            // then
            asStudent("S7000022").body(filing).post("/appeals").then().statusCode(400);
        }
        asStudent("S7000022")
                .body(Map.of("decisionId", "nothing", "grounds", List.of("OTHER"), "statement", "Why?"))
                .post("/appeals")
                .then()
                .statusCode(404);
    }

    @Test
    void the_queue_is_by_target_and_shows_what_is_late_and_overdue() {
        // given
        service.hears(Story.of("S7000023")).hears(Story.of("S7000024"));
        var inTime = appealOf("S7000023");
        Clocks.set(clock, "2026-12-03T08:00:00");
        var late = appealOf("S7000024");
        Clocks.set(clock, "2026-12-15T08:00:00");

        // then
        asRegistry()
                .get("/appeals?late=true&size=200")
                .then()
                .body("items.appealId", hasItems(late))
                .body("items.appealId", not(hasItems(inTime)));
        asRegistry()
                .get("/appeals?overdue=true&size=200")
                .then()
                .body("items.appealId", hasItems(inTime))
                .body("items.appealId", not(hasItems(late)));
        asRegistry()
                .get("/appeals?dueBefore=2026-12-15&student=S7000023")
                .then()
                .body("items.appealId", contains(inTime))
                .body("total", equalTo(1));
        asRegistry()
                .get("/appeals?dueBefore=2026-12-14&student=S7000023")
                .then()
                .body("total", equalTo(0));
        asRegistry().get("/appeals?state=Nonsense").then().statusCode(400);
        asRegistry()
                .get("/appeals?state=Received&size=200")
                .then()
                .body("items.target", org.hamcrest.Matchers.everyItem(org.hamcrest.Matchers.notNullValue()));
        assertThat(asRegistry()
                        .get("/appeals?state=Received&size=200")
                        .jsonPath()
                        .getList("items.target", String.class))
                .isSorted();
    }
}
