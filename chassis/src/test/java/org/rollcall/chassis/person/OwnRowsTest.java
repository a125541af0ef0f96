package org.rollcall.chassis.person;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.testkit.Database;
import org.rollcall.testkit.RollcallResource;
import org.rollcall.testkit.SharedServers;
import org.rollcall.testkit.Tokens;

@QuarkusTest
@QuarkusTestResource(value = RollcallResource.class, initArgs = @ResourceArg(name = "database", value = "chassis"))
class OwnRowsTest {

    private static final List<String> STUDENTS = List.of("S1000001", "S1000002", "S1000003");

    @Inject
    DataSource connections;

    private final Database database = SharedServers.database("chassis");

    @BeforeEach
    void everyStudentHasAnEssay() throws SQLException {
        database.empty();
        try (var connection = database.connectAsOwner();
                var insert = connection.prepareStatement(
                        "INSERT INTO essays SELECT 'essay of ' || student, student FROM unnest(?) AS student")) {
            insert.setArray(1, connection.createArrayOf("text", STUDENTS.toArray()));
            insert.executeUpdate();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/essays", "/essays/at-one-moment", "/essays/without-a-transaction"})
    void a_student_is_shown_their_own_rows_by_a_query_that_asks_for_all(String path) {
        assertThat(students(asStudent("S1000002"), path)).containsExactly("S1000002");
        assertThat(students(asStudent("nobody"), path)).isEmpty();
        assertThat(students(asStudent("' OR ''='"), path)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/essays", "/essays/at-one-moment", "/essays/without-a-transaction"})
    void staff_are_shown_what_the_query_asks_for(String path) {
        assertThat(students(asStaff(), path)).isEqualTo(STUDENTS);
    }

    @Test
    void someone_who_is_both_a_student_and_staff_is_staff() {
        var both = given().header(
                        "Authorization",
                        Tokens.of("p.marsh", Roles.STUDENT, Roles.PROGRAMME_LEADER)
                                .with("student_id", "S1000001")
                                .bearer());

        assertThat(students(both, "/essays")).isEqualTo(STUDENTS);
    }

    @Test
    void a_student_writes_rows_of_their_own_and_no_others() {
        asStudent("S1000001").post("/essays/S1000001").then().statusCode(204);
        asStudent("S1000001").post("/essays/S1000002").then().statusCode(500);
    }

    @Test
    void what_nobody_asks_for_sees_every_row() throws SQLException {
        // given
        students(asStudent("S1000001"), "/essays");

        // then
        for (var each = 0; each < 20; each++) {
            assertThat(everything()).isEqualTo(STUDENTS);
        }
    }

    @Test
    void what_is_asked_beside_rest_is_asked_by_nobody() {
        asStudent("S1000001").get("/q/health/ready").then().statusCode(200);
    }

    @Test
    void a_connection_never_takes_one_persons_bounds_to_the_next_request() throws Exception {
        // given
        var seed = Long.getLong("rollcall.seed", 20261126L);
        var random = new SplittableRandom(seed);
        try (var askers = Executors.newFixedThreadPool(24)) {
            var wrong = new ArrayList<Future<String>>();

            // when
            for (var request = 0; request < 240; request++) {
                var student = STUDENTS.get(random.nextInt(STUDENTS.size()));
                Callable<String> asked = switch (random.nextInt(6)) {
                    case 0 -> () -> expect(STUDENTS, students(asStaff(), "/essays"));
                    case 1 -> () -> expect(STUDENTS, everything());
                    case 2 -> () -> refused(asStudent(student).put("/essays"));
                    case 3 -> () -> refused(asStudent(student).delete("/essays"));
                    case 4 ->
                        () -> expect(List.of(student), students(asStudent(student), "/essays/without-a-transaction"));
                    default -> () -> expect(List.of(student), students(asStudent(student), "/essays"));
                };
                wrong.add(askers.submit(asked));
            }

            // then
            for (var each : wrong) {
                assertThat(each.get()).as("seed %d", seed).isEmpty();
            }
        }
        assertThat(everything()).isEqualTo(STUDENTS);
    }

    @Test
    void every_table_with_rows_of_students_is_bounded() throws SQLException {
        assertThat(database.rights().tables()).isEqualTo("""
                erased_student | SELECT | - | -
                essays | SELECT, INSERT | SELECT, INSERT | student_id
                hold_heard | SELECT, INSERT, UPDATE, DELETE | - | student_id
                inbox | SELECT, INSERT | - | -
                legal_hold | SELECT | - | as its tables
                outbox | SELECT, INSERT, UPDATE (published_at, failure) | INSERT | -
                quarantine | SELECT, INSERT | - | -
                remark | SELECT, INSERT | - | student_id
                taken | SELECT, INSERT | - | -
                """);
        assertThat(database.rights().tablesOpenToEveryStudent()).isEmpty();
        assertThat(database.rights().breaches()).isEmpty();
    }

    private static String refused(Response answer) {
        answer.then().statusCode(500);
        return "";
    }

    private static String expect(List<String> expected, List<String> found) {
        return found.equals(expected) ? "" : "expected %s, and was shown %s".formatted(expected, found);
    }

    private List<String> everything() throws SQLException {
        try (var connection = connections.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT student_id FROM essays ORDER BY student_id")) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    private static List<String> students(RequestSpecification person, String path) {
        return person.get(path).then().statusCode(200).extract().jsonPath().getList("", String.class);
    }

    private static RequestSpecification asStudent(String student) {
        return given().header("Authorization", Tokens.student(student).bearer());
    }

    private static RequestSpecification asStaff() {
        return given().header(
                        "Authorization",
                        Tokens.of("p.marsh", Roles.PROGRAMME_LEADER).bearer());
    }
}
