package org.rollcall.cases.file;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.cases.CaseService;
import org.rollcall.cases.directory.Programmes;
import org.rollcall.cases.file.WorkList.Query;
import org.rollcall.chassis.person.Person;
import org.rollcall.chassis.person.Roles;
import org.rollcall.chassis.time.AdjustableClock;
import org.rollcall.testkit.RollcallResource;

/** Work lists among a hundred thousand cases of 249 programmes: some 400 cases each. */
@QuarkusTest
@QuarkusTestResource(
        value = RollcallResource.class,
        initArgs = @ResourceArg(name = "database", value = CaseService.DATABASE))
class WorkListTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-04");
    private static final Person ANYONE = new Person("anyone", Set.of(Roles.REGISTRY), null, Set.of(), Set.of());

    @Inject
    Programmes programmes;

    @Inject
    InstantSource clock;

    @BeforeAll
    static void aHundredThousandCases() throws SQLException {
        CaseService.database().empty();
        execute("""
                INSERT INTO casebooks SELECT 'S' || n FROM generate_series(1, 100000) n
                """, """
                INSERT INTO cases (case_id, student_id, academic_year, programme_code, state, demand, opened_at, since,
                    handled, due_on, flags, closed_because)
                SELECT 'case-' || n, 'S' || n, '2026/27', 'P' || n % 249,
                    CASE n % 10 WHEN 0 THEN 'InterviewRequired' WHEN 1 THEN 'InterviewMissed' WHEN 2 THEN 'Contacted'
                        WHEN 3 THEN 'Contacted' ELSE 'Closed' END,
                    'FOUR_WEEKS', timestamptz '2026-10-01' + n % 997 * interval '1 hour',
                    timestamptz '2026-10-20' + n % 997 * interval '1 hour', n % 10 = 1,
                    CASE WHEN n % 10 < 2 THEN date '2026-10-25' + n % 23 END,
                    CASE WHEN n % 1000 = 1 THEN '{THRESHOLD_RESCINDED}'::text[] ELSE '{}'::text[] END,
                    CASE WHEN n % 10 > 3 THEN 'RE_ENGAGED' END
                FROM generate_series(1, 100000) n
                """, """
                INSERT INTO programmes SELECT 'P' || n, 'F' || n % 10 FROM generate_series(0, 248) n
                """, "VACUUM ANALYZE cases");
    }

    @AfterAll
    static void empty() {
        CaseService.database().empty();
    }

    @BeforeEach
    void today() {
        ((AdjustableClock) clock).set(Instant.parse("2026-11-04T09:00:00Z"));
    }

    @Test
    void begin_with_what_is_flagged_then_with_what_is_longest_overdue() {
        var items = get("/cases?programme=P1&size=200").jsonPath();
        assertThat(items.getInt("total")).isEqualTo(402);
        assertThat(items.getList("items[0].flags")).containsExactly("THRESHOLD_RESCINDED");
        var due = items.<String>getList("items.dueOn").stream()
                .skip(1)
                .takeWhile(day -> day != null)
                .toList();
        assertThat(due).hasSizeGreaterThan(50).isSorted();
        assertThat(items.<Boolean>getList("items.overdue").get(1)).isTrue();
        assertThat(items.<String>getList("items.waitsFor").get(1)).isEqualTo("programme-leader");
        assertThat(items.<String>getList("items.state").getLast()).isEqualTo("Closed");
    }

    @Test
    void can_be_narrowed_to_what_is_overdue() {
        get("/cases?programme=P10&overdue=true&size=200")
                .then()
                .body("total", greaterThan(10))
                .body("items.overdue", everyItem(equalTo(true)));
    }

    @Test
    void are_paged_with_links() {
        var links = get("/cases?programme=P1&size=150&page=1").headers().getValues("Link");

        assertThat(links)
                .anyMatch(link -> link.contains("page=0") && link.contains("rel=\"prev\""))
                .anyMatch(link -> link.contains("page=2") && link.contains("rel=\"next\""))
                .anyMatch(link -> link.contains("page=2") && link.contains("rel=\"last\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "all",
                "programme",
                "faculty",
                "state",
                "flagged",
                "not flagged",
                "overdue",
                "not overdue",
                "student",
                "programme and state",
                "programme and overdue",
                "those of a leader",
                "those of an office",
                "those of an office that are overdue"
            })
    void are_read_by_an_index_alone(String asked) throws SQLException {
        // given
        var reader = switch (asked) {
            case "those of a leader" ->
                new Person("leader", Set.of(Roles.PROGRAMME_LEADER), null, Set.of("P7", "P8"), Set.of());
            case "those of an office", "those of an office that are overdue" ->
                new Person("office", Set.of(Roles.FACULTY_ADMIN), null, Set.of(), Set.of("F7"));
            default -> ANYONE;
        };
        var filter = switch (asked) {
            case "programme" -> filter(null, "P7", null, null, null, null);
            case "faculty" -> filter(null, null, "F7", null, null, null);
            case "state" -> filter("InterviewMissed", null, null, null, null, null);
            case "flagged" -> filter(null, null, null, null, true, null);
            case "not flagged" -> filter(null, null, null, null, false, null);
            case "overdue", "those of an office that are overdue" -> filter(null, null, null, null, null, true);
            case "not overdue" -> filter(null, null, null, null, null, false);
            case "programme and overdue" -> filter(null, "P7", null, null, null, true);
            case "student" -> filter(null, null, null, "S4711", null, null);
            case "programme and state" -> filter("Contacted", "P7", null, null, null, null);
            default -> filter(null, null, null, null, null, null);
        };
        var query = new Query(filter, reader, TODAY, programmes);

        // when
        var page = plan(query, query.sql(Query.PAGE).replace("LIMIT ? OFFSET ?", "LIMIT 50 OFFSET 0"));
        // How many nearly all are is counted in whichever way is cheapest.
        var total = Set.of("all", "not flagged", "not overdue").contains(asked)
                ? "Index"
                : plan(query, query.sql(Query.TOTAL));

        // then
        assertThat(page).contains("Index").doesNotContain("Seq Scan");
        assertThat(total).contains("Index").doesNotContain("Seq Scan");
    }

    private static CaseFilter filter(
            @Nullable String state,
            @Nullable String programme,
            @Nullable String faculty,
            @Nullable String student,
            @Nullable Boolean flagged,
            @Nullable Boolean overdue) {
        return new CaseFilter(state, programme, faculty, student, flagged, overdue);
    }

    private static String plan(Query query, String sql) throws SQLException {
        try (var connection = CaseService.database().connectAsApplication();
                var explain = query.prepareText(connection, "EXPLAIN " + sql);
                var rows = explain.executeQuery()) {
            var plan = new StringJoiner("\n");
            while (rows.next()) {
                plan.add(rows.getString(1));
            }
            return plan.toString();
        }
    }

    private static void execute(String... statements) throws SQLException {
        try (var connection = CaseService.database().connectAsOwner();
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
