package org.rollcall.appeals;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.rollcall.testkit.RollcallResource;

/** The service stands: it has its database and its broker, and takes part in the suite's time. */
@QuarkusTest
@QuarkusTestResource(value = RollcallResource.class, initArgs = @ResourceArg(name = "database", value = "appeals"))
class AppealsServiceTest {

    @Test
    void it_is_live_and_ready() {
        get("/q/health/live").then().statusCode(200).body("status", equalTo("UP"));
        get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
    }

    @Test
    void it_has_nothing_left_to_do() {
        get("/dev/settled").then().statusCode(200).body("settled", equalTo(true));
    }

    @Test
    void it_lives_by_the_clock_that_it_is_given() {
        given().contentType("application/json")
                .body("{\"now\":\"2027-01-02T08:00:00Z\"}")
                .put("/dev/clock")
                .then()
                .statusCode(200)
                .body("now", equalTo("2027-01-02T08:00:00Z"));
    }

    @Test
    void it_describes_itself() {
        get("/q/openapi").then().statusCode(200).body(containsString("Appeals service"));
    }
}
