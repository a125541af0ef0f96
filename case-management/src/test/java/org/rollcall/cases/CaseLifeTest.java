package org.rollcall.cases;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.rollcall.cases.CaseService.caseOf;
import static org.rollcall.cases.CaseService.names;
import static org.rollcall.cases.CaseService.settle;
import static org.rollcall.cases.People.SECRET;
import static org.rollcall.cases.People.leader;
import static org.rollcall.cases.People.office;
import static org.rollcall.cases.Stories.assessed;
import static org.rollcall.cases.Stories.contact;
import static org.rollcall.cases.Stories.interview;
import static org.rollcall.cases.Stories.rescinded;
import static org.rollcall.cases.Stories.sent;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.chassis.time.AdjustableClock;
import org.rollcall.contracts.AbsenceAuthorisation;
import org.rollcall.contracts.AppealEvent;
import org.rollcall.contracts.CaseEvent;
import org.rollcall.contracts.StudentRecord;
import org.rollcall.contracts.Topics;
import org.rollcall.contracts.WeekAssessed.Outcome;
import org.rollcall.testkit.RollcallResource;
import org.rollcall.testkit.Tokens;

/** What people do in a case, at the service's door, and what others hear of it. */
@QuarkusTest
@QuarkusTestResource(
        value = RollcallResource.class,
        initArgs = @ResourceArg(name = "database", value = CaseService.DATABASE))
class CaseLifeTest {

    /** A Wednesday; the interview is on the Wednesday after, which gives five working days. */
    private static final Instant WEDNESDAY = Instant.parse("2026-10-28T09:00:00Z");

    private static final Instant APPOINTMENT = Instant.parse("2026-11-04T10:00:00Z");

    private static final AtomicInteger STUDENTS = new AtomicInteger(2_000_000);

    /** What the service logged while these tests ran. */
    private static final Queue<String> LOGGED = new ConcurrentLinkedQueue<>();

