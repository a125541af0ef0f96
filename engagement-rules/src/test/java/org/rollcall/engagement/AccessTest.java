package org.rollcall.engagement;

import static io.restassured.RestAssured.given;
import static org.rollcall.engagement.University.closeOf;
import static org.rollcall.engagement.University.week;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rollcall.contracts.ThresholdIds;
import org.rollcall.engagement.policy.PolicyFixtures;
import org.rollcall.testkit.AccessMatrix;
import org.rollcall.testkit.RollcallResource;

/** Who may ask for what, and whose rows they see. */
@QuarkusTest
@QuarkusTestResource(value = RollcallResource.class, initArgs = @ResourceArg(name = "database", value = "engagement"))
class AccessTest {

    private static final String OWN = "S1000001";
    private static final String FOREIGN = "S1000002";

    @Inject
    InstantSource clock;

    @Test
    void every_operation_is_open_to_those_whom_the_page_names_and_to_nobody_else() {
        try (var university = new University(clock)) {
            // given a student of each of two faculties, who both missed a week
            university.has("BSC-CS", "FET");
            university.has("BA-HI", "FAH");
            university.enrols(OWN);
            university.enrolsIn("BA-HI", FOREIGN);
            university.misses(OWN, 1);
            university.misses(FOREIGN, 1);
            university.livesUntil(closeOf(1));
            var replay = given().contentType("application/json")
                    .body(Map.of("academicYear", "2026/27", "policy", PolicyFixtures.defaultFile()))
                    .post("/policy-replays")
                    .then()
                    .statusCode(201)
                    .extract()
                    .<String>path("id");

            // then
            AccessMatrix.of("engagement-rules", RestAssured.port)
                    .asked(OWN, "BSC-CS", "FET")
                    .own(Map.of(
                            "studentId",
                            OWN,
                            "thresholdId",
                            threshold(OWN),
                            "programmeCode",
                            "BSC-CS",
                            "weekStarting",
                            week(1).toString(),
                            "version",
                            "2026.1",
                            "id",
                            replay))
                    .foreign(Map.of("studentId", FOREIGN, "thresholdId", threshold(FOREIGN), "programmeCode", "BA-HI"))
                    .body("POST /policy-replays", "{\"academicYear\":\"2026/27\",\"policy\":\"\"}")
                    .holds();
        }
    }

    private static String threshold(String student) {
        return ThresholdIds.of(student, "2026/27", "one-week", week(1));
    }
}
