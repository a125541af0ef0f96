package org.rollcall.engagement;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.rollcall.engagement.University.WEEK_1;
import static org.rollcall.engagement.University.closeOf;
import static org.rollcall.engagement.University.session;
import static org.rollcall.engagement.University.sessions;
import static org.rollcall.engagement.University.student;
import static org.rollcall.engagement.University.week;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rollcall.contracts.AbsenceAuthorisation;
import org.rollcall.contracts.AttendanceRecord;
import org.rollcall.contracts.AttendanceRecord.Status;
import org.rollcall.contracts.StudentRecord;
import org.rollcall.contracts.ThresholdIds;
import org.rollcall.testkit.RollcallResource;

/** What the service says of students, from the records on the topics to the events it publishes and what REST shows. */
@QuarkusTest
@QuarkusTestResource(value = RollcallResource.class, initArgs = @ResourceArg(name = "database", value = "engagement"))
class EngagementTest {

    private static final String AMINA = "S1000001";
    private static final String BEN = "S1000002";

    @Inject
    InstantSource clock;

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
    void a_student_who_misses_week_after_week_reaches_each_step_at_its_own_week() {
        // given
        university.enrols(AMINA, BEN);
        university.misses(AMINA, 1, 2, 3, 4);
        university.attends(BEN, 1, 2, 3, 4);

        // when
        for (var week = 1; week <= 4; week++) {
            university.livesUntil(closeOf(week));
        }

        // then
        assertThat(university.weeks(AMINA)).containsExactly("1 MISSED/1", "2 MISSED/1", "3 MISSED/1", "4 MISSED/1");
        assertThat(university.steps(AMINA)).containsExactly("+one-week@1/1", "+three-weeks@3/1", "+four-weeks@4/1");
        assertThat(university.weeks(BEN))
                .containsExactly("1 ATTENDED/1", "2 ATTENDED/1", "3 ATTENDED/1", "4 ATTENDED/1");
        assertThat(university.steps(BEN)).isEmpty();
    }

    @Test
    void a_reached_step_is_a_cloud_event_that_says_its_clause_its_weeks_and_the_policy() {
        // given
        university.enrols(AMINA);
        university.misses(AMINA, 1, 2, 3);

        // when
        university.livesUntil(closeOf(3));

        // then
        var event = university.thresholds(AMINA).getLast();
        assertThat(event.headers())
                .containsEntry("ce_type", "org.rollcall.ThresholdReached.v1")
                .containsEntry("ce_source", "/rollcall/engagement-rules")
                .containsEntry("ce_subject", AMINA)
                .containsKeys("ce_id", "ce_time", "traceparent");
        assertThat(event.json().toString())
                .isEqualTo("""
                        {"thresholdId":"%s","studentId":"S1000001","programmeCode":"BSC-CS","academicYear":"2026/27",\
                        "step":"three-weeks","clause":"4","action":"CONTACT","asOfWeek":"2026-10-12",\
                        "missedWeeks":["2026-09-28","2026-10-05","2026-10-12"],"policyVersion":"2026.1",\
                        "raisedAt":"2026-10-20T23:00:00Z","revision":1}""".formatted(ThresholdIds.of(AMINA, "2026/27", "three-weeks", week(3))));
    }

    @Test
    void what_comes_twice_or_out_of_order_before_the_close_changes_nothing() {
        // given
        university.enrols(AMINA, BEN);
        university.misses(AMINA, 1, 2);
        var records = new ArrayList<AttendanceRecord>();
        for (var week = 1; week <= 2; week++) {
            records.addAll(sessions(BEN, week, Status.EXPECTED, 1));
            records.addAll(sessions(BEN, week, Status.ABSENT, 2));
        }
        records.addAll(List.copyOf(records));
        Collections.shuffle(records, new Random(7));
        records.forEach(university::says);

        // when
        university.livesUntil(closeOf(2));

        // then
        assertThat(university.weeks(BEN)).isEqualTo(university.weeks(AMINA)).hasSize(2);
        assertThat(university.steps(BEN)).isEqualTo(university.steps(AMINA)).containsExactly("+one-week@1/1");
    }