    private static final Handler LOG = new Handler() {
        @Override
        public void publish(LogRecord line) {
            LOGGED.add(
                    "%s %s %s".formatted(line.getMessage(), Arrays.toString(line.getParameters()), line.getThrown()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private static CaseService service;

    private final String student = "S" + STUDENTS.incrementAndGet();

    @Inject
    InstantSource clock;

    @BeforeAll
    static void start() {
        service = new CaseService();
        Logger.getLogger("").addHandler(LOG);
    }

    @AfterAll
    static void close() {
        Logger.getLogger("").removeHandler(LOG);
        service.close();
        CaseService.database().empty();
    }

    @BeforeEach
    void wednesday() {
        CaseService.database().empty();
        service.hearsOfTheProgramme();
        at(WEDNESDAY);
    }

    @Test
    void from_the_demand_to_the_withdrawal_each_step_is_told_and_none_is_skipped() throws SQLException {
        // given
        var people = demanded();
        var caseId = caseOf(student);

        // when
        var interviewId = people.schedules(APPOINTMENT)
                .statusCode(201)
                .body("sequence", equalTo(0))
                .extract()
                .<String>path("interviewId");
        at(APPOINTMENT.plusSeconds(3600));
        people.outcome(interviewId, false, null).statusCode(200).body("state", equalTo("InterviewMissed"));
        people.recommends("INTERVIEW_MISSED_WITHOUT_NOTICE").statusCode(201);
        people.takesUp().statusCode(201);
        var decisionId = people.decides("WITHDRAW", LocalDate.parse("2026-11-04"))
                .statusCode(201)
                .body("appealDeadline", equalTo("2026-11-18"))
                .body("timeToAppeal.skippedDays.reason", contains("Saturday", "Sunday", "Saturday", "Sunday"))
                .extract()
                .<String>path("decisionId");
        people.file()
                .body("state", equalTo("Decided"))
                .body("decision.decisionId", equalTo(decisionId))
                .body("appealDeadline", equalTo("2026-11-18"))
                .body("next.call", contains("REPORT_CIRCUMSTANCES"));
        // The last day has ended; an appeal of its last minute may lie in the mailbox unread, for an hour at most.
        at(Instant.parse("2026-11-19T00:59:59Z"));
        settle();
        people.file().body("state", equalTo("Decided"));
        at(Instant.parse("2026-11-19T01:00:00Z"));
        settle();

        // then
        people.file().body("state", equalTo("Withdrawn"));
        var told = service.told(student);
        assertThat(names(told))
                .containsExactly(
                        "CaseOpened",
                        "InterviewRequired",
                        "InterviewScheduled",
                        "InterviewMissed",
                        "WithdrawalRecommended",
                        "WithdrawalReferred",
                        "FacultyDecisionMade",
                        "WithdrawalTookEffect");
        var scheduled = told.get(2).as(CaseEvent.InterviewScheduled.class);
        assertThat(scheduled.uid()).startsWith(interviewId);
        assertThat(scheduled.endsAt()).isEqualTo(APPOINTMENT.plusSeconds(1800));
        assertThat(scheduled.location()).isEqualTo("JP-301");
        assertThat(scheduled.actor()).isEqualTo("p.marsh");
        var decided = told.get(6).as(CaseEvent.FacultyDecisionMade.class);
        assertThat(decided.decidedBy()).isEqualTo("f.admin");
        assertThat(decided.appealDeadline()).isEqualTo("2026-11-18");
        assertThat(told.get(7).as(CaseEvent.WithdrawalTookEffect.class).actor()).isEqualTo("case-management");
        get("/cases/" + caseId + "/history?verify=true").then().body("verification.intact", equalTo(true));
        nobodyReads(SECRET);
        people.file().body("texts.text", contains(SECRET, SECRET, SECRET));
    }

    @Test
    void an_interview_is_not_scheduled_before_the_demand_was_sent() {
        // given
        service.hears(contact(student, 1)).hears(interview(student, 4));
        settle();
        var people = new People(caseOf(student), student);

        // then
        people.file()
                .body(
                        "next.find { it.call == 'SCHEDULE_INTERVIEW' }.notYet.reason",
                        equalTo("interview-demand-not-sent"));
        people.schedules(APPOINTMENT)
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("https://rollcall.example/problems/interview-demand-not-sent"))
                .body("clause", equalTo("5"))
                .body("instead.call", contains("CLOSE", "REPORT_CIRCUMSTANCES"));
        service.hears(sent(interview(student, 4)));
        settle();
        people.schedules(APPOINTMENT).statusCode(201);
    }

    @ParameterizedTest(name = "seen on {0}, an interview on {1}: {2}")
    @CsvSource({
        "2026-10-28T09:00:00Z, 2026-11-03T10:00:00Z, 409",
        "2026-10-28T09:00:00Z, 2026-11-04T10:00:00Z, 201",
        "2027-03-24T09:00:00Z, 2027-04-01T09:00:00Z, 409"
    })
    void an_interview_gives_five_working_days_of_notice(Instant seen, Instant startsAt, int status) {
        var people = demanded();
        at(seen);

        var answer = people.schedules(startsAt).statusCode(status);

        if (status == 409) {
            answer.body("type", containsString("notice-too-short")).body("clause", equalTo("5"));
            people.schedules(startsAt, true).statusCode(201);
        }
    }

    @Test
    void an_interview_keeps_its_invitation_while_it_is_moved_and_called_off() {
        // given
        var people = demanded();
        var caseId = caseOf(student);
        var created = people.schedules(APPOINTMENT).extract();
        var interviewId = created.<String>path("interviewId");
        var path = "/cases/" + caseId + "/interviews/" + interviewId;

        // when
        leader().header("If-Match", "\"1\"")
                .body(People.appointment(APPOINTMENT.plusSeconds(3600), false))
                .put(path)
                .then()
                .statusCode(412);
        leader().header("If-Match", created.header("ETag"))
                .body(People.appointment(APPOINTMENT.plusSeconds(3600), false))
                .put(path)
                .then()
                .statusCode(200)
                .body("sequence", equalTo(1));
        people.theStudent().post(path + "/notice").then().statusCode(200).body("priorNotice", equalTo(true));
        office().delete(path).then().statusCode(200).body("sequence", equalTo(2));
        leader().delete(path).then().statusCode(409);
        settle();

        // then
        var told = service.told(student).subList(2, 6);
        assertThat(names(told))
                .containsExactly(
                        "InterviewScheduled", "InterviewRescheduled", "InterviewNoticeGiven", "InterviewCancelled");
        assertThat(told).extracting(event -> event.json().get("uid").asText()).containsOnly(interviewId + "@rollcall");
        assertThat(told)
                .extracting(event -> event.json().get("sequence").asInt())
                .containsExactly(0, 1, 1, 2);
    }

    @Test
    void two_agreements_may_be_made_in_a_year_and_no_third() {
        // given
        var people = demanded();

        // when
        var first = agreement(people, APPOINTMENT);
        people.file().body("state", equalTo("AgreementInForce"));
        service.hears(assessed(student, LocalDate.parse("2026-11-09"), Outcome.MISSED, 1));
        settle();
        people.file()
                .body("state", equalTo("InterviewRequired"))
                .body("agreements[0].status", equalTo("BREACHED"))
                .body("agreements[0].breachedBy", equalTo("2026-11-09"));
        var second = agreement(people, APPOINTMENT.plusSeconds(21 * 86_400));
        people.reviews(second, "BREACHED").statusCode(200).body("status", equalTo("BREACHED"));

        // then
        people.makesAgreement(LocalDate.parse("2026-12-01"), LocalDate.parse("2026-12-15"))
                .statusCode(409)
                .body("type", equalTo("https://rollcall.example/problems/agreement-limit-reached"))
                .body("clause", equalTo("8"))
                .body("instead.call", hasItems("RECOMMEND_WITHDRAWAL", "SCHEDULE_INTERVIEW"));
        people.recommends("SECOND_AGREEMENT_BREACHED")
                .statusCode(201)
                .body("ground", equalTo("SECOND_AGREEMENT_BREACHED"));
        settle();
        var made = service.told(student).stream()
                .filter(event -> names(List.of(event)).contains("AgreementMade"))
                .toList();
        assertThat(made)
                .extracting(event -> event.as(CaseEvent.AgreementMade.class).agreementId())
                .containsExactly(first, second);
        assertThat(made)
                .extracting(event -> event.as(CaseEvent.AgreementMade.class).number())
                .containsExactly(1, 2);
    }

    @Test
    void an_appeal_stays_the_withdrawal_and_one_that_is_upheld_brings_the_case_back() {
        // given
        var people = demanded();
        var decisionId = decided(people);

        // when
        appeals(new AppealEvent.AppealReceived(
                "a1" + student, caseOf(student), decisionId, student, clock.instant(), student));
        at(Instant.parse("2026-12-24T00:00:00Z"));
        settle();

        // then
        people.file().body("state", equalTo("WithdrawalStayed")).body("appeals.status", contains("OPEN"));
        people.closes().statusCode(409).body("clause", equalTo("appeal 3"));

        // when
        appeals(new AppealEvent.AppealUpheld(
                "a1" + student, caseOf(student), decisionId, student, clock.instant(), "h.registry"));

        // then
        people.file()
                .body("state", equalTo("InterviewRequired"))
                .body("decision", nullValue())
                .body("quashedDecisions.decisionId", contains(decisionId))
                .body("flags", contains("APPEAL_UPHELD"))
                .body("next.call", hasItems("SCHEDULE_INTERVIEW", "CLEAR_FLAGS"));
        people.clearsFlags().statusCode(200).body("flags", empty());
        assertThat(names(service.told(student))).endsWith("WithdrawalStayed", "CaseReviewRequired");
    }

    @Test
    void an_appeal_that_was_not_upheld_lets_the_withdrawal_take_effect() {
        // given
        var people = demanded();
        var decisionId = decided(people);

        // when
        appeals(new AppealEvent.AppealReceived(
                "a2" + student, caseOf(student), decisionId, student, clock.instant(), student));
        appeals(new AppealEvent.AppealNotUpheld(
                "a2" + student, caseOf(student), decisionId, student, clock.instant(), "h.registry"));
        appeals(new AppealEvent.AppealReceived(
                "a2" + student, caseOf(student), decisionId, student, clock.instant(), student));

        // then
        people.file().body("state", equalTo("Withdrawn"));
        assertThat(names(service.told(student))).endsWith("WithdrawalStayed", "WithdrawalTookEffect");
    }

    @Test
    void an_appeal_against_a_decision_that_nobody_made_is_set_aside() throws SQLException {
        appeals(new AppealEvent.AppealReceived("a3", "no case", "no decision", student, clock.instant(), student));

        assertThat(column("SELECT topic FROM quarantine")).containsExactly("appeal.events");
    }

    @Test
    void a_demand_that_is_corrected_after_people_acted_is_put_before_a_person() {
        // given
        var people = demanded();
        people.schedules(APPOINTMENT).statusCode(201);

        // when
        service.hears(rescinded(interview(student, 4)));
        settle();

        // then
        people.file().body("state", equalTo("InterviewScheduled")).body("flags", contains("THRESHOLD_RESCINDED"));
        assertThat(names(service.told(student))).endsWith("CaseReviewRequired");
        get("/cases?flagged=true").then().body("items.caseId", contains(caseOf(student)));
        people.closes()
                .statusCode(200)
                .body("state", equalTo("Closed"))
                .body("closedBecause", equalTo("CLOSED_BY_PERSON"));
        settle();
        assertThat(names(service.told(student))).endsWith("InterviewCancelled", "CaseClosed");
    }

    @Test
    void circumstances_and_absences_are_told_without_a_word_of_what_was_written() throws SQLException {
        // given
        service.probe().publish(Topics.STUDENTS, student, sponsored(student));
        var people = demanded();
        var caseId = caseOf(student);

        // when
        var circumstances = people.theStudent()
                .body(Map.of("text", SECRET, "from", "2026-10-12", "to", "2026-10-16"))
                .post("/cases/" + caseId + "/circumstances")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("circumstancesId");
        var absence = office().header("Idempotency-Key", "absence of " + student)
                .body(Map.of(
                        "from", "2026-10-12", "to", "2026-10-16", "reason", SECRET, "circumstancesId", circumstances))
                .post("/students/" + student + "/absences")
                .then()
                .statusCode(201)
                .body("status", equalTo("AUTHORISED"))
                .extract()
                .<String>path("absenceId");
        office().body(Map.of("from", "2026-10-19", "to", "2026-10-23", "reason", SECRET, "status", "REFUSED"))
                .post("/students/" + student + "/absences")
                .then()
                .statusCode(201)
                .body("status", equalTo("REFUSED"));
        office().delete("/absences/" + absence).then().statusCode(200).body("revision", equalTo(2));
        office().delete("/absences/" + absence).then().statusCode(200).body("revision", equalTo(2));
        settle();

        // then
        assertThat(service.probe().all(Topics.ABSENCES).stream()
                        .filter(event -> student.equals(event.key()))
                        .map(event -> event.as(AbsenceAuthorisation.class)))
                .extracting(AbsenceAuthorisation::status, AbsenceAuthorisation::revision)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(AbsenceAuthorisation.Status.AUTHORISED, 1),
                        org.assertj.core.groups.Tuple.tuple(AbsenceAuthorisation.Status.REVOKED, 2));
        assertThat(names(service.told(student))).endsWith("CircumstancesReported");
        people.theStudent()
                .get("/students/" + student + "/absences")
                .then()
                .body("items.status", contains("REFUSED", "REVOKED"))
                .body("items.reason", contains(SECRET, SECRET));
        people.file().body("texts[0].text", equalTo(SECRET)).body("texts[0].from", equalTo("2026-10-12"));
        nobodyReads(SECRET);
    }

    @Test
    void what_is_asked_for_twice_under_one_key_is_done_once() {
        // given
        var people = demanded();
        var path = "/cases/" + caseOf(student) + "/interviews";

        // when
        var first = leader().header("Idempotency-Key", "k1")
                .body(People.appointment(APPOINTMENT, false))
                .post(path);
        var again = leader().header("Idempotency-Key", "k1")
                .body(People.appointment(APPOINTMENT, false))
                .post(path);

        // then
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.<String>path("interviewId")).isEqualTo(first.path("interviewId"));
        leader().header("Idempotency-Key", "k1")
                .body(People.appointment(APPOINTMENT.plusSeconds(60), false))
                .post(path)
                .then()
                .statusCode(422)
                .body("type", containsString("idempotency-key-reused"));
        people.file().body("interviews.sequence", contains(0));
    }

    @Test
    void each_act_needs_a_named_person_in_the_right_role_and_a_case_that_is_theirs() {
        var people = demanded();
        var caseId = caseOf(student);
        var body = People.appointment(APPOINTMENT, false);

        given().header("Authorization", "Bearer of-nothing")
                .contentType("application/json")
                .body(body)
                .post("/cases/" + caseId + "/interviews")
                .then()
                .statusCode(401)
                .contentType("application/problem+json");
        people.theStudent()
                .body(body)
                .post("/cases/" + caseId + "/interviews")
                .then()
                .statusCode(403)
                .body("roles", hasItem("programme-leader"));
        People.as("S0000001", "student").get("/cases/" + caseId).then().statusCode(404);
        People.as("S0000001", "student")
                .get("/cases/" + caseId + "/history")
                .then()
                .statusCode(404);
        people.theStudent().get("/cases").then().statusCode(403);
        people.theStudent().get("/cases/" + caseId).then().statusCode(200);
        ledBy("BA-HI").get("/cases/" + caseId).then().statusCode(404);
        ledBy("BA-HI")
                .body(body)
                .post("/cases/" + caseId + "/interviews")
                .then()
                .statusCode(404);
        ledBy("BSC-CS").get("/cases/" + caseId).then().statusCode(200);
    }

    private static RequestSpecification ledBy(String... programmes) {
        return People.as(Tokens.of("p.marsh", "programme-leader").leading(programmes));
    }

    @Test
    void what_is_wrong_in_a_body_is_named() {
        service.probe().publish(Topics.STUDENTS, student, sponsored(student));
        demanded();
        var path = "/cases/" + caseOf(student) + "/interviews";

        leader().body(Map.of("durationMinutes", 30))
                .post(path)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/startsAt"));
        leader().body(Map.of(
                        "startsAt", APPOINTMENT.toString(), "durationMinutes", 30, "joinUrl", "javascript:alert(1)"))
                .post(path)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/joinUrl"));
        leader().body(Map.of("startsAt", APPOINTMENT.toString(), "durationMinutes", 0, "location", "JP-301"))
                .post(path)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/durationMinutes"));
        leader().post(path).then().statusCode(400).body("detail", not(containsString("org.rollcall")));
        office().body(Map.of("from", "2026-10-12", "to", "+1000000-10-12", "reason", SECRET))
                .post("/students/" + student + "/absences")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/to"));
        office().body(Map.of(
                        "from", "2026-10-12", "to", "2026-10-12", "reason", SECRET, "circumstancesId", "of another"))
                .post("/students/" + student + "/absences")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/circumstancesId"));
        office().body(Map.of("decision", "WITHDRAW", "reason", SECRET, "notifiedOn", "+999999999-12-31"))
                .post("/cases/" + caseOf(student) + "/decision")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/notifiedOn"));
        get("/reportable-absences?due-before=%2B1000000-01-01")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("due-before"));
    }

