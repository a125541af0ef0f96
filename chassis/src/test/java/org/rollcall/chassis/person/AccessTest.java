package org.rollcall.chassis.person;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rollcall.testkit.RollcallResource;
import org.rollcall.testkit.Tokens;

@QuarkusTest
@QuarkusTestResource(value = RollcallResource.class, initArgs = @ResourceArg(name = "database", value = "chassis"))
class AccessTest {

    private static final Tokens LEADER =
            Tokens.of("p.marsh", "programme-leader").leading("BSC-CS");

    @Test
    void nothing_is_answered_without_a_token_that_is_valid_now() {
        for (var path : List.of("/desk/staff", "/desk/forgotten", "/desk", "/no/such/path", "/")) {
            refused(ask("none", path));
        }
        refused(ask("Bearer not.a.token", "/desk/staff"));
        refused(ask("Bearer not.a.token", "/no/such/path"));
        refused(ask("Bearer " + LEADER.forged(), "/desk/staff"));
        refused(ask("Basic cC5tYXJzaDpzZWNyZXQ=", "/desk/staff"));
        refused(ask(LEADER.with("exp", Instant.now().minusSeconds(60).getEpochSecond()), "/desk/staff"));
        refused(ask(LEADER.with("aud", "another-application"), "/desk/staff"));
        refused(ask(LEADER.with("iss", "https://another.provider.example"), "/desk/staff"));
        refused(ask("Bearer " + unsigned(LEADER), "/desk/staff"));
    }

    @Test
    void with_a_token_what_does_not_exist_is_a_problem_as_well() {
        ask(LEADER, "/no/such/path").statusCode(404).contentType("application/problem+json");
    }

    @Test
    void the_wrong_role_is_told_the_right_ones() {
        ask(Tokens.of("t.table", "timetabling"), "/desk/leaders")
                .statusCode(403)
                .contentType("application/problem+json")
                .body("type", equalTo("https://rollcall.example/problems/not-permitted"))
                .body("instance", equalTo("/desk/leaders"))
                .body("roles", contains("programme-leader", "student"));
    }

    @Test
    void an_operation_that_is_opened_to_nobody_is_closed() {
        ask(Tokens.anyone(), "/desk/forgotten").statusCode(403).body("roles", empty());
    }

    @Test
    void a_role_that_is_not_the_suites_opens_nothing() {
        for (var role : List.of("staff", "offline_access", "STUDENT")) {
            ask(Tokens.of("p.marsh", role), "/desk/staff").statusCode(403);
        }
    }

    @Test
    void who_asks_is_whom_the_token_names() {
        ask(LEADER, "/desk/staff")
                .statusCode(200)
                .body("id", equalTo("p.marsh"))
                .body("roles", contains("programme-leader"))
                .body("programmes", contains("BSC-CS"));
        ask(Tokens.student("S1000001"), "/desk/staff").body("id", equalTo("S1000001"));
        ask(LEADER.with("programmes", "BSC-CS"), "/desk/staff").body("programmes", contains("BSC-CS"));
        ask(LEADER.with("preferred_username", "x".repeat(65)), "/desk/staff")
                .statusCode(401)
                .body("type", equalTo("https://rollcall.example/problems/person-not-named"));
    }

    @Test
    void who_has_several_roles_asks_in_those_that_the_operation_is_open_to() {
        var several = Tokens.of("p.marsh", "programme-leader", "compliance", "student")
                .leading("BSC-CS")
                .with("student_id", "S1000001");

        ask(several, "/desk/staff")
                .body("roles", containsInAnyOrder("programme-leader", "compliance", "student"))
                .body("id", equalTo("p.marsh"));
        ask(several, "/desk/leaders").body("roles", containsInAnyOrder("programme-leader", "student"));
    }

    @Test
    void who_operates_the_service_and_who_lives_a_story_need_no_token() {
        for (var path : List.of("/q/health/live", "/q/metrics", "/q/openapi", "/dev/clock", "/dev/settled")) {
            ask("none", path).statusCode(200);
        }
    }

    private static void refused(ValidatableResponse answer) {
        answer.statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", startsWith("Bearer"))
                .body("type", equalTo("https://rollcall.example/problems/unauthenticated"))
                .body("status", equalTo(401))
                .body("instance", startsWith("/"));
    }

    private static ValidatableResponse ask(Tokens token, String path) {
        return ask(token.bearer(), path);
    }

    private static ValidatableResponse ask(String authorization, String path) {
        return given().headers(Map.of("Authorization", authorization)).get(path).then();
    }

    /** The same claims under {@code "alg": "none"}. */
    private static String unsigned(Tokens token) {
        var header = Base64.getUrlEncoder().withoutPadding().encodeToString("{\"alg\":\"none\"}".getBytes(UTF_8));
        return header + "." + token.signed().split("\\.", -1)[1] + ".";
    }
}
