package org.rollcall.cases;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.cases.CaseService.settle;
import static org.rollcall.cases.Stories.contact;
import static org.rollcall.cases.Stories.interview;
import static org.rollcall.cases.Stories.sent;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rollcall.chassis.time.AdjustableClock;
import org.rollcall.testkit.RollcallResource;
import org.rollcall.testkit.fuzz.Credentials;
import org.rollcall.testkit.fuzz.Fuzzer;
import org.rollcall.testkit.fuzz.StoredOpenApi;

/** The service's edge: what it says of itself is stored, and true whatever is asked of it. */
@QuarkusTest
@QuarkusTestResource(value = RollcallResource.class, initArgs = @ResourceArg(name = "database", value = "cases"))
class EdgeTest {

    private static final long SEED = Long.getLong("rollcall.seed", 20260915);
    private static final int REQUESTS = Integer.getInteger("rollcall.fuzz", 600);

    @TestHTTPResource("/")
    URI service;

    @Inject
    InstantSource clock;

    @Test
    void what_it_says_of_itself_is_stored() {
        StoredOpenApi.holds("case-management", get("/q/openapi").asString());
    }

    @Test
    void whatever_is_asked_of_it_is_answered_as_it_says() {
        // given
        ((AdjustableClock) clock).set(Instant.parse("2026-10-28T09:00:00Z"));
        var students = List.of("S2900001", "S2900002", "S2900003", "S2900004");
        try (var topics = new CaseService()) {
            for (var student : students) {
                topics.hears(contact(student, 1)).hears(interview(student, 4)).hears(sent(interview(student, 4)));
            }
            settle();
        }

        // when
        var everybody = Credentials.byToken(List.of("BSC-CS"), List.of("FET"));
        var report = new Fuzzer(get("/q/openapi?format=JSON").asString(), service, everybody, SEED)
                .knowing("studentId", students.get(0))
                .knowing("studentId", students.get(1))
                .knowing("studentId", students.get(2))
                .knowing("studentId", students.get(3))
                .run(REQUESTS);

        // then
        assertThat(report.findings()).as(report.toString()).isEmpty();
        assertThat(report.unreached()).as(report.toString()).hasSizeLessThan(report.requests());
    }
}