    @Test
    void what_has_to_be_reported_of_a_sponsored_student_has_a_clock_that_an_appeal_holds() {
        // given
        var people = demanded();
        service.probe().publish(Topics.STUDENTS, student, sponsored(student));
        settle();
        assertThat(reportable("UKVI")).containsExactly("ENGAGEMENT DUE 2026-11-11 null");

        // when
        var decisionId = decided(people);
        appeals(new AppealEvent.AppealReceived(
                "a4" + student, caseOf(student), decisionId, student, clock.instant(), student));

        // then
        assertThat(reportable("UKVI")).containsExactly("ENGAGEMENT HELD 2026-11-11 5");
        People.as("c.officer", "compliance")
                .post("/reportable-absences/" + reportableId("UKVI") + "/report")
                .then()
                .statusCode(409)
                .body("type", containsString("clock-is-held"));

        // when
        at(Instant.parse("2026-12-01T12:00:00Z"));
        appeals(new AppealEvent.AppealNotUpheld(
                "a4" + student, caseOf(student), decisionId, student, clock.instant(), "h.registry"));

        // then: five days were left, and the withdrawal of 1 December has ten
        assertThat(reportable("UKVI"))
                .containsExactly("ENGAGEMENT DUE 2026-12-08 null", "WITHDRAWAL DUE 2026-12-15 null");
        assertThat(reportable("SLC")).hasSize(2);
        People.as("c.officer", "compliance")
                .body(Map.of("reference", "=HYPERLINK(1)"))
                .post("/reportable-absences/" + reportableId("UKVI") + "/report")
                .then()
                .statusCode(200)
                .body("status", equalTo("REPORTED"))
                .body("reportedBy", equalTo("c.officer"));
        assertThat(given().accept("text/csv")
                        .get("/reportable-absences?body=UKVI")
                        .asString()
                        .lines()
                        .toList())
                .hasSize(3)
                .anyMatch(line -> line.contains("REPORTED") && line.contains("'=HYPERLINK(1)"));
        get("/reportable-absences?body=UKVI&due-before=2026-12-09").then().body("total", equalTo(1));
    }

