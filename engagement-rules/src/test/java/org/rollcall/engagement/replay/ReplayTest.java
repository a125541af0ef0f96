package org.rollcall.engagement.replay;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.startsWith;
import static org.rollcall.engagement.University.closeOf;
import static org.rollcall.testkit.Patience.patiently;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rollcall.engagement.University;
import org.rollcall.engagement.policy.PolicyFixtures;
import org.rollcall.testkit.RollcallResource;
import org.rollcall.testkit.SharedServers;

/** Four students make a portion here, so that there are several. */
@QuarkusTest
@QuarkusTestResource(value = RollcallResource.class, initArgs = @ResourceArg(name = "database", value = "engagement"))
class ReplayTest {

    private static final String PRESENT = PolicyFixtures.defaultFile();
    private static final String CONTACT_AFTER_TWO =
            PRESENT.replace("weeks: 3", "weeks: 2").replace("2026-08-01", "2099-08-01");

    @Inject
    InstantSource clock;

    @Inject
    Replaying replaying;

    private University university;

    @BeforeEach
    void term() {
        university = new University(clock);
    }

    @AfterEach
    void end() {
        university.close();
    }

    @Test
    void a_candidate_policy_tells_who_would_gain_lose_or_reach_a_step_earlier() {
        // given
        university.enrols("S1", "S2", "S3");
        university.misses("S1", 1, 2, 3);
        university.misses("S2", 1, 2);
        university.attends("S3", 1, 2, 3);
        university.livesUntil(closeOf(3));

        // when
        var replay = done(asked(CONTACT_AFTER_TWO));

        // then
        assertThat(replay.getList("differences.items.studentId", String.class)).containsExactly("S1", "S2");
        assertThat(replay.getList("differences.items.step", String.class))
                .containsExactly("three-weeks", "three-weeks");
        assertThat(replay.getList("differences.items.kind", String.class)).containsExactly("MOVED", "GAINED");
        assertThat(replay.getList("differences.items.presentWeek", String.class))
                .containsExactly("2026-10-12", null);
        assertThat(replay.getList("differences.items.candidateWeek", String.class))
                .containsExactly("2026-10-05", "2026-10-05");
        assertThat(replay.<String, Integer>getMap("steps.three-weeks"))
                .isEqualTo(Map.of("present", 1, "candidate", 2, "gained", 1, "lost", 0, "moved", 1));
        assertThat(replay.<String, Integer>getMap("programmes.BSC-CS.one-week"))
                .isEqualTo(Map.of("present", 2, "candidate", 2, "gained", 0, "lost", 0, "moved", 0));
        assertThat(replay.getInt("levels.'5'.three-weeks.gained")).isEqualTo(1);
        assertThat(replay.getString("latestWeek")).isEqualTo("2026-10-12");
    }

    @Test
    void the_present_policy_as_a_candidate_makes_no_difference() {
        // given
        university.enrols("S1");
        university.misses("S1", 1, 2, 3, 4);
        university.livesUntil(closeOf(4));

        // when
        var replay = done(asked(PRESENT));

        // then
        assertThat(replay.getList("differences.items")).isEmpty();
        assertThat(replay.getInt("steps.four-weeks.candidate")).isEqualTo(1);
    }

    @Test
    void a_replay_publishes_and_assesses_nothing() {
        // given
        university.enrols("S1");
        university.misses("S1", 1, 2);
        university.livesUntil(closeOf(2));
        var said = university.rows("SELECT count(*) FROM outbox");

        // when
        done(asked(CONTACT_AFTER_TWO));

        // then
        assertThat(university.rows("SELECT count(*) FROM outbox")).isEqualTo(said);
        assertThat(university.steps("S1")).containsExactly("+one-week@1/1");
    }

    @Test
    void several_workers_live_every_student_once() {
        // given
        var students = IntStream.range(0, 21).mapToObj("S20000%02d"::formatted).toArray(String[]::new);
        university.enrols(students);
        Stream.of(students).forEach(student -> university.misses(student, 1, 2));
        university.livesUntil(closeOf(2));

        // when
        var id = asked(CONTACT_AFTER_TWO);
        Stream.generate(() -> CompletableFuture.runAsync(() -> {
                    while (replaying.replaySome()) {
                        // Until no portion is left that nobody has in hand.
                    }
                }))
                .limit(3)
                .toList()
                .forEach(CompletableFuture::join);
        var replay = done(id);

        // then
        assertThat(replay.getInt("students")).isEqualTo(students.length);
        assertThat(replay.getInt("studentsDone")).isEqualTo(students.length);
        assertThat(replay.getInt("percent")).isEqualTo(100);
        assertThat(replay.getInt("steps.three-weeks.gained")).isEqualTo(students.length);
        assertThat(replay.getInt("differences.total")).isEqualTo(students.length);
    }

