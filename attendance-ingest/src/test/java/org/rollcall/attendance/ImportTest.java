package org.rollcall.attendance;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.rollcall.attendance.Monday.absent;
import static org.rollcall.attendance.Monday.at;
import static org.rollcall.attendance.Monday.lecture;
import static org.rollcall.attendance.Monday.onTuesdayAt;
import static org.rollcall.attendance.Monday.register;
import static org.rollcall.testkit.Patience.patiently;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.contracts.AttendanceRecord;
import org.rollcall.contracts.AttendanceRecord.Source;
import org.rollcall.contracts.AttendanceRecord.Status;
import org.rollcall.testkit.RollcallResource;

/** Attendance that comes as files in the Jisc binding. */
@QuarkusTest
@QuarkusTestResource(value = RollcallResource.class, initArgs = @ResourceArg(name = "database", value = "attendance"))
class ImportTest {

    private static final int LINES = Integer.getInteger("rollcall.lines", 20_000);
    private static final String HEADER = "STUDENT_ID\tEVENT_ID\tSTART_TIME\tEVENT_ATTENDED";

    @Inject
    Desk desk;

    @Inject
    InstantSource clock;

    @BeforeEach
    void start() throws SQLException {
        Service.emptyAndBeforeEverything(clock);
        Service.asApplication("INSERT INTO student VALUES ('S1', 'ENROLLED'), ('S2', 'ENROLLED'), ('S3', 'ENROLLED')");
    }

    @Test
    void a_file_as_real_files_are_is_taken_line_by_line_and_what_is_wrong_is_named() {
        // when
        var id = send("""
                \uFEFFEVENT_ID\tSTUDENT_ID\tCOLOUR\tSTART_TIME\tEND_TIME\tEVENT_ATTENDED\tATTENDANCE_LATE\tEVENT_NAME\tEVENT_TYPE_DESCRIPTION\tEVENT_MANDATORY\tMOD_INSTANCE_ID\tSTAFF_ID\tSUBMISSION_TIME
                E1\tS1\tblue\t2026-10-05T09:00:00\t2026-10-05T11:00:00\t1\t\t"Sorting\tand ""searching\"""\tLecture\t1\t5COM1\tp.marsh\t2026-10-05T11:05:00
                E1\tS2\t\t2026-10-05T09:00:00\t2026-10-05T11:00:00\t1\t1\tSorting\tLecture\t1\t5COM1\tp.marsh\t2026-10-05T11:05:00
                E1\tS3\t\t2026-13-05T09:00:00\t2026-10-05T11:00:00\t1\t\tSorting\tLecture\t1\t5COM1\tp.marsh\t

                E1\tNOBODY\t\t2026-10-05T09:00:00\t2026-10-05T11:00:00\t1\t\tSorting\tLecture\t1\t5COM1\tp.marsh\t
                E1\tS3\t\t2026-10-05T09:00:00\t2026-10-05T11:00:00\t0\t\t"open\tLecture\t1\t5COM1\tp.marsh\t
                E1\tS3\t\t2026-10-05T09:00:00\t2026-10-05T11:00:00\t0\t\tSorting\tLecture\t1\t5COM1\tp.marsh\t2026-10-05T11:05:00
                %s\tS3\t\t2026-10-05T09:00:00\t2026-10-05T11:00:00\t0\t\tSorting\tLecture\t1\t5COM1\tp.marsh\t
                """.formatted("E".repeat(65)).replace("\n", "\r\n"));

        // then
        var progress = finished(id);
        assertThat(progress.getString("state")).isEqualTo("FINISHED");
        assertThat(progress.getInt("linesRead")).isEqualTo(8);
        assertThat(progress.getInt("taken")).isEqualTo(3);
        assertThat(progress.getInt("refused")).isEqualTo(5);
        assertThat(progress.getList("refusals.line")).containsExactly(4, 5, 6, 7, 9);
        assertThat(progress.getList("refusals.column"))
                .containsExactly("START_TIME", null, "STUDENT_ID", null, "EVENT_ID");
        assertThat(progress.getString("refusals[0].reason")).startsWith("'2026-13-05T09:00:00' is not a date and time");
        assertThat(progress.getString("refusals[3].reason")).isEqualTo("has a quote that is never closed");
        assertThat(desk.records().values())
                .extracting(
                        AttendanceRecord::studentId,
                        AttendanceRecord::status,
                        AttendanceRecord::source,
                        AttendanceRecord::observedAt)
                .containsExactly(
                        tuple("S1", Status.PRESENT, Source.IMPORT, at("11:05")),
                        tuple("S2", Status.LATE, Source.IMPORT, at("11:05")),
                        tuple("S3", Status.ABSENT, Source.IMPORT, at("11:05")));
        assertThat(desk.outbox()).containsExactlyElementsOf(desk.records().values());
        get("/students/S1/attendance")
                .then()
                .body("items[0].title", equalTo("Sorting and \"searching\""))
                .body("items[0].moduleCode", equalTo("5COM1"))
                .body("items[0].activity", equalTo("LECTURE"));
        get("/students/S1/attendance/E1/history").then().body("items[0].reportedBy", equalTo("p.marsh"));
    }

