package org.rollcall.engagement.explanation;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.engagement.University.WEEK_1;
import static org.rollcall.engagement.University.closeOf;
import static org.rollcall.engagement.University.session;
import static org.rollcall.engagement.University.sessions;
import static org.rollcall.engagement.University.week;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rollcall.contracts.AbsenceAuthorisation;
import org.rollcall.contracts.AttendanceRecord.Status;
import org.rollcall.contracts.NotificationEvent.EmailFailed;
import org.rollcall.contracts.NotificationEvent.EmailSent;
import org.rollcall.engagement.University;
import org.rollcall.testkit.RollcallResource;

@QuarkusTest
@QuarkusTestResource(value = RollcallResource.class, initArgs = @ResourceArg(name = "database", value = "engagement"))
class ExplanationTest {

    private static final String AMINA = "S1000001";

    @Inject
    InstantSource clock;

    private University university;

    @BeforeEach
    void term() {
        university = new University(clock);
        university.enrols(AMINA);
    }

    @AfterEach
    void end() {
        university.close();
    }

    @Test
    void a_raise_is_explained_in_sentences_that_answer_a_student_on_the_phone() {
        // given
        university.misses(AMINA, 1, 2, 3);
        university.livesUntil(closeOf(3));
        university.says(new EmailSent(
                "M1", AMINA, "circumstances", causeOf("three-weeks"), "<m1@x>", Instant.parse("2026-10-20T23:02:00Z")));

        // when
        university.says(session(AMINA, week(2), Status.PRESENT, 3));
        university.hearsCorrections();

        // then
        assertThat(explanation("three-weeks").getList("inWords", String.class))
                .containsExactly(
                        "Step three-weeks, clause 4 of policy 2026.1: the student is asked for their circumstances after 3 "
                                + "missed weeks in a row or in the academic year.",
                        "It was raised on 21 October 2026 at 00:00 as of the week of 12 October 2026, for 3 missed weeks: "
                                + "28 September 2026, 5 October 2026, 12 October 2026.",
                        "Week of 28 September 2026, missed: of 2 sessions 0 attended, 2 missed without excuse, 0 excused, "
                                + "0 not recorded.",
                        "Week of 5 October 2026, missed: of 2 sessions 0 attended, 2 missed without excuse, 0 excused, "
                                + "0 not recorded.",
                        "Week of 12 October 2026, missed: of 2 sessions 0 attended, 2 missed without excuse, 0 excused, "
                                + "0 not recorded.",
                        "The e-mail circumstances was sent on 21 October 2026 at 00:02.",
                        "It was rescinded on 21 October 2026 at 00:00: attendance was corrected.",
                        "Changed since, in the week of 5 October 2026: 5COM1 lecture on Monday 5 October at 09:00 was "
                                + "absent and is attended; the week was missed and is attended.",
                        "With what is known today the step is not reached as of that week: 1 missed week in a row, 2 in "
                                + "the academic year.");
    }

    @Test
    void an_explanation_holds_each_session_with_its_status_revision_and_meaning() {
        // given a week with an absence, a session that nobody had to attend, and one that an absence covers
        university.says(session(AMINA, WEEK_1, Status.ABSENT, 4));
        university.says(session(AMINA, WEEK_1.plusDays(2), Status.CANCELLED, 2));
        university.says(session(AMINA, WEEK_1.plusDays(3), Status.ABSENT, 3));
        university.authorises(
                "A1", AMINA, WEEK_1.plusDays(3), WEEK_1.plusDays(3), AbsenceAuthorisation.Status.AUTHORISED, 1);

        // when
        university.livesUntil(closeOf(1));

        // then
        var why = explanation("one-week");
        assertThat(why.getBoolean("live")).isTrue();
        assertThat(why.getString("clause")).isEqualTo("3");
        assertThat(why.getString("policyVersion")).isEqualTo("2026.1");
        assertThat(why.getInt("rule.weeks")).isEqualTo(1);
        assertThat(why.getString("rule.counting")).isEqualTo("CONSECUTIVE");
        assertThat(why.getList("weeks[0].sessions.status", String.class))
                .containsExactly("ABSENT", "CANCELLED", "ABSENT");
        assertThat(why.getList("weeks[0].sessions.revision", Integer.class)).containsExactly(4, 2, 3);
        assertThat(why.getList("weeks[0].sessions.bearing", String.class))
                .containsExactly("ABSENT", "CANCELLED", "ABSENT");
        assertThat(why.getList("weeks[0].sessions.excused", Boolean.class)).containsExactly(false, false, true);
        assertThat(why.getList("absences.authorisationId", String.class)).containsExactly("A1");
        assertThat(why.getList("changes")).isEmpty();
        assertThat(why.getBoolean("today.reached")).isTrue();
    }