    @Test
    void a_replay_that_cannot_be_lived_fails_and_leaves_an_older_one_to_whoever_has_it_in_hand() throws SQLException {
        // given
        university.enrols("S1");
        university.awaitConsumed();
        var older = entered("DONE", "2026-10-05", PRESENT);
        try (var other = SharedServers.database("engagement").connectAsOwner()) {
            other.setAutoCommit(false);
            execute(other, "SELECT FROM policy_replay WHERE id = '%s' FOR KEY SHARE".formatted(older));
            asOwner("UPDATE policy_replay SET state = 'RUNNING' WHERE id = '%s'".formatted(older));

            // when
            var broken = entered("RUNNING", "2026-10-06", "no policy");
            replaying.replaySome();

            // then
            patiently().until(() -> "FAILED".equals(state(broken)));
            get("/policy-replays/{id}", broken)
                    .then()
                    .body("failure", startsWith("This was a policy when the replay was asked for"));
            assertThat(state(older)).isEqualTo("RUNNING");
        }
    }

    @Test
    void a_candidate_that_is_no_policy_is_refused_with_line_and_reason() {
        ask("2026/27", PRESENT.replace("levels: [3, 4, 5, 6, 7]", "levels: 3"), null)
                .statusCode(400)
                .body("errors.pointer", contains("/policy"))
                .body("errors[0].detail", startsWith("line "))
                .body("errors[0].detail", endsWith("expected a list"));
        ask("2026/28", PRESENT, null).statusCode(400).body("errors.pointer", contains("/academicYear"));
    }

    @Test
    void a_year_in_which_no_week_has_closed_cannot_be_lived_again() {
        ask("2026/27", PRESENT, null).statusCode(409).body("type", endsWith("/no-closed-week"));
    }

    @Test
    void asked_for_again_with_the_same_key_it_is_the_same_replay() {
        // given
        university.enrols("S1");
        university.misses("S1", 1);
        university.livesUntil(closeOf(1));

        // when
        var first = ask("2026/27", PRESENT, "K1").statusCode(201).extract().path("id");
        var again = ask("2026/27", PRESENT, "K1").statusCode(201).extract().path("id");

        // then
        assertThat(again).isEqualTo(first);
        ask("2026/27", CONTACT_AFTER_TWO, "K1").statusCode(422).body("type", endsWith("/idempotency-key-reused"));
    }

    @Test
    void a_replay_that_nobody_asked_for_is_not_found() {
        get("/policy-replays/none").then().statusCode(404);
        get("/policy-replays/00000000-0000-0000-0000-000000000000").then().statusCode(404);
    }

    private static String entered(String state, String requestedOn, String policy) throws SQLException {
        var id = UUID.randomUUID().toString();
        asOwner("""
                INSERT INTO policy_replay (id, academic_year, first_week, latest_week, policy_version, policy, requested_at,
                    state, students, students_done, last_student)
                VALUES ('%s', '2026/27', '2026-09-28', '2026-09-28', 'test', '%s', '%s', '%s', 1, 0, '')
                """.formatted(id, policy.replace("'", "''"), requestedOn, state));
        return id;
    }

    private static String state(String id) {
        return get("/policy-replays/{id}", id).path("state");
    }

    private static void asOwner(String sql) throws SQLException {
        try (var connection = SharedServers.database("engagement").connectAsOwner()) {
            execute(connection, sql);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String asked(String policy) {
        return ask("2026/27", policy, null).statusCode(201).extract().path("id");
    }

    private static ValidatableResponse ask(String year, String policy, @Nullable String key) {
        var request = given().contentType(ContentType.JSON).body(Map.of("academicYear", year, "policy", policy));
        return (key == null ? request : request.header("Idempotency-Key", key))
                .post("/policy-replays")
                .then();
    }

    private static JsonPath done(String id) {
        patiently().until(() -> "DONE".equals(state(id)));
        return get("/policy-replays/{id}", id).jsonPath();
    }
}
