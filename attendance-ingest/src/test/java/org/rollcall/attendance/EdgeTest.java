package org.rollcall.attendance;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.rollcall.attendance.Monday.at;
import static org.rollcall.attendance.Monday.card;
import static org.rollcall.attendance.Monday.lecture;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rollcall.testkit.RollcallResource;
import org.rollcall.testkit.fuzz.Credentials;
import org.rollcall.testkit.fuzz.Fuzzer;
import org.rollcall.testkit.fuzz.StoredOpenApi;

/** The service's edge: what it says of itself is stored, and true whatever is asked of it. */
@QuarkusTest
@QuarkusTestResource(value = RollcallResource.class, initArgs = @ResourceArg(name = "database", value = "attendance"))
class EdgeTest {

    private static final long SEED = Long.getLong("rollcall.seed", 20260915);
    private static final int REQUESTS = Integer.getInteger("rollcall.fuzz", 400);

    @TestHTTPResource("/")
    URI service;

    @Inject
    Desk desk;

    @Inject
    InstantSource clock;

    @Test
    void what_it_says_of_itself_is_stored() {
        StoredOpenApi.holds("attendance-ingest", get("/q/openapi").asString());
    }

    @Test
    void whatever_is_asked_of_it_is_answered_as_it_says() {
        // given
        await().atMost(Duration.ofSeconds(30))
                .until(() -> get("/dev/settled").jsonPath().getBoolean("settled"));
        Service.emptyAndBeforeEverything(clock);
        Service.setClock(clock, at("12:00"));
        desk.take(at("08:00"), card("C1", "S1"), card("C2", "S2"));
        desk.take(at("08:00"), lecture("L1", "09:00", "10:00", "S1", "S2"));

        // when
        var everybody = Credentials.byToken(List.of("BSC-CS"), List.of("FET"));
        var report = new Fuzzer(get("/q/openapi?format=JSON").asString(), service, everybody, SEED)
                .knowing("studentId", "S1")
                .knowing("studentId", "S2")
                .knowing("sessionId", "L1")
                .knowing("cardNumber", "C1")
                .run(REQUESTS);

        // then
        assertThat(report.findings()).as(report.toString()).isEmpty();
        assertThat(report.unreached()).as(report.toString()).hasSizeLessThan(report.requests());
    }
}