    @Test
    void weeks_of_a_run_that_count_for_nothing_are_told_of_too() {
        // given
        university.misses(AMINA, 1, 3, 5);
        sessions(AMINA, 2, Status.UNRECORDED, 2).forEach(university::says);

        // when
        university.livesUntil(closeOf(5));

        // then
        var why = explanation("three-weeks");
        assertThat(why.getList("weeks.outcome", String.class))
                .containsExactly("MISSED", "UNKNOWN", "MISSED", "NOT_MONITORED", "MISSED");
        assertThat(why.getList("weeks.counted", Boolean.class)).containsExactly(true, false, true, false, true);
        assertThat(why.getList("inWords", String.class))
                .contains("Week of 19 October 2026, not monitored: there was no session to attend.");
    }

    @Test
    void the_history_of_a_raise_tells_every_word_on_it() {
        // given
        university.misses(AMINA, 1);
        university.livesUntil(closeOf(1));

        // when
        university.authorises("A1", AMINA, WEEK_1, WEEK_1.plusDays(6), AbsenceAuthorisation.Status.AUTHORISED, 1);
        university.hearsCorrections();
        university.authorises("A1", AMINA, WEEK_1, WEEK_1.plusDays(6), AbsenceAuthorisation.Status.REVOKED, 2);
        university.hearsCorrections();

        // then
        var why = explanation("one-week");
        assertThat(why.getList("history.what", String.class)).containsExactly("RAISED", "RESCINDED", "REINSTATED");
        assertThat(why.getList("history.reason", String.class)).containsExactly(null, "ABSENCE_AUTHORISED", null);
        assertThat(why.getList("absences.status", String.class)).containsExactly("REVOKED");
        assertThat(why.getList("changes")).isEmpty();
    }

    @Test
    void a_mail_counts_as_what_became_of_it_last_and_only_those_that_the_raise_caused() {
        // given
        university.misses(AMINA, 1);
        university.livesUntil(closeOf(1));
        var cause = causeOf("one-week");

        // when
        university.says(sent("M1", cause, "2026-10-07T09:00:00Z"));
        university.says(
                new EmailFailed("M1", AMINA, "circumstances", cause, "<M1@x>", Instant.parse("2026-10-07T08:00:00Z")));
        university.says(sent("M2", "another-event", "2026-10-07T09:00:00Z"));
        university.awaitConsumed();

        // then
        var why = explanation("one-week");
        assertThat(why.getList("mails.emailId", String.class)).containsExactly("M1");
        assertThat(why.getList("mails.outcome", String.class)).containsExactly("SENT");
    }

    @Test
    void a_session_that_moved_to_another_week_is_told_of_in_both() {
        // given
        university.misses(AMINA, 1, 2, 3);
        university.livesUntil(closeOf(3));

        // when the first session of week 1 turns out to have been held in week 2
        university.says(session(AMINA, WEEK_1, week(2).plusDays(1), Status.ABSENT, 5));
        university.hearsCorrections();

        // then
        var why = explanation("three-weeks");
        assertThat(why.getList("changes.weekStarting", String.class)).containsExactly("2026-09-28", "2026-10-05");
        assertThat(why.getString("changes[0].sessions[0].then.sessionId"))
                .isEqualTo(why.getString("changes[1].sessions[0].now.sessionId"));
        assertThat(why.getBoolean("live")).isTrue();
    }

    @Test
    void a_raise_that_nobody_made_is_not_found() {
        get("/thresholds/none/explanation").then().statusCode(404).contentType("application/problem+json");
    }

    private static EmailSent sent(String emailId, String cause, String at) {
        return new EmailSent(emailId, AMINA, "circumstances", cause, "<" + emailId + "@x>", Instant.parse(at));
    }

    private String causeOf(String step) {
        return university.thresholds(AMINA).stream()
                .filter(event -> event.json().get("step").textValue().equals(step))
                .map(event -> String.valueOf(event.headers().get("ce_id")))
                .findFirst()
                .orElseThrow();
    }

    private JsonPath explanation(String step) {
        var id = university.thresholds(AMINA).stream()
                .filter(event -> event.json().get("step").textValue().equals(step))
                .map(event -> event.json().get("thresholdId").textValue())
                .findFirst()
                .orElseThrow();
        return get("/thresholds/{id}/explanation", id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