    @Test
    void what_was_corrected_away_is_not_to_be_reported() {
        // given
        service.probe().publish(Topics.STUDENTS, student, sponsored(student));
        demanded();

        // when
        service.hears(rescinded(interview(student, 4)));
        settle();

        // then
        assertThat(reportable("UKVI")).containsExactly("ENGAGEMENT LAPSED 2026-11-11 null");
    }

    @Test
    void what_turns_out_to_be_reportable_while_an_appeal_is_open_is_held_from_when_it_arrived() {
        // given
        var people = demanded();
        var decisionId = decided(people);
        appeals(new AppealEvent.AppealReceived(
                "a5" + student, caseOf(student), decisionId, student, clock.instant(), student));

        // when
        at(Instant.parse("2026-11-09T09:00:00Z"));
        service.probe().publish(Topics.STUDENTS, student, sponsored(student));
        settle();

        // then: of the ten days five had passed on the day of the appeal
        assertThat(reportable("UKVI")).containsExactly("ENGAGEMENT HELD 2026-11-11 5");
    }

    @Test
    void a_clock_is_held_until_the_last_appeal_has_ended() {
        // given
        service.probe().publish(Topics.STUDENTS, student, sponsored(student));
        var people = demanded();
        var decisionId = decided(people);
        for (var appeal : List.of("a6", "a7")) {
            appeals(new AppealEvent.AppealReceived(
                    appeal + student, caseOf(student), decisionId, student, clock.instant(), student));
        }

        // when
        appeals(new AppealEvent.AppealRejectedAsLate(
                "a6" + student, caseOf(student), decisionId, student, clock.instant(), "h.registry"));

        // then
        people.file().body("state", equalTo("WithdrawalStayed"));
        assertThat(reportable("UKVI")).containsExactly("ENGAGEMENT HELD 2026-11-11 5");
    }

