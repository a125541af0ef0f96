package org.rollcall.chassis.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.testkit.RollcallResource;
import org.rollcall.testkit.Tokens;

/** What the chassis makes of every request and answer, whatever the service. */
@QuarkusTest
@QuarkusTestResource(value = RollcallResource.class, initArgs = @ResourceArg(name = "database", value = "chassis"))
class EdgeTest {

    @TestHTTPResource("/")
    URI service;

    @ParameterizedTest
    @CsvSource({
        "since, yesterday, is not a date (YYYY-MM-DD)",
        "since, 2026-02-30, is not a date (YYYY-MM-DD)",
        "since, +999999999-12-31, is not a date (YYYY-MM-DD)",
        "all, maybe, is not true or false",
        "page, x, is not a whole number",
        "page, 99999999999, is not a whole number",
        "page, -1, must be greater than or equal to 0",
        "size, 0, must be greater than or equal to 1",
        "size, 201, must be less than or equal to 200"
    })
    void a_parameter_that_is_not_of_its_type_or_bounds_is_refused_by_name(String name, String value, String why) {
        problem(given().queryParam(name, value).get("/tried").then(), 400, "invalid-request")
                .body("errors[0].pointer", equalTo(name))
                .body("errors[0].detail", equalTo(why));
    }

    @Test
    void an_id_has_64_characters_at_most_and_no_control_character() {
        given().get("/tried/" + "x".repeat(64)).then().statusCode(200);
        problem(given().get("/tried/" + "x".repeat(65)).then(), 400, "invalid-request")
                .body("errors[0].pointer", equalTo("id"));
        problem(given().urlEncodingEnabled(false).get("/tried?all=%00").then(), 400, "invalid-request")
                .body("errors[0].pointer", equalTo("all"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/tried/%zz", "/tried/%", "/tried?since=%e", "/tried?%zz=1", "/tried?all=<a>", "/tried?all={id}"
            })
    void an_address_that_cannot_be_decoded_is_refused_before_anything_looks_at_it(String target) throws IOException {
        assertThat(raw("GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".formatted(target)))
                .startsWith("HTTP/1.1 400");
    }

    @Test
    void an_address_with_a_control_character_is_a_problem_like_any_other() {
        problem(given().urlEncodingEnabled(false).get("/tried/a%00b").then(), 400, "invalid-request")
                .body("errors[0].pointer", equalTo("address"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'text':'a','more':1}|/more|is not a known field",
                "{'text':'a\\u0000b'}|/text|has a NUL",
                "{'text':'eleven chars'}|/text|size must be between 0 and 10",
                "{'kind':0}|/kind|",
                "{'kind':'THIRD'}|/kind|'THIRD' is not one of ONE, OTHER",
                "{'text':5}|/text|",
                "{'number':'5'}|/number|",
                "{'number':1.5}|/number|",
                "{'number':99999999999}|/number|is not a number of that size",
                "{'day':'2026-02-30'}|/day|'2026-02-30' is not a date (YYYY-MM-DD)",
                "{'text':'a'}{'text':'b'}|/value|",
                "{'text':'a','text':'b'}|/value|",
                "[]|/value|"
            })
    void a_body_that_is_not_as_described_is_refused_by_its_field(String body, String pointer, String why) {
        var answer = problem(post(body.replace('\'', '"')), 400, "invalid-request")
                .body("errors[0].pointer", equalTo(pointer))
                .body("detail", not(containsString("rollcall.chassis")));
        if (why != null) {
            answer.body("errors[0].detail", equalTo(why.replace('"', '\'')));
        }
    }

    @Test
    void a_body_that_is_missing_too_long_or_of_another_type_is_a_problem() {
        problem(post(""), 400, "invalid-request");
        problem(post("{\"text\":\"" + "x".repeat(300 * 1024) + "\"}"), 413, "too-large");
        problem(post("{\"text\":\"" + "x".repeat(2 * 1024 * 1024) + "\"}"), 413, "too-large");
        problem(given().contentType("text/plain").body("a").post("/tried").then(), 415, "unsupported-media-type");
        problem(given().header("Accept", "/;=").get("/tried").then(), 400, "invalid-request")
                .body("errors[0].pointer", equalTo("Accept"));
    }

    @Test
    void a_body_that_does_not_say_its_length_is_read_no_further_than_it_may_be_long() throws IOException {
        var chunk = "400\r\n%s\r\n".formatted("x".repeat(0x400));
        assertThat(raw("POST /tried HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: "
                        + Tokens.anyone().bearer()
                        + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n{\"text\":\"\r\n"
                        + chunk.repeat(300)
                        + "0\r\n\r\n"))
                .startsWith("HTTP/1.1 413")
                .contains("/problems/too-large");
    }

    @Test
    void an_unknown_address_method_or_accepted_type_is_a_problem() {
        problem(given().get("/nowhere").then(), 404, "not-found");
        problem(given().delete("/tried").then(), 405, "method-not-allowed");
        for (var type : List.of("image/png", "multipart/form-data", "text/plain", "application/octet-stream")) {
            problem(given().accept(type).get("/tried").then(), 406, "not-acceptable");
        }
    }

    @Test
    void a_failure_says_nothing_of_itself() {
        problem(given().post("/tried/failures").then(), 500, "failure").body("detail", not(containsString("log may")));
    }

    @Test
    void a_page_names_its_neighbours() {
        var links = given().get("/tried?all=true&size=50&page=1").headers().getValues("Link");

        assertThat(links)
                .containsExactlyInAnyOrder(
                        "</tried?all=true&size=50&page=0>; rel=\"first\"",
                        "</tried?all=true&size=50&page=0>; rel=\"prev\"",
                        "</tried?all=true&size=50&page=2>; rel=\"next\"",
                        "</tried?all=true&size=50&page=2>; rel=\"last\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/tried", "/nowhere", "/tried?page=x"})
    void nothing_is_kept_in_caches_or_taken_for_something_else(String target) {
        given().get(target)
                .then()
                .header("Cache-Control", "no-store")
                .header("X-Content-Type-Options", "nosniff")
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'");
    }

    @Test
    void a_student_who_asks_too_often_waits_and_nobody_else_does() {
        // Sixty at once, and what a slow machine is given back while it asks.
        var made = 0;
        var answer = make(Tokens.student("S1"));
        while (answer.extract().statusCode() == 200 && made < 200) {
            made++;
            answer = make(Tokens.student("S1"));
        }
        assertThat(made).isBetween(60, 199);
        problem(answer, 429, "too-many-requests").header("Retry-After", notNullValue());
        make(Tokens.student("S2")).statusCode(200);
        make(Tokens.of("S1", "registry")).statusCode(200);
        given().header("Authorization", Tokens.student("S1").bearer())
                .get("/tried")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse make(Tokens who) {
        return given().header("Authorization", who.bearer())
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/tried")
                .then();
    }

    private static ValidatableResponse post(String body) {
        return given().contentType(ContentType.JSON).body(body).post("/tried").then();
    }

    private static ValidatableResponse problem(ValidatableResponse answer, int status, String type) {
        return answer.statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("https://rollcall.example/problems/" + type))
                .body("status", equalTo(status));
    }

    /** What no client of good manners would send. */
    private String raw(String request) throws IOException {
        try (var socket = new Socket(service.getHost(), service.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
