package org.rollcall.chassis.time;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rollcall.testkit.RollcallResource;

@QuarkusTest
@QuarkusTestResource(value = RollcallResource.class, initArgs = @ResourceArg(name = "database", value = "chassis"))
class ClockResourceTest {

    private static final String NOON = "2026-10-07T12:00:00Z";

    @Inject
    InstantSource clock;

    @BeforeEach
    void setToNoon() {
        ((AdjustableClock) clock).set(Instant.parse(NOON));
    }

    @Test
    void the_clock_is_set_forward_and_stands_there() {
        put("2026-10-14T00:00:00+01:00").statusCode(200).body("now", equalTo("2026-10-13T23:00:00Z"));

        get("/dev/clock").then().body("now", equalTo("2026-10-13T23:00:00Z"));
    }

    @Test
    void setting_it_where_it_stands_is_no_mistake() {
        put(NOON).statusCode(200);
    }

    @Test
    void it_does_not_go_back() {
        put("2026-10-07T11:59:59Z")
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("https://rollcall.example/problems/clock-would-go-back"))
                .body("detail", containsString(NOON));
    }

    @Test
    void a_missing_or_impossible_instant_is_refused_by_name() {
        given().contentType(ContentType.JSON)
                .body("{}")
                .put("/dev/clock")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].pointer", equalTo("/now"));
        put("2026-13-01T00:00:00Z")
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].pointer", equalTo("/now"))
                .body("errors[0].detail", equalTo("'2026-13-01T00:00:00Z' is not an RFC 3339 instant"));
    }

    @Test
    void an_unknown_field_and_a_text_that_is_no_json_are_refused() {
        given().contentType(ContentType.JSON)
                .body("{\"then\":1}")
                .put("/dev/clock")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].pointer", equalTo("/then"));
        given().contentType(ContentType.JSON)
                .body("{\"now\":")
                .put("/dev/clock")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString("is not JSON"));
    }

    private static io.restassured.response.ValidatableResponse put(String now) {
        return given().contentType(ContentType.JSON)
                .body("{\"now\":\"" + now + "\"}")
                .put("/dev/clock")
                .then();
    }
}