    @Test
    void what_was_reported_and_corrected_is_reported_anew_when_it_happens_again() {
        // given
        service.probe().publish(Topics.STUDENTS, student, sponsored(student));
        demanded();
        report("first").body("status", equalTo("REPORTED"));

        // when: the demand is corrected away, and the body is told
        service.hears(rescinded(interview(student, 4)));
        settle();
        get("/reportable-absences?body=UKVI").then().body("items[0].correctionDue", equalTo(true));
        report("second").body("status", equalTo("CORRECTED"));
        service.hears(interview(student, 5));
        settle();

        // then
        get("/reportable-absences?body=UKVI&status=CORRECTED")
                .then()
                .body("items.reference", contains("first"))
                .body("items.correctionReference", contains("second"));
        assertThat(reportable("UKVI"))
                .containsExactly("ENGAGEMENT CORRECTED 2026-11-11 null", "ENGAGEMENT DUE 2026-11-11 null");
    }

    @Test
    void a_record_that_arrives_while_the_demand_is_taken_in_waits_for_it() throws SQLException {
        // given: the demand of another transaction, which nobody sees yet
        demanded();
        execute("UPDATE reportable_events SET live = false");
        try (var connection = CaseService.database().connectAsApplication();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT FROM casebooks FOR UPDATE");
            statement.execute("UPDATE reportable_events SET live = true");

            // when
            service.probe().publish(Topics.STUDENTS, student, sponsored(student));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> !column("SELECT pid::text FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
                            .isEmpty());
            connection.commit();
        }
        settle();

        // then
        assertThat(reportable("UKVI")).hasSize(1);
    }