    @Test
    void a_late_register_rescinds_a_step_and_the_same_raise_returns_with_the_facts() {
        // given
        university.enrols(AMINA);
        university.misses(AMINA, 1, 2);
        university.livesUntil(closeOf(2));

        // when
        university.says(session(AMINA, WEEK_1, Status.PRESENT, 3));
        university.hearsCorrections();
        university.says(session(AMINA, WEEK_1, Status.ABSENT, 4));
        university.hearsCorrections();

        // then
        assertThat(university.weeks(AMINA))
                .containsExactly("1 MISSED/1", "2 MISSED/1", "1 ATTENDED/2", "2 MISSED/2", "1 MISSED/3", "2 MISSED/3");
        assertThat(university.steps(AMINA))
                .containsExactly(
                        "+one-week@1/1", "-one-week@1/2 ATTENDANCE_CORRECTED", "+one-week@2/1", "+one-week@1/3");
        assertThat(university.thresholds(AMINA))
                .filteredOn(event -> event.json().get("asOfWeek").textValue().equals(WEEK_1.toString()))
                .extracting(event -> event.json().get("thresholdId").textValue())
                .containsOnly(ThresholdIds.of(AMINA, "2026/27", "one-week", WEEK_1));
    }

    @Test
    void an_absence_authorised_with_effect_backwards_excuses_the_week_until_it_is_revoked() {
        // given
        university.enrols(AMINA);
        university.misses(AMINA, 1);
        university.livesUntil(closeOf(1));

        // when
        university.authorises("A1", AMINA, WEEK_1, WEEK_1.plusDays(6), AbsenceAuthorisation.Status.AUTHORISED, 1);
        university.hearsCorrections();
        university.authorises("A1", AMINA, WEEK_1, WEEK_1.plusDays(6), AbsenceAuthorisation.Status.REVOKED, 2);
        university.hearsCorrections();

        // then
        assertThat(university.weeks(AMINA)).containsExactly("1 MISSED/1", "1 EXCUSED/2", "1 MISSED/3");
        assertThat(university.steps(AMINA))
                .containsExactly("+one-week@1/1", "-one-week@1/2 ABSENCE_AUTHORISED", "+one-week@1/3");
    }

    @Test
    void a_cancelled_week_of_sessions_takes_back_what_rested_on_it() {
        // given
        university.enrols(AMINA);
        university.misses(AMINA, 1);
        university.livesUntil(closeOf(1));

        // when
        sessions(AMINA, 1, Status.CANCELLED, 3).forEach(university::says);
        university.hearsCorrections();

        // then
        assertThat(university.weeks(AMINA)).containsExactly("1 MISSED/1", "1 NOT_MONITORED/2");
        assertThat(university.steps(AMINA)).containsExactly("+one-week@1/1", "-one-week@1/2 TIMETABLE_CHANGED");
    }

    @Test
    void sessions_do_not_count_from_the_day_on_which_the_student_interrupted() {
        // given
        university.enrols(AMINA);
        university.misses(AMINA, 1, 2);
        university.livesUntil(closeOf(2));

        // when
        university.says(student(AMINA, 5, StudentRecord.Status.INTERRUPTED, WEEK_1));
        university.hearsCorrections();

        // then
        assertThat(university.weeks(AMINA)).endsWith("1 NOT_MONITORED/2", "2 NOT_MONITORED/2");
        assertThat(university.steps(AMINA)).containsExactly("+one-week@1/1", "-one-week@1/2 ENROLMENT_CHANGED");
    }

    @Test
    void a_student_is_not_assessed_before_their_record_comes_and_then_all_closed_weeks_are() {
        // given
        university.misses(AMINA, 1, 2, 3);
        university.livesUntil(closeOf(3));
        var before = university.weeks(AMINA);

        // when
        university.enrols(AMINA);
        university.hearsCorrections();

        // then
        assertThat(before).isEmpty();
        assertThat(university.weeks(AMINA)).containsExactly("1 MISSED/1", "2 MISSED/1", "3 MISSED/1");
        assertThat(university.steps(AMINA)).containsExactly("+three-weeks@3/1");
    }

