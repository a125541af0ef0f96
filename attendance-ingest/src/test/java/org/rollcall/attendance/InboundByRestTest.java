package org.rollcall.attendance;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.rollcall.attendance.Monday.at;
import static org.rollcall.attendance.Monday.card;
import static org.rollcall.attendance.Monday.lecture;
import static org.rollcall.testkit.Patience.patiently;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.contracts.AttendanceRecord.Status;
import org.rollcall.testkit.RollcallResource;

/** Swipes and registers from those who cannot reach Kafka. */
@QuarkusTest
@QuarkusTestResource(value = RollcallResource.class, initArgs = @ResourceArg(name = "database", value = "attendance"))
class InboundByRestTest {

    private static final String SWIPE =
            "{\"cardNumber\":\"C%d\",\"room\":\"JP-301\",\"readerId\":\"R1\",\"swipedAt\":\"2026-10-05T09:0%d:00+01:00\"}";

    @Inject
    Desk desk;

    @Inject
    InstantSource clock;

    @BeforeEach
    void start() {
        patiently().until(() -> get("/dev/settled").jsonPath().getBoolean("settled"));
        Service.emptyAndBeforeEverything(clock);
        Service.setClock(clock, at("12:00"));
        desk.take(at("08:00"), card("C1", "S1"), card("C2", "S2"));
        desk.take(at("08:00"), lecture("L1", "09:00", "10:00", "S1", "S2"));
    }

    @Test
    void swipes_that_are_posted_count_like_any_and_each_wrong_one_is_named() {
        // when
        post("/swipes", "[%s,{\"cardNumber\":\"C1\"},%s,7]".formatted(SWIPE.formatted(1, 1), SWIPE.formatted(2, 2)))
                .statusCode(202)
                .body("accepted", equalTo(2))
                .body("refused.index", contains(1, 3))
                .body("refused.reason", contains("MISSING_FIELD", "INVALID_TYPE"))
                .body("refused[0].detail", startsWith("room"));

        // then
        patiently().until(() -> desk.status("S1", "L1") == Status.PRESENT && desk.status("S2", "L1") == Status.PRESENT);
    }

    @Test
    void ten_thousand_swipes_are_taken_and_one_more_is_too_many() {
        post("/swipes", swipes(10_000))
                .statusCode(202)
                .body("accepted", equalTo(10_000))
                .body("refused", empty());
        post("/swipes", swipes(10_001)).statusCode(400);
        patiently().until(() -> desk.status("S1", "L1") == Status.PRESENT);
    }

    private static String swipes(int many) {
        return IntStream.rangeClosed(1, many)
                .mapToObj(card -> SWIPE.formatted(card, 1))
                .collect(Collectors.joining(",", "[", "]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "7", "[", "no JSON"})
    void what_is_no_array_is_a_problem(String body) {
        post("/swipes", body).statusCode(400).contentType("application/problem+json");
    }

    @Test
    void a_body_of_more_than_ten_megabytes_is_too_large() {
        post("/swipes", "[\"" + "x".repeat(11 * 1024 * 1024) + "\"]").statusCode(413);
    }

    @Test
    void a_register_that_is_posted_counts_like_any() {
        // when
        post("/registers", """
                {"sessionId":"L1","takenAt":"2026-10-05T10:05:00+01:00","takenBy":"p.marsh",
                 "marks":[{"studentId":"S1","mark":"LATE"},{"studentId":"S2","mark":"ABSENT"}]}""").statusCode(202).body("sessionId", equalTo("L1")).body("marks", equalTo(2));

        // then
        patiently().until(() -> desk.status("S1", "L1") == Status.LATE && desk.status("S2", "L1") == Status.ABSENT);
    }

    @Test
    void a_register_with_a_wrong_mark_is_refused_whole_and_says_where() {
        post("/registers", """
                {"sessionId":"L1","takenAt":"2026-10-05T10:05:00+01:00","takenBy":"p.marsh",
                 "marks":[{"studentId":"S1","mark":"LATE"},{"studentId":"S2","mark":"ILL"}]}""")
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].pointer", equalTo("/marks/1/mark"));
    }

    private static ValidatableResponse post(String path, String body) {
        return given().contentType("application/json").body(body).post(path).then();
    }
}
