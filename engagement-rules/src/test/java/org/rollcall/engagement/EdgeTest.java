package org.rollcall.engagement;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rollcall.testkit.RollcallResource;
import org.rollcall.testkit.fuzz.Credentials;
import org.rollcall.testkit.fuzz.Fuzzer;
import org.rollcall.testkit.fuzz.StoredOpenApi;

/** The service's edge: what it says of itself is stored, and true whatever is asked of it. */
@QuarkusTest
@QuarkusTestResource(value = RollcallResource.class, initArgs = @ResourceArg(name = "database", value = "engagement"))
class EdgeTest {

    private static final long SEED = Long.getLong("rollcall.seed", 20260915);
    private static final int REQUESTS = Integer.getInteger("rollcall.fuzz", 300);

    @TestHTTPResource("/")
    URI service;

    @Inject
    InstantSource clock;

    @Test
    void what_it_says_of_itself_is_stored() {
        StoredOpenApi.holds("engagement-rules", get("/q/openapi").asString());
    }

    @Test
    void whatever_is_asked_of_it_is_answered_as_it_says() {
        // given
        try (var university = new University(clock)) {
            university.enrols("S1000001", "S1000002");
            university.misses("S1000001", 1, 2, 3, 4);
            university.attends("S1000002", 1, 2, 3, 4);
            for (var week = 1; week <= 4; week++) {
                university.livesUntil(University.closeOf(week));
            }
        }

        // when
        var everybody = Credentials.byToken(List.of("BSC-CS"), List.of("FET"));
        var report = new Fuzzer(get("/q/openapi?format=JSON").asString(), service, everybody, SEED)
                .knowing("studentId", "S1000001")
                .knowing("studentId", "S1000002")
                .knowing("programmeCode", "BSC-CS")
                .run(REQUESTS);

        // then
        assertThat(report.findings()).as(report.toString()).isEmpty();
        assertThat(report.unreached()).as(report.toString()).hasSizeLessThan(report.requests());
    }
}