    @Test
    void a_student_of_a_level_that_the_policy_leaves_out_is_never_assessed() {
        // given
        university.says(student(AMINA, 8, StudentRecord.Status.ENROLLED, null));
        university.misses(AMINA, 1);

        // when
        university.livesUntil(closeOf(1));

        // then
        assertThat(university.weeks(AMINA)).isEmpty();
        assertThat(university.steps(AMINA)).isEmpty();
    }

    @Test
    void after_downtime_the_weeks_close_in_order_and_each_is_assessed_before_the_next() {
        // given
        university.enrols(AMINA);
        university.misses(AMINA, 1, 2, 3, 4);

        // when
        university.livesUntil(closeOf(4));

        // then
        assertThat(university.weeks(AMINA)).containsExactly("1 MISSED/1", "2 MISSED/1", "3 MISSED/1", "4 MISSED/1");
        assertThat(university.steps(AMINA)).containsExactly("+one-week@1/1", "+three-weeks@3/1", "+four-weeks@4/1");
    }

    @Test
    void a_bad_record_is_quarantined_and_its_neighbours_count() {
        // given
        university.enrols(AMINA);
        university.says(session(AMINA, WEEK_1, Status.ABSENT, 1));
        university.saysMalformed(AMINA);
        university.says(session(AMINA, WEEK_1.plusDays(3), Status.ABSENT, 1));

        // when
        university.livesUntil(closeOf(1));

        // then
        assertThat(university.rows("SELECT reason FROM quarantine")).hasSize(1);
        assertThat(University.engagement(AMINA).getInt("weeks[0].required")).isEqualTo(2);
    }

    @Test
    void the_students_engagement_shows_weeks_run_and_raises() {
        // given
        university.enrols(AMINA);
        university.says(session(AMINA, WEEK_1, Status.ABSENT, 2));
        university.says(session(AMINA, WEEK_1.plusDays(3), Status.UNRECORDED, 2));

        // when
        university.livesUntil(closeOf(1));

        // then
        assertThat(get("/students/{id}/engagement?academicYear=2026/27", AMINA).asString())
                .isEqualTo("""
                        {"studentId":"S1000001","academicYear":"2026/27","run":1,"weeks":[{"weekStarting":"2026-09-28",\
                        "outcome":"MISSED","required":2,"attended":0,"late":0,"excused":0,"unrecorded":1,\
                        "policyVersion":"2026.1","revision":1}],"raises":[{"thresholdId":"%s","step":"one-week",\
                        "asOfWeek":"2026-09-28","missedWeeks":["2026-09-28"],"raisedAt":"2026-10-06T23:00:00Z",\
                        "rescindedAt":null,"revision":1}]}""".formatted(ThresholdIds.of(AMINA, "2026/27", "one-week", WEEK_1)));
    }

    @Test
    void the_engagement_of_an_unknown_student_or_in_a_year_that_is_none_is_refused() {
        get("/students/S9/engagement?academicYear=2026/27")
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
        get("/students/S9/engagement?academicYear=2026/28")
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("academicYear"));
    }

    @Test
    void the_policies_are_shown_as_they_were_loaded() {
        get("/policies").then().statusCode(200).body("items.version", contains("2026.1"));
        get("/policies/2026.1")
                .then()
                .statusCode(200)
                .body("inForceFrom", equalTo("2026-08-01"))
                .body("weekClosesAfterHours", equalTo(48))
                .body("rules.levels", contains(3, 4, 5, 6, 7))
                .body("rules.steps.name", contains("one-week", "three-weeks", "four-weeks"))
                .body("rules.steps.clause", contains("3", "4", "5"))
                .body("programmes", hasSize(0));
        get("/policies/2025.1").then().statusCode(404);
    }
}
