package org.rollcall.chassis.person;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.testkit.RollcallResource;
import org.rollcall.testkit.Tokens;

/** What is there for stories and tests is not there where the service is deployed. */
@QuarkusTest
@TestProfile(DeployedTest.Deployed.class)
@QuarkusTestResource(value = RollcallResource.class, initArgs = @ResourceArg(name = "database", value = "chassis"))
class DeployedTest {

    /** A profile of its own, in which nothing is set for tests. */
    public static final class Deployed implements QuarkusTestProfile {

        @Override
        public String getConfigProfile() {
            return "deployed";
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.http.test-port", "0", "rollcall.identity.url", "https://identity.example");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dev/clock", "/dev/settled", "/dev/anything"})
    void nobody_reaches_dev(String path) {
        for (var authorization : new String[] {"none", Tokens.anyone().bearer()}) {
            given().header("Authorization", authorization)
                    .get(path)
                    .then()
                    .statusCode(404)
                    .contentType("application/problem+json");
            given().header("Authorization", authorization)
                    .contentType("application/json")
                    .body("{\"now\":\"2030-01-01T00:00:00Z\"}")
                    .put(path)
                    .then()
                    .statusCode(404);
        }
        given().get("/q/health/live").then().statusCode(200).body("status", equalTo("UP"));
    }
}
