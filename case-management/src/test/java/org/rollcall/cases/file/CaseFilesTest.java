package org.rollcall.cases.file;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.rollcall.cases.CaseService.caseOf;
import static org.rollcall.cases.CaseService.names;
import static org.rollcall.cases.CaseService.settle;
import static org.rollcall.cases.Stories.assessed;
import static org.rollcall.cases.Stories.attended;
import static org.rollcall.cases.Stories.contact;
import static org.rollcall.cases.Stories.eventId;
import static org.rollcall.cases.Stories.failed;
import static org.rollcall.cases.Stories.interview;
import static org.rollcall.cases.Stories.rescinded;
import static org.rollcall.cases.Stories.sent;
import static org.rollcall.cases.Stories.week;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rollcall.cases.CaseService;
import org.rollcall.contracts.CaseEvent.CaseClosed;
import org.rollcall.contracts.CaseEvent.CaseOpened;
import org.rollcall.contracts.ProgrammeRecord;
import org.rollcall.contracts.StudentRecord;
import org.rollcall.contracts.StudentRecord.Status;
import org.rollcall.contracts.Topics;
import org.rollcall.contracts.WeekAssessed.Outcome;
import org.rollcall.testkit.RollcallResource;

/** Case files as others lead to them and see them, on real Kafka and PostgreSQL. */
@QuarkusTest
@QuarkusTestResource(
        value = RollcallResource.class,
        initArgs = @ResourceArg(name = "database", value = CaseService.DATABASE))
class CaseFilesTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private static final AtomicInteger STUDENTS = new AtomicInteger(1_000_000);

    private static CaseService service;

    /** Whom the test is about; every test has its own student. */
    private final String student = "S" + STUDENTS.incrementAndGet();

    @BeforeAll
    static void start() {
        service = new CaseService();
    }

    @AfterAll
    static void close() {
        service.close();
    }

    @Test
    void the_first_contact_opens_a_case_and_the_email_stands_in_its_file() {
        // given
        var raised = contact(student, 1);

        // when
        service.hears(raised).hears(sent(raised));
        settle();

        // then
        get("/cases/" + caseOf(student))
                .then()
                .statusCode(200)
                .body("studentId", equalTo(student))
                .body("programmeCode", equalTo("BSC-CS"))
                .body("academicYear", equalTo("2026/27"))
                .body("state", equalTo("Contacted"))
                .body("thresholds.thresholdId", contains(raised.thresholdId()))
                .body("thresholds.missedWeeks", contains(List.of("2026-09-28")))
                .body("contacts.template", contains("circumstances"))
                .body("contacts.state", contains("SENT"))
                .body("contacts.sentAt", contains("2026-10-09T10:15:00Z"))
                .body("interviews", empty())
                .body("agreements", empty())
                .body("decision", nullValue())
                .body("appealDeadline", nullValue())
                .body("flags", empty())
                .body("next.call", contains("CLOSE", "REPORT_CIRCUMSTANCES"))
                .body("next[0].roles", contains("programme-leader", "faculty-admin"));
    }

    @Test
    void others_are_told_by_cloud_events_that_continue_the_trace() {
        // given
        var raised = contact(student, 1);
        var headers = Map.of(
                "ce_id",
                eventId(raised),
                "ce_type",
                "org.rollcall.ThresholdReached.v1",
                "traceparent",
                "00-" + TRACE + "-b7ad6b7169203331-01");

        // when
        service.probe().publish(Topics.THRESHOLDS.name(), student, raised, headers);
        settle();

        // then
        assertThat(service.told(student)).singleElement().satisfies(event -> {
            assertThat(event.headers())
                    .containsEntry("ce_type", "org.rollcall.CaseOpened.v1")
                    .containsEntry("ce_source", "/rollcall/case-management")
                    .containsEntry("ce_subject", student)
                    .hasEntrySatisfying(
                            "traceparent", trace -> assertThat(trace).contains(TRACE));
            var opened = event.as(CaseOpened.class);
            assertThat(opened.caseId()).isEqualTo(caseOf(student));
            assertThat(opened.actor()).isEqualTo("case-management");
        });
    }

    @Test
    void a_student_who_comes_back_is_told_of_once_however_often_it_is_delivered() {
        // when
        for (var time = 0; time < 3; time++) {
            service.hears(contact(student, 1)).hears(attended(student, 2)).hears(sent(contact(student, 1)));
            settle();
        }

        // then
        var told = service.told(student);
        assertThat(names(told)).containsExactly("CaseOpened", "CaseClosed");
        assertThat(told.getLast().as(CaseClosed.class).reason()).isEqualTo(CaseClosed.Reason.RE_ENGAGED);
        get("/cases/" + caseOf(student))
                .then()
                .body("state", equalTo("Closed"))
                .body("closedBecause", equalTo("RE_ENGAGED"));
    }

    @Test
    void it_does_not_matter_which_topic_is_ahead() {
        // when
        service.hears(sent(contact(student, 1))).hears(attended(student, 2));
        settle();
        service.hears(contact(student, 1));
        settle();

        // then
        assertThat(names(service.told(student))).containsExactly("CaseOpened", "CaseClosed");
        get("/cases/" + caseOf(student)).then().body("contacts.state", contains("SENT"));
    }

    @Test
    void a_rescission_that_overtakes_its_raise_leaves_a_closed_case_with_both_emails() {
        // given
        var raised = contact(student, 1);

        // when
        service.hears(rescinded(raised)).hears(raised).hears(sent(raised));
        settle();

        // then
        assertThat(names(service.told(student))).containsExactly("CaseOpened", "CaseClosed");
        get("/cases/" + caseOf(student))
                .then()
                .body("closedBecause", equalTo("THRESHOLD_RESCINDED"))
                .body("thresholds.revision", contains(2))
                .body("thresholds.rescindedBecause", contains("ABSENCE_AUTHORISED"))
                .body("contacts.template", contains("circumstances"));
    }

    @Test
    void the_demand_for_an_interview_is_told_and_taken_back() {
        // when
        service.hears(contact(student, 1)).hears(interview(student, 4));
        settle();
        get("/cases/" + caseOf(student)).then().body("state", equalTo("InterviewRequired"));
        service.hears(rescinded(interview(student, 4)));
        settle();

        // then
        get("/cases/" + caseOf(student)).then().body("state", equalTo("Contacted"));
        assertThat(names(service.told(student))).containsExactly("CaseOpened", "InterviewRequired");
    }

    @Test
    void a_week_that_comes_late_parts_the_cases_and_one_of_them_stays_open() {
        // when
        service.hears(contact(student, 1)).hears(contact(student, 3));
        settle();
        service.hears(attended(student, 2));
        settle();

        // then
        get("/cases?student=" + student)
                .then()
                .body("items.state", contains("Contacted", "Closed"))
                .body("total", equalTo(2));
        service.hears(assessed(student, week(2), Outcome.MISSED, 2));
        settle();
        get("/cases/" + caseOf(student)).then().body("thresholds.asOfWeek", contains("2026-09-28", "2026-10-12"));
    }

    @Test
    void the_history_says_what_happened_by_whom_and_because_of_which_event() {
        // given
        var raised = contact(student, 1);

        // when
        service.hears(raised);
        settle();
        service.hears(sent(raised));
        settle();
        service.hears(attended(student, 2));
        settle();

        // then
        get("/cases/" + caseOf(student) + "/history?verify=true")
                .then()
                .body("lines.what", contains("CASE_OPENED", "THRESHOLD_ADDED", "EMAIL_SENT", "CASE_CLOSED"))
                .body("lines[1].about", equalTo(raised.thresholdId()))
                .body("lines[1].detail", equalTo("one-week 2026-09-28"))
                .body("lines[1].cause", equalTo(eventId(raised)))
                .body("lines[2].detail", equalTo("circumstances"))
                .body("lines[3].detail", equalTo("RE_ENGAGED"))
                .body("lines.actor", everyItem(equalTo("case-management")))
                .body("verification.intact", equalTo(true));
    }

    @Test
    void an_email_that_could_not_be_sent_is_seen_to_have_failed() {
        // when
        service.hears(contact(student, 1)).hears(failed(contact(student, 1)));
        settle();

        // then
        get("/cases/" + caseOf(student))
                .then()
                .body("contacts.state", contains("FAILED"))
                .body("contacts.sentAt", contains(nullValue()));
    }

    @Test
    void bad_input_is_set_aside_and_its_neighbours_are_taken() throws SQLException {
        // given
        var probe = service.probe();

        // when
        service.hears(contact(student, 1));
        probe.publishRaw(Topics.THRESHOLDS.name(), student, "{\"thresholdId\":");
        probe.publish(Topics.THRESHOLDS.name(), student, contact(student, 2), type("Unheard"));
        probe.publish(Topics.THRESHOLDS.name(), student, Map.of("thresholdId", 7), type("ThresholdReached"));
        service.hears(interview(student, 4));
        settle();

        // then
        get("/cases/" + caseOf(student)).then().body("thresholds.step", contains("one-week", "four-weeks"));
        assertThat(column("SELECT reason FROM quarantine ORDER BY offset_no"))
                .containsExactly("MISSING_FIELD", "UNKNOWN_TYPE", "INVALID_TYPE");
    }

    @Test
    void the_work_list_begins_with_the_most_urgent_and_can_be_narrowed() throws SQLException {
        // given
        var probe = service.probe();
        probe.publish(Topics.PROGRAMMES, "BSC-MA", programme("BSC-MA", "FET"));
        probe.publish(Topics.PROGRAMMES, "BA-HI", programme("BA-HI", "FAH"));
        probe.publish(Topics.PROGRAMMES, "BA-PH", programme("BA-PH", "FAH"));
        probe.publish(Topics.STUDENTS, "S3", sponsoredBySlc("S3"));
        service.hears(contact("S1", "BA-HI", 1)).hears(attended("S1", 2));
        service.hears(contact("S2", "BA-HI", 1));
        service.hears(contact("S3", "BA-PH", 1)).hears(interview("S3", "BA-PH", 4));
        service.hears(contact("S4", "BA-PH", 1));
        service.hears(contact("S5", "BSC-MA", 1));
        settle();
        change("UPDATE cases SET flags = '{THRESHOLD_RESCINDED}' WHERE student_id = 'S4'");

        // then
        assertThat(students("faculty=FAH")).containsExactly("S4", "S3", "S2", "S1");
        assertThat(students("faculty=FAH&state=Contacted")).containsExactly("S4", "S2");
        assertThat(students("faculty=FAH&flagged=true")).containsExactly("S4");
        assertThat(students("faculty=FAH&flagged=false")).containsExactly("S3", "S2", "S1");
        assertThat(students("faculty=FAH&size=2&page=1")).containsExactly("S2", "S1");
        assertThat(students("faculty=NONE")).isEmpty();
        assertThat(students("programme=BSC-MA")).containsExactly("S5");
        assertThat(students("size=1")).containsExactly("S4");
        get("/cases?student=S3")
                .then()
                .body("total", equalTo(1))
                .body("items[0].sponsored", equalTo(true))
                .body("items[0].fundingBodies", contains("SLC"));
    }

    @Test
    void an_operator_sees_how_many_cases_there_are() {
        service.hears(contact(student, 1));
        settle();

        get("/q/metrics").then().body(matchesPattern("(?s).*rollcall_cases\\{state=\"Contacted\"\\} [1-9].*"));
    }

    @Test
    void what_cannot_be_answered_is_refused_with_a_problem() {
        given().get("/cases?state=Escalated")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("https://rollcall.example/problems/invalid-request"))
                .body("detail", containsString("Escalated"));
        given().get("/cases?size=201").then().statusCode(400).contentType("application/problem+json");
        given().get("/cases/none")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("https://rollcall.example/problems/not-found"));
    }

    private static List<String> students(String query) {
        return get("/cases?" + query).jsonPath().getList("items.studentId");
    }

    private static Map<String, String> type(String name) {
        return Map.of("ce_type", "org.rollcall." + name + ".v1");
    }

    private static ProgrammeRecord programme(String code, String faculty) {
        return new ProgrammeRecord(code, "", faculty, "", "", "");
    }

    private static StudentRecord sponsoredBySlc(String student) {
        return new StudentRecord(
                student,
                "Amina",
                "Okafor",
                "a.okafor@student.example.ac.uk",
                "BSC-CS",
                5,
                Status.ENROLLED,
                null,
                LocalDate.parse("2026-09-14"),
                null,
                true,
                List.of("SLC"));
    }

    private static void change(String sql) throws SQLException {
        try (var connection = CaseService.database().connectAsOwner();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static List<String> column(String query) throws SQLException {
        try (var connection = CaseService.database().connectAsApplication();
                var rows = connection.createStatement().executeQuery(query)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}
