package org.rollcall.appeals;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.rollcall.testkit.Patience.patiently;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.rollcall.contracts.Topics;
import org.rollcall.testkit.Database;
import org.rollcall.testkit.SharedServers;
import org.rollcall.testkit.Tokens;
import org.rollcall.testkit.TopicProbe;

/** The running service as others see it: by its topics, its REST and, for a look behind, its database. */
public final class AppealService implements AutoCloseable {

    public static final String DATABASE = "appeals";
    public static final String REGISTRAR = "r.singh";
    public static final String INVESTIGATOR = "i.walsh";
    public static final String STATEMENT = "Nobody wrote to me after the third week.";

    private final TopicProbe probe = new TopicProbe(SharedServers.bootstrapServers());

    public static Database database() {
        return SharedServers.database(DATABASE);
    }

    /** The first column of what is found in the database. */
    public static List<String> column(String query) throws SQLException {
        try (var connection = database().connectAsApplication();
                var rows = connection.createStatement().executeQuery(query)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    /** Until a session of the service waits for what another session of the database holds. */
    public static void awaitSessionThatWaits() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !column("SELECT pid::text FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
                        .isEmpty());
    }

    public TopicProbe probe() {
        return probe;
    }

    /** Publishes a story and waits until it was heard. */
    public AppealService hears(Story story) {
        story.publish(probe);
        patiently()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> heard(story) == story.eventIds().size());
        return this;
    }

    private static int heard(Story story) throws SQLException {
        try (var connection = database().connectAsApplication();
                var select = connection.prepareStatement(
                        "SELECT count(*) FROM heard WHERE student_id = ? AND event_id = ANY (?)")) {
            select.setString(1, story.student());
            select.setArray(2, connection.createArrayOf("text", story.eventIds().toArray()));
            try (var row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    /** Until the service has nothing left to do. */
    public static void settle() {
        settle(Duration.ofSeconds(60));
    }

    public static void settle(Duration patience) {
        await().atMost(patience)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(25))
                // While the test kills what the service needs, it cannot answer.
                .until(() -> Boolean.TRUE.equals(get("/dev/settled").jsonPath().get("settled")));
    }

    public static RequestSpecification as(String person, String role) {
        return as(Tokens.of(person, role));
    }

    private static RequestSpecification as(Tokens token) {
        return given().header("Authorization", token.bearer()).contentType(ContentType.JSON);
    }

    public static RequestSpecification asRegistry() {
        return as(REGISTRAR, "registry");
    }

    public static RequestSpecification asStudent(String student) {
        return as(Tokens.student(student));
    }

    /** What the student sends. */
    public static Map<String, Object> filing(String student) {
        return Map.of(
                "decisionId", Story.decisionOf(student),
                "grounds", List.of("PROCEDURE_NOT_FOLLOWED"),
                "statement", STATEMENT);
    }

    /** The student appeals. */
    public static String appealOf(String student) {
        return asStudent(student)
                .body(filing(student))
                .post("/appeals")
                .then()
                .statusCode(201)
                .extract()
                .path("appealId");
    }

    public static ValidatableResponse investigate(String appealId, String investigator) {
        return asRegistry()
                .body(Map.of("investigator", investigator))
                .post("/appeals/" + appealId + "/investigation")
                .then();
    }

    /** Somebody decides, on the one ground. */
    public static ValidatableResponse decide(
            String appealId, String outcome, boolean followed, Map<String, String> answers) {
        return asRegistry()
                .body(Map.of(
                        "outcome",
                        outcome,
                        "findings",
                        List.of(Map.of(
                                "ground",
                                "PROCEDURE_NOT_FOLLOWED",
                                "dueProcessFollowed",
                                followed,
                                "because",
                                "The events show it.")),
                        "answers",
                        answers,
                        "reasons",
                        "The procedure speaks for itself."))
                .post("/appeals/" + appealId + "/decision")
                .then();
    }

    /** What it has told of a student, by the names of the events. */
    public List<String> told(String student) {
        return events(student).stream()
                .map(event -> event.headers().getOrDefault("ce_type", ""))
                .map(type -> type.replace("org.rollcall.", "").replace(".v1", ""))
                .toList();
    }

    public List<TopicProbe.Event> events(String student) {
        return probe.all(Topics.APPEALS).stream()
                .filter(event -> student.equals(event.key()))
                .toList();
    }

    @Override
    public void close() {
        probe.close();
    }
}