    @Test
    void commas_divide_a_csv_file() {
        // when
        var id = given().contentType("text/csv; charset=utf-8")
                .body("STUDENT_ID,EVENT_ID,START_TIME,EVENT_ATTENDED\nS1,E1,2026-10-05T09:00:00,1\n")
                .post("/imports")
                .then()
                .statusCode(202)
                .extract()
                .<String>path("importId");

        // then
        assertThat(finished(id).getInt("taken")).isEqualTo(1);
        assertThat(desk.status("S1", "E1")).isEqualTo(Status.PRESENT);
    }

    @ParameterizedTest
    @CsvSource({"'', STUDENT_ID", "'STUDENT_ID\tEVENT_ID\tEVENT_ATTENDED\n', START_TIME", "'{\"a\":1}\n', STUDENT_ID"})
    void a_file_without_its_mandatory_columns_fails_and_says_which(String file, String column) {
        // when
        var id = send(file);

        // then
        var progress = finished(id);
        assertThat(progress.getString("state")).isEqualTo("FAILED");
        assertThat(progress.getString("failure")).isEqualTo(column + " is missing from the header");
        assertThat(desk.rows("SELECT count(*) FROM import_chunk", row -> row.getInt(1)))
                .containsExactly(0);
    }

    @Test
    void where_the_timetable_told_of_a_session_a_line_is_a_mark_and_names_nobody() {
        // given
        desk.take(at("08:00"), lecture("MON", "09:00", "10:00", "S1"));

        // when
        finished(send(HEADER + "\nS1\tMON\t2026-10-05T09:00:00\t1\nS2\tMON\t2026-10-05T09:00:00\t1\n"));

        // then
        assertThat(desk.status("S1", "MON")).isEqualTo(Status.PRESENT);
        assertThat(desk.records()).hasSize(1);
        get("/unmatched?kind=MARK").then().body("items[0].studentId", equalTo("S2"));
    }

    @Test
    void the_timetable_replaces_a_session_that_a_file_told_of() {
        // given
        finished(send(HEADER + "\nS1\tE1\t2026-10-05T09:00:00\t1\nS2\tE1\t2026-10-05T09:00:00\t1\n"));

        // when
        desk.take(at("12:00"), lecture("E1", "09:00", "10:00", "S1", "S3"));

        // then
        assertThat(desk.status("S1", "E1")).isEqualTo(Status.PRESENT);
        assertThat(desk.status("S2", "E1")).isEqualTo(Status.CANCELLED);
        assertThat(desk.status("S3", "E1")).isEqualTo(Status.EXPECTED);
    }

    @Test
    void of_a_register_and_a_line_the_one_that_was_taken_last_stands() {
        // given
        desk.take(at("08:00"), lecture("MON", "09:00", "10:00", "S1"));
        desk.take(at("10:10"), register("MON", "10:05", absent("S1")));

        // when
        finished(send(HEADER + "\tSUBMISSION_TIME\nS1\tMON\t2026-10-05T09:00:00\t1\t2026-10-05T10:06:00\n"));

        // then
        assertThat(desk.status("S1", "MON")).isEqualTo(Status.PRESENT);
        assertThat(desk.record("S1", "MON").source()).isEqualTo(Source.IMPORT);
    }

    @Test
    void a_session_that_a_file_told_of_closes_like_any_other() {
        // given
        finished(send(HEADER + "\nS1\tE1\t2026-10-05T09:00:00\t1\n"));

        // when
        desk.tick(onTuesdayAt("10:00"));

        // then
        assertThat(desk.status("S1", "E1")).isEqualTo(Status.PRESENT);
        assertThat(desk.rows("SELECT attendance_taken FROM session", row -> row.getBoolean(1)))
                .containsExactly(true);
    }

    @Test
    void a_file_that_is_sent_again_changes_nothing_and_under_the_same_key_is_not_even_read() {
        // given
        var file = HEADER + "\nS1\tE1\t2026-10-05T09:00:00\t1\n";
        var first = given().header("Idempotency-Key", "K1")
                .contentType("text/tab-separated-values")
                .body(file)
                .post("/imports")
                .<String>path("importId");
        finished(first);
        var records = desk.records();

        // when
        finished(send(file));
        var again = given().header("Idempotency-Key", "K1")
                .contentType("text/tab-separated-values")
                .body(file)
                .post("/imports")
                .<String>path("importId");

        // then
        assertThat(desk.records()).isEqualTo(records);
        assertThat(again).isEqualTo(first);
    }

