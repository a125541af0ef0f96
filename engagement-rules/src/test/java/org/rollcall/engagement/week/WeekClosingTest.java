package org.rollcall.engagement.week;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.rollcall.engagement.University.closeOf;
import static org.rollcall.engagement.University.week;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rollcall.contracts.AttendanceRecord.Status;
import org.rollcall.engagement.University;
import org.rollcall.testkit.RollcallResource;

@QuarkusTest
@QuarkusTestResource(value = RollcallResource.class, initArgs = @ResourceArg(name = "database", value = "engagement"))
class WeekClosingTest {

    private static final String AMINA = "S1000001";

    @Inject
    InstantSource clock;

    private University university;

    @BeforeEach
    void term() {
        university = new University(clock);
    }

    @AfterEach
    void end() {
        university.close();
    }

    @Test
    void nothing_is_due_while_nobody_has_a_session() {
        // when
        university.livesUntil(closeOf(1));

        // then
        get("/dev/clock").then().body("nextDue", nullValue());
        get("/weeks").then().body("items", hasSize(0));
    }

    @Test
    void the_first_week_with_a_session_closes_48_hours_after_its_end_and_not_a_moment_earlier() {
        // given
        university.enrols(AMINA);
        university.misses(AMINA, 2);
        university.awaitConsumed();
        get("/dev/clock").then().body("nextDue", equalTo("2026-10-13T23:00:00Z"));

        // when
        university.livesUntil(closeOf(2).minus(Duration.ofNanos(1_000)));
        get("/weeks").then().body("items", hasSize(0));
        university.livesUntil(closeOf(2));

        // then
        get("/weeks").then().body("items.weekStarting", contains("2026-10-05")).body("total", equalTo(1));
        get("/dev/clock").then().body("nextDue", equalTo("2026-10-20T23:00:00Z"));
    }

    @Test
    void weeks_without_teaching_and_without_students_close_too() {
        // given
        university.misses(AMINA, 1);

        // when
        university.livesUntil(closeOf(4));

        // then
        get("/weeks")
                .then()
                .body("items.weekStarting", contains("2026-10-19", "2026-10-12", "2026-10-05", "2026-09-28"));
    }

    @Test
    void a_week_before_the_first_closed_one_is_as_closed_as_that_when_facts_come_for_it() {
        // given
        university.enrols(AMINA);
        university.misses(AMINA, 3);
        university.livesUntil(closeOf(3));

        // when
        university.misses(AMINA, 1);
        university.hearsCorrections();

        // then
        get("/weeks").then().body("items.weekStarting", contains("2026-10-12", "2026-10-05", "2026-09-28"));
        assertThat(university.weeks(AMINA))
                .containsExactly("3 MISSED/1", "1 MISSED/1", "2 NOT_MONITORED/1", "3 MISSED/2");
        assertThat(university.steps(AMINA)).containsExactly("+one-week@3/1");
    }

    @Test
    void what_lies_before_any_policy_closes_nothing() {
        // given
        university.enrols(AMINA);
        university.says(University.session(AMINA, LocalDate.of(2019, 10, 7), Status.ABSENT, 1));
        university.misses(AMINA, 1);

        // when
        university.livesUntil(closeOf(1));

        // then
        assertThat(university.weeks(AMINA)).containsExactly("1 MISSED/1");
    }

    @Test
    void a_week_that_is_over_can_be_closed_early_and_closes_once() {
        // given
        university.enrols(AMINA);
        university.misses(AMINA, 1);
        university.livesUntil(Instant.parse("2026-10-05T08:00:00Z"));

        // when
        close(1).statusCode(200).body("weekStarting", equalTo("2026-09-28"));
        university.awaitPublished();

        // then
        assertThat(university.steps(AMINA)).containsExactly("+one-week@1/1");
        close(1).statusCode(409).body("type", endsWith("/week-not-next"));
        close(2).statusCode(409).body("type", endsWith("/week-not-over"));
        close(3).statusCode(409).body("type", endsWith("/week-not-next"));
    }

    @Test
    void no_week_closes_before_anybody_has_a_session() {
        close(1).statusCode(409).body("type", endsWith("/week-not-next"));
    }

    @Test
    void a_day_that_is_no_monday_names_no_week() {
        post("/weeks/2026-09-29/closure").then().statusCode(400).body("errors.pointer", contains("weekStarting"));
        post("/weeks/next/closure").then().statusCode(400);
    }

    private static ValidatableResponse close(int week) {
        return post("/weeks/{week}/closure", week(week).toString()).then();
    }
}