    @Test
    void a_breach_that_is_corrected_is_put_before_the_programme_leader() {
        // given
        var people = demanded();
        agreement(people, APPOINTMENT);
        var week = LocalDate.parse("2026-11-09");
        service.hears(assessed(student, week, Outcome.MISSED, 1));
        settle();
        people.file().body("state", equalTo("InterviewRequired"));

        // when
        service.hears(assessed(student, week, Outcome.ATTENDED, 2));
        settle();

        // then
        people.file().body("state", equalTo("AgreementInForce")).body("flags", contains("BREACH_CORRECTED"));
        assertThat(service.told(student).getLast().as(CaseEvent.CaseReviewRequired.class))
                .extracting(CaseEvent.CaseReviewRequired::reason)
                .isEqualTo(CaseEvent.CaseReviewRequired.Reason.BREACH_CORRECTED);
    }

    @Test
    void an_agreement_can_be_had_on_paper() {
        var people = demanded();
        var agreementId = agreement(people, APPOINTMENT);

        var paper = leader().accept("application/pdf").get("/agreements/" + agreementId);

        assertThat(paper.statusCode()).isEqualTo(200);
        assertThat(paper.contentType()).isEqualTo("application/pdf");
        assertThat(new String(paper.asByteArray(), 0, 5, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("%PDF-");
        leader().get("/agreements/" + agreementId).then().body("terms", equalTo("Come to every seminar."));
    }

    private static ValidatableResponse report(String reference) {
        return People.as("c.officer", "compliance")
                .body(Map.of("reference", reference))
                .post("/reportable-absences/" + reportableId("UKVI") + "/report")
                .then()
                .statusCode(200);
    }

    private static List<String> reportable(String body) {
        return get("/reportable-absences?body=" + body).jsonPath().<Map<String, Object>>getList("items").stream()
                .map(item -> "%s %s %s %s"
                        .formatted(item.get("kind"), item.get("status"), item.get("dueOn"), item.get("daysLeft")))
                .toList();
    }

    private static String reportableId(String body) {
        return get("/reportable-absences?body=" + body).jsonPath().getString("items[0].id");
    }

    private static StudentRecord sponsored(String student) {
        return new StudentRecord(
                student,
                "Amina",
                "Okafor",
                "a.okafor@student.example.ac.uk",
                "BSC-CS",
                5,
                StudentRecord.Status.ENROLLED,
                null,
                LocalDate.parse("2026-09-14"),
                null,
                true,
                List.of("SLC"));
    }

    private String agreement(People people, Instant interviewAt) {
        var interviewId =
                people.schedules(interviewAt, true).statusCode(201).extract().<String>path("interviewId");
        at(interviewAt.plusSeconds(1800));
        people.outcome(interviewId, true, "AGREEMENT").statusCode(200).body("state", equalTo("InterviewHeld"));
        var today = LocalDate.ofInstant(interviewAt, java.time.ZoneOffset.UTC);
        var agreementId = people.makesAgreement(today, today.plusWeeks(4))
                .statusCode(201)
                .body("status", equalTo("PROPOSED"))
                .extract()
                .<String>path("agreementId");
        people.signs(people.theStudent(), agreementId).statusCode(200).body("student.by", equalTo(student));
        people.signs(leader(), agreementId)
                .statusCode(200)
                .body("status", equalTo("IN_FORCE"))
                .body("programmeLeader.by", equalTo("p.marsh"));
        return agreementId;
    }

    private String decided(People people) {
        var interviewId = people.schedules(APPOINTMENT).extract().<String>path("interviewId");
        at(APPOINTMENT);
        people.outcome(interviewId, true, "RECOMMEND_WITHDRAWAL").statusCode(200);
        people.recommends("INTERVIEW_OUTCOME").statusCode(201);
        people.takesUp().statusCode(201);
        return people.decides("WITHDRAW", LocalDate.parse("2026-11-04"))
                .statusCode(201)
                .body("decisionId", notNullValue())
                .extract()
                .path("decisionId");
    }

    private People demanded() {
        var contact = contact(student, 1);
        var demand = interview(student, 4);
        service.hears(contact).hears(demand).hears(sent(demand));
        settle();
        return new People(caseOf(student), student);
    }

    private void appeals(AppealEvent event) {
        service.hears(event);
        settle();
    }

    private void at(Instant now) {
        ((AdjustableClock) clock).set(now);
    }

    /** Neither in what was published or logged nor anywhere in the database. */
    private static void nobodyReads(String word) throws SQLException {
        settle();
        assertThat(LOGGED).noneMatch(line -> line.contains(word));
        for (var topic : List.of(Topics.CASES, Topics.ABSENCES)) {
            assertThat(service.probe().all(topic))
                    .noneMatch(event -> event.toString().contains(word));
        }
        for (var table : column(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'flyway_schema_history'")) {
            assertThat(column("SELECT t::text FROM " + table + " t WHERE t::text LIKE '%" + word
                            + "%' OR t::text LIKE '%"
                            + java.util.HexFormat.of().formatHex(word.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                            + "%'"))
                    .as(table)
                    .isEmpty();
        }
    }

    private static void execute(String statement) throws SQLException {
        try (var connection = CaseService.database().connectAsApplication()) {
            connection.createStatement().execute(statement);
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