    @Test
    void a_line_that_makes_the_service_fail_is_refused_and_its_neighbours_are_taken() {
        // when a year that the binding can write and the database cannot
        var id = send(HEADER
                + "\nS1\tE1\t2026-10-05T09:00:00\t1\nS2\tE2\t0000-01-01T09:00:00\t1\nS3\tE1\t2026-10-05T09:00:00\t1\n");

        // then
        var progress = finished(id);
        assertThat(progress.getInt("taken")).isEqualTo(2);
        assertThat(progress.getList("refusals.line")).containsExactly(3);
        assertThat(desk.records()).hasSize(2);
    }

    @Test
    void a_nul_anywhere_costs_its_own_line_at_most() {
        // when it is in a column that is not read, in a flag, a time, an id and a name
        var id = send(HEADER + """
                \tEVENT_NAME\tCOL\0UR
                S1\tE1\t2026-10-05T09:00:00\t\0\t\tred
                S1\tE1\t2026-10-05T\09:00:00\t1\t\tred
                S1\tE\0\t2026-10-05T09:00:00\t1\t\tred
                S\0\tE1\t2026-10-05T09:00:00\t1\t\tred
                S1\tE1\t2026-10-05T09:00:00\t1\tSort\0ing\tr\0d
                """);

        // then
        var progress = finished(id);
        assertThat(progress.getString("state")).isEqualTo("FINISHED");
        assertThat(progress.getInt("taken")).isEqualTo(1);
        assertThat(progress.getList("refusals.line")).containsExactly(2, 3, 4, 5);
        assertThat(progress.getList("refusals.column"))
                .containsExactly("EVENT_ATTENDED", "START_TIME", "EVENT_ID", "STUDENT_ID");
        assertThat(desk.status("S1", "E1")).isEqualTo(Status.PRESENT);
    }

    @Test
    void a_large_file_goes_on_where_it_stopped_when_the_service_dies_in_the_middle() throws SQLException {
        // given students at sessions, every hundredth line wrong
        Service.asApplication("INSERT INTO student SELECT 'T' || n, 'ENROLLED' FROM generate_series(0, 999) n");
        var file = HEADER
                + IntStream.range(0, LINES)
                        .mapToObj(i -> i % 100 == 99
                                ? "\n\tE%d\t2026-10-05T09:00:00\t1".formatted(i / 1000)
                                : "\nT%d\tE%d\t2026-10-05T09:00:00\t%d".formatted(i % 1000, i / 1000, i % 2))
                        .collect(Collectors.joining());

        // when the connections of the service are cut while it works, again and again
        var id = send(file);
        var cuts = 0;
        while (cuts < 5 && !isFinished(id)) {
            if (cutConnections()) {
                var before = linesRead(id);
                cuts++;
                patiently().until(() -> linesRead(id) > before || isFinished(id));
            }
        }

        // then
        var progress = finished(id);
        assertThat(progress.getInt("linesRead")).isEqualTo(LINES);
        assertThat(progress.getInt("refused")).isEqualTo(LINES / 100);
        assertThat(progress.getInt("taken")).isEqualTo(LINES - LINES / 100);
        assertThat(desk.rows(
                        "SELECT count(*), sum(revision) FROM record_now", row -> row.getInt(1) + "/" + row.getInt(2)))
                .containsExactly((LINES - LINES / 100) + "/" + (LINES - LINES / 100));
        assertThat(desk.rows("SELECT count(*) FROM outbox WHERE topic = 'attendance.records'", row -> row.getInt(1)))
                .containsExactly(LINES - LINES / 100);
        assertThat(cuts).isPositive();
    }

    @Test
    void what_is_neither_tab_nor_comma_separated_is_not_taken() {
        given().contentType("application/json")
                .body("[]")
                .post("/imports")
                .then()
                .statusCode(415);
        get("/imports/nothing").then().statusCode(404).body("type", containsString("not-found"));
    }

    private static boolean cutConnections() {
        try (var connection = Service.DATABASE.connectAsApplication();
                var statement = connection.createStatement()) {
            return statement.executeQuery("""
                    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                    WHERE usename = current_user AND pid <> pg_backend_pid() AND state <> 'idle'
                        AND (query LIKE '%mark%' OR query LIKE '%attendance_record%' OR query LIKE '%record_history%')
                    """).next();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static String send(String file) {
        return given().contentType("text/tab-separated-values; charset=utf-8")
                .body(file.getBytes(StandardCharsets.UTF_8))
                .post("/imports")
                .then()
                .statusCode(202)
                .extract()
                .path("importId");
    }

    private static boolean isFinished(String id) {
        return !get("/imports/" + id).jsonPath().getString("state").equals("RUNNING");
    }

    private static long linesRead(String id) {
        return get("/imports/" + id).jsonPath().getLong("linesRead");
    }

    /** However long the file is, it goes on. */
    private static JsonPath finished(String id) {
        while (!isFinished(id)) {
            var before = linesRead(id);
            patiently().until(() -> linesRead(id) > before || isFinished(id));
        }
        return get("/imports/" + id).jsonPath();
    }
}
