package org.rollcall.notification;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rollcall.testkit.RollcallResource;
import org.rollcall.testkit.fuzz.Credentials;
import org.rollcall.testkit.fuzz.Fuzzer;
import org.rollcall.testkit.fuzz.StoredOpenApi;

/** The service's edge: what it says of itself is stored, and true whatever is asked of it. */
@QuarkusTest
@QuarkusTestResource(
        value = RollcallResource.class,
        initArgs = @ResourceArg(name = "database", value = "notifications"))
@QuarkusTestResource(UnreliableMail.class)
class EdgeTest {

    private static final long SEED = Long.getLong("rollcall.seed", 20260915);
    private static final int REQUESTS = Integer.getInteger("rollcall.fuzz", 300);

    @TestHTTPResource("/")
    URI service;

    @Test
    void what_it_says_of_itself_is_stored() {
        StoredOpenApi.holds("notification-service", get("/q/openapi").asString());
    }

    @Test
    void whatever_is_asked_of_it_is_answered_as_it_says() {
        // given
        try (var suite = new Suite()) {
            suite.programme(Raise.PROGRAMME);
            suite.student("S4950001");
            suite.publish(Raise.contact("S4950001", "one-week").reached());
            suite.awaitEmails("S4950001", "circumstances SENT");
        }

        // when
        var everybody = Credentials.byToken(List.of("BSC-CS"), List.of("FET"));
        var report = new Fuzzer(get("/q/openapi?format=JSON").asString(), service, everybody, SEED)
                .knowing("studentId", "S4950001")
                .knowing("name", "circumstances")
                .run(REQUESTS);

        // then
        assertThat(report.findings()).as(report.toString()).isEmpty();
        assertThat(report.unreached()).as(report.toString()).hasSizeLessThan(report.requests());
    }
}
