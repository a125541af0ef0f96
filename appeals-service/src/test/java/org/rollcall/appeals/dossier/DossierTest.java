package org.rollcall.appeals.dossier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.appeals.dossier.CaseStory.WEEK_1;
import static org.rollcall.appeals.dossier.CaseStory.WEEK_2;
import static org.rollcall.appeals.dossier.CaseStory.WEEK_3;
import static org.rollcall.appeals.dossier.CaseStory.agreement;
import static org.rollcall.appeals.dossier.CaseStory.decision;
import static org.rollcall.appeals.dossier.CaseStory.email;
import static org.rollcall.appeals.dossier.CaseStory.interview;
import static org.rollcall.appeals.dossier.CaseStory.london;
import static org.rollcall.appeals.dossier.CaseStory.milestone;
import static org.rollcall.appeals.dossier.CaseStory.raise;
import static org.rollcall.appeals.dossier.CaseStory.rescinded;
import static org.rollcall.appeals.dossier.CaseStory.standing;
import static org.rollcall.appeals.dossier.CaseStory.week;
import static org.rollcall.appeals.dossier.Verdict.MET;
import static org.rollcall.appeals.dossier.Verdict.NOT_MET;
import static org.rollcall.appeals.dossier.Verdict.UNKNOWN;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.rollcall.appeals.dossier.Fact.Agreement;
import org.rollcall.appeals.dossier.Fact.Decision;
import org.rollcall.appeals.dossier.Fact.Interview;
import org.rollcall.appeals.dossier.Fact.Milestone;
import org.rollcall.appeals.dossier.Fact.Week;

/** Stories in which each step of the policy was followed, and stories in which one was not. */
class DossierTest {

    static Stream<CaseStory> storiesByTheBook() {
        return Stream.of(CaseStory.ofAMissedInterview(), CaseStory.ofAnInterviewHeld(), CaseStory.ofTwoAgreements());
    }

    @ParameterizedTest
    @MethodSource("storiesByTheBook")
    void a_case_by_the_book_is_met_in_every_line(CaseStory story) {
        // when
        var dossier = story.dossier();

        // then
        assertThat(dossier.lines())
                .allSatisfy(line -> assertThat(line.now().verdict())
                        .as("%s: %s", line.step(), line.now().because())
                        .isEqualTo(MET));
        assertThat(dossier.lines()).noneMatch(Line::changedSince);
        assertThat(dossier.openLines()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("storiesByTheBook")
    void a_met_line_names_the_events_that_show_it(CaseStory story) {
        assertThat(story.dossier().lines())
                .filteredOn(line -> !line.step().equals("agreements-within-limit"))
                .allSatisfy(
                        line -> assertThat(line.now().events()).as(line.step()).isNotEmpty());
    }

    @Test
    void a_decision_is_only_measured_by_the_steps_that_it_rests_on() {
        assertThat(steps(CaseStory.ofAMissedInterview()))
                .contains("interview-missed")
                .doesNotContain("interview-took-place", "second-agreement-breached");
        assertThat(steps(CaseStory.ofTwoAgreements()))
                .contains("interview-took-place", "second-agreement-breached")
                .doesNotContain("interview-missed");
    }

    private static List<String> steps(CaseStory story) {
        return story.dossier().lines().stream().map(Line::step).toList();
    }

    /** Whatever is broken shows in its own line; the others stay as they were. */
    @ParameterizedTest
    @CsvSource({
        "email-one-week,    contact-one-week",
        "email-three-weeks, contact-three-weeks",
        "email-appointment, appointment-sent",
        "email-decision,    decision-notified",
        "raise-three-weeks, contact-three-weeks"
    })
    void a_single_event_that_is_not_there_breaks_its_own_line_alone(String event, String broken) {
        // given
        var story = CaseStory.ofAMissedInterview().without(event);

        // then
        assertThat(story.dossier().openLines()).containsExactly(broken);
        assertThat(story.line(broken).now().verdict()).isEqualTo(NOT_MET);
    }

    @Test
    void no_three_week_email_is_not_met_and_shows_the_step_that_asked_for_it() {
        // given
        var story = CaseStory.ofAMissedInterview().without("email-three-weeks");

        // when
        var line = story.line("contact-three-weeks");

        // then
        assertThat(line.now().verdict()).isEqualTo(NOT_MET);
        assertThat(line.now().because()).contains("no e-mail of it was sent");
        assertThat(ids(line.now())).containsExactly("raise-three-weeks");
    }

    @Test
    void an_email_that_failed_is_not_met_and_shows_the_failure() {
        // given
        var story = CaseStory.ofAMissedInterview()
                .with(
                        "email-three-weeks",
                        email("email-failed", "three-weeks", "raise-three-weeks", false, "2026-10-31T00:05"));

        // when
        var line = story.line("contact-three-weeks");

        // then
        assertThat(line.now().verdict()).isEqualTo(NOT_MET);
        assertThat(line.now().because()).contains("failed for good on 31 October 2026 at 00:05");
        assertThat(ids(line.now())).containsExactly("raise-three-weeks", "email-failed");
    }

    @Test
    void an_email_that_failed_and_was_sent_again_in_time_is_met() {
        // given
        var story = CaseStory.ofAMissedInterview()
                .with(email("email-failed", "three-weeks", "raise-three-weeks", false, "2026-10-28T00:02"));

        // then
        assertThat(story.line("contact-three-weeks").now().verdict()).isEqualTo(MET);
    }

    @Test
    void an_email_that_came_after_the_next_steps_is_not_met() {
        // given
        var story = CaseStory.ofAMissedInterview()
                .with(
                        "email-three-weeks",
                        email("email-late", "three-weeks", "raise-three-weeks", true, "2026-11-04T00:06"));

        // when
        var line = story.line("contact-three-weeks");

        // then
        assertThat(line.now().verdict()).isEqualTo(NOT_MET);
        assertThat(ids(line.now())).containsExactly("raise-three-weeks", "email-four-weeks", "email-late");
    }

    @Test
    void the_email_to_the_office_does_not_count_as_the_students() {
        // given
        var story = CaseStory.ofAMissedInterview().without("email-four-weeks");

        // then
        assertThat(story.line("interview-demanded").now().verdict()).isEqualTo(NOT_MET);
        assertThat(story.line("interview-scheduled").now().verdict()).isEqualTo(NOT_MET);
    }

    @Test
    void emails_named_after_their_template_count_as_those_named_after_their_step() {
        // given
        var story = CaseStory.ofAMissedInterview()
                .with(
                        "email-one-week",
                        email("email-one-week", "circumstances", "raise-one-week", true, "2026-10-14T00:05"))
                .with(
                        "email-four-weeks",
                        email("email-four-weeks", "interview-required", "raise-four-weeks", true, "2026-11-04T00:05"));

        // then
        assertThat(story.dossier().openLines()).isEmpty();
    }

    @Test
    void where_nothing_is_known_of_any_email_it_is_unknown_whether_they_were_sent() {
        // given
        var story = CaseStory.ofAMissedInterview().withoutType(Fact.Email.class);

        // then
        assertThat(story.dossier().openLines())
                .containsExactlyInAnyOrder(
                        "contact-one-week",
                        "contact-three-weeks",
                        "interview-demanded",
                        "interview-scheduled",
                        "appointment-sent",
                        "decision-notified");
        assertThat(story.dossier().count(UNKNOWN)).isEqualTo(6);
    }

    @Test
    void an_interview_scheduled_a_minute_before_the_email_that_demands_it_is_not_met() {
        // given
        var story = CaseStory.ofAMissedInterview()
                .with(
                        "interview-scheduled",
                        interview("too-early", "2026-11-04T00:04", "p.marsh", Interview.Kind.SCHEDULED))
                .with(
                        "email-appointment",
                        email("email-appointment", "appointment", "too-early", true, "2026-11-04T10:01"));

        // when
        var line = story.line("interview-scheduled");

        // then
        assertThat(story.dossier().openLines()).containsExactly("interview-scheduled");
        assertThat(line.now().verdict()).isEqualTo(NOT_MET);
        assertThat(ids(line.now())).containsExactly("too-early", "email-four-weeks");
    }

    /** From Wednesday 4 November, working day 5 is Wednesday 11 November. */
    @ParameterizedTest
    @CsvSource({"2026-11-10T14:00, NOT_MET", "2026-11-11T09:00, MET", "2026-11-12T14:00, MET"})
    void notice_is_measured_in_working_days_from_the_day_on_which_the_time_was_set(String startsAt, Verdict verdict) {
        // given
        var story = CaseStory.ofAMissedInterview()
                .changing("interview-scheduled", Interview.class, interview -> starting(interview, startsAt))
                .changing("interview-missed", Interview.class, interview -> starting(interview, startsAt));

        // then
        assertThat(story.line("interview-notice").now().verdict()).isEqualTo(verdict);
    }

    @Test
    void a_new_time_needs_its_own_notice() {
        // given
        var story = CaseStory.ofAMissedInterview()
                .with(
                        interview(
                                "moved", "2026-11-10T16:00", "p.marsh", Interview.Kind.RESCHEDULED, "2026-11-13T09:00"),
                        email("email-moved", "appointment", "moved", true, "2026-11-10T16:01"))
                .changing(
                        "interview-missed",
                        Interview.class,
                        missed -> starting(
                                interview("interview-missed", "2026-11-13T09:30", "p.marsh", missed.kind()),
                                "2026-11-13T09:00"));

        // when
        var line = story.line("interview-notice");

        // then
        assertThat(line.now().verdict()).isEqualTo(NOT_MET);
        assertThat(ids(line.now())).containsExactly("moved");
    }

    @Test
    void a_new_room_needs_no_notice_of_its_own() {
        // given
        var story = CaseStory.ofAMissedInterview()
                .with(interview("another-room", "2026-11-11T16:00", "p.marsh", Interview.Kind.RESCHEDULED));

        // then
        assertThat(story.line("interview-notice").now().verdict()).isEqualTo(MET);
    }

    private static Interview starting(Interview interview, String startsAt) {
        return new Interview(
                interview.source(),
                interview.caseId(),
                interview.academicYear(),
                interview.actor(),
                interview.kind(),
                interview.interviewId(),
                london(startsAt),
                interview.sequence(),
                interview.interviewer());
    }

    @ParameterizedTest
    @CsvSource({"2026-11-12T13:59, NOT_MET", "2026-11-12T14:00, MET"})
    void notice_given_before_the_start_takes_the_ground_away(String givenAt, Verdict verdict) {
        // given
        var story = CaseStory.ofAMissedInterview()
                .with(interview("notice", givenAt, "S1000001", Interview.Kind.NOTICE_GIVEN));

        // then
        assertThat(story.line("interview-missed").now().verdict()).isEqualTo(verdict);
    }

    @Test
    void one_appointment_email_of_two_that_failed_may_have_been_the_students() {
        // given
        var story = CaseStory.ofAMissedInterview()
                .with(email("email-to-one", "appointment", "interview-scheduled", false, "2026-11-07T10:01"));

        // then
        assertThat(story.line("appointment-sent").now().verdict()).isEqualTo(UNKNOWN);
    }

    @Test
    void three_agreements_that_an_import_forced_in_are_not_met_and_all_shown() {
        // given
        var story = CaseStory.ofTwoAgreements()
                .with(agreement(
                        "agreement-3-made", "2026-12-08T03:00", "import", Agreement.Kind.MADE, 3, "2026-12-09"));

        // when
        var line = story.line("agreements-within-limit");

        // then
        assertThat(line.now().verdict()).isEqualTo(NOT_MET);
        assertThat(line.now().because()).isEqualTo("3 agreements were made in 2026/27; clause 8 permits 2.");
        assertThat(ids(line.now())).containsExactly("agreement-1-made", "agreement-2-made", "agreement-3-made");
    }

    @Test
    void a_third_agreement_under_a_number_that_was_given_before_is_counted_too() {
        // given
        var third = agreement("agreement-3-made", "2026-12-08T03:00", "import", Agreement.Kind.MADE, 3, "2026-12-09");
        var story = CaseStory.ofTwoAgreements()
                .with(new Agreement(
                        third.source(),
                        third.caseId(),
                        third.academicYear(),
                        "import",
                        third.kind(),
                        "agreement-x",
                        2,
                        third.from()));

        // then
        assertThat(story.line("agreements-within-limit").now().verdict()).isEqualTo(NOT_MET);
    }

    @Test
    void weeks_that_were_corrected_since_were_met_then_and_are_not_now() {
        // given
        var story = CaseStory.ofAMissedInterview()
                .with(week("week-2-corrected", WEEK_2, Week.Outcome.EXCUSED, 2, "2026-12-01T10:00"));

        // when
        var line = story.line("weeks-missed");

        // then
        assertThat(line.changedSince()).isTrue();
        assertThat(then(line).verdict()).isEqualTo(MET);
        assertThat(ids(then(line))).contains("week-1", "week-2", "week-3", "week-4");
        assertThat(line.now().verdict()).isEqualTo(NOT_MET);
        assertThat(line.now().because()).isEqualTo("The week of 12 October 2026 is EXCUSED by revision 2.");
        assertThat(ids(line.now())).contains("week-2-corrected").doesNotContain("week-2");
    }

    @Test
    void weeks_that_were_corrected_before_the_decision_were_not_met_even_then() {
        // given
        var story = CaseStory.ofAMissedInterview()
                .with(week("week-2-corrected", WEEK_2, Week.Outcome.ATTENDED, 2, "2026-11-18T10:59"));

        // when
        var line = story.line("weeks-missed");

        // then
        assertThat(then(line).verdict()).isEqualTo(NOT_MET);
        assertThat(line.changedSince()).isFalse();
    }

    @Test
    void a_correction_that_arrives_out_of_order_is_the_same_correction() {
        // given
        var corrected = week("week-2-corrected", WEEK_2, Week.Outcome.EXCUSED, 3, "2026-11-17T10:00");
        var overtaken = week("week-2-overtaken", WEEK_2, Week.Outcome.MISSED, 2, "2026-11-17T11:00");

        // then
        assertThat(CaseStory.ofAMissedInterview()
                        .with(corrected, overtaken)
                        .line("weeks-missed")
                        .now()
                        .verdict())
                .isEqualTo(NOT_MET);
    }

    @Test
    void a_rescinded_demand_is_not_met_though_no_week_is_known_to_have_changed() {
        // given
        var story = CaseStory.ofAMissedInterview();
        var demand = story.find("raise-four-weeks", Fact.Raise.class);

        // when
        var line = story.with(rescinded(demand, "2026-12-01T10:00")).line("weeks-missed");

        // then
        assertThat(then(line).verdict()).isEqualTo(MET);
        assertThat(line.now().verdict()).isEqualTo(NOT_MET);
        assertThat(ids(line.now())).contains("raise-four-weeks-rescinded");
    }

    @Test
    void a_week_without_an_assessment_leaves_the_line_unknown() {
        assertThat(CaseStory.ofAMissedInterview()
                        .without("week-3")
                        .line("weeks-missed")
                        .now()
                        .verdict())
                .isEqualTo(UNKNOWN);
    }

    @Test
    void three_weeks_are_not_four() {
        // given
        var story = CaseStory.ofAMissedInterview()
                .with(
                        "raise-four-weeks",
                        raise("raise-four-weeks", "four-weeks", true, "2026-11-04T00:00", WEEK_1, WEEK_2, WEEK_3));

        // then
        assertThat(story.line("weeks-missed").now().because()).startsWith("Only 3 missed weeks were counted");
    }

    @Test
    void weeks_that_became_known_all_at_once_left_no_moment_for_the_first_email() {
        // given late registers: the first three weeks were all assessed on 28 October
        var story = CaseStory.ofAMissedInterview()
                .without("raise-one-week", "email-one-week")
                .with("week-1", week("week-1", WEEK_1, Week.Outcome.MISSED, 2, "2026-10-28T00:00"))
                .with("week-2", week("week-2", WEEK_2, Week.Outcome.MISSED, 2, "2026-10-28T00:00"));

        // when
        var line = story.line("contact-one-week");

        // then
        assertThat(line.now().verdict()).isEqualTo(UNKNOWN);
        assertThat(line.now().because()).contains("became known as missed only on 28 October 2026 at 00:00");
    }

    @Test
    void a_first_email_that_there_had_been_time_for_is_not_met() {
        assertThat(CaseStory.ofAMissedInterview()
                        .without("raise-one-week", "email-one-week")
                        .line("contact-one-week")
                        .now()
                        .verdict())
                .isEqualTo(NOT_MET);
    }

    @ParameterizedTest
    @CsvSource({"2, NOT_MET", "3, MET", "7, MET", "8, NOT_MET"})
    void the_policy_applies_to_levels_3_to_7(int level, Verdict verdict) {
        assertThat(CaseStory.ofAMissedInterview()
                        .with("student", standing("student", level, "2026-09-14"))
                        .line("student-in-scope")
                        .now()
                        .verdict())
                .isEqualTo(verdict);
    }

    @Test
    void weeks_before_the_enrolment_do_not_count() {
        assertThat(CaseStory.ofAMissedInterview()
                        .with("student", standing("student", 5, "2026-10-19"))
                        .line("student-in-scope")
                        .now()
                        .because())
                .isEqualTo("The student was not enrolled in the weeks of 5 October 2026 and 12 October 2026.");
    }

    @Test
    void a_student_without_a_record_may_or_may_not_be_in_scope() {
        assertThat(CaseStory.ofAMissedInterview()
                        .withoutType(Fact.Standing.class)
                        .line("student-in-scope")
                        .now()
                        .verdict())
                .isEqualTo(UNKNOWN);
    }

    @Test
    void a_recommendation_by_the_software_is_not_met() {
        assertThat(CaseStory.ofAMissedInterview()
                        .with(
                                "recommended",
                                milestone(
                                        "recommended",
                                        "2026-11-13T09:00",
                                        "case-management",
                                        Milestone.Kind.RECOMMENDED))
                        .line("recommendation")
                        .now()
                        .verdict())
                .isEqualTo(NOT_MET);
    }

    @Test
    void a_recommendation_before_its_ground_is_not_met() {
        // given
        var story = CaseStory.ofAMissedInterview()
                .with(
                        "recommended",
                        milestone("recommended", "2026-11-12T14:29", "p.marsh", Milestone.Kind.RECOMMENDED));

        // then
        assertThat(story.dossier().openLines()).containsExactly("recommendation");
    }

    @Test
    void a_decision_without_referral_breaks_the_referral_and_the_decision() {
        assertThat(CaseStory.ofAMissedInterview().without("referred").dossier().openLines())
                .containsExactlyInAnyOrder("referral", "decision-by-a-person");
    }

    @Test
    void a_decision_without_notice_of_the_appeal_is_not_met_and_was_not_yet_due_at_the_decision() {
        // when
        var line = CaseStory.ofAMissedInterview().without("email-decision").line("decision-notified");

        // then
        assertThat(line.now().verdict()).isEqualTo(NOT_MET);
        assertThat(line.atDecision()).isNull();
        assertThat(ids(line.now())).containsExactly("decided");
    }

    @Test
    void a_student_who_was_told_two_days_later_was_not_given_ten_working_days() {
        // given told on 18 November, as the Faculty has it; the e-mail left on the 20th
        var story = CaseStory.ofAMissedInterview()
                .with(
                        "email-decision",
                        email("email-decision", "faculty-decision", "decided", true, "2026-11-20T08:00"));

        // when
        var line = story.line("time-to-appeal");

        // then
        assertThat(line.now().verdict()).isEqualTo(NOT_MET);
        assertThat(line.now().because())
                .isEqualTo("The student was told on 20 November 2026 and given until 2 December 2026;"
                        + " 10 working days ended on 4 December 2026.");
    }

    @Test
    void a_breach_whose_week_was_corrected_is_not_met_any_more() {
        // given
        var story = CaseStory.ofTwoAgreements()
                .with(week(
                        "week-9-corrected",
                        LocalDate.parse("2026-11-30"),
                        Week.Outcome.ATTENDED,
                        2,
                        "2026-12-20T00:00"));

        // when
        var line = story.line("second-agreement-breached");

        // then
        assertThat(then(line).verdict()).isEqualTo(MET);
        assertThat(line.now().verdict()).isEqualTo(NOT_MET);
        assertThat(ids(line.now())).contains("week-9-corrected");
    }

    @Test
    void what_became_known_after_the_dossier_was_derived_is_not_in_it() {
        // given
        var story = CaseStory.ofAMissedInterview();
        var later = week("week-2-corrected", WEEK_2, Week.Outcome.EXCUSED, 2, "2027-01-15T09:01");

        // then
        assertThat(story.with(later).dossier()).isEqualTo(story.dossier());
    }

    /** Topics are not ordered among each other: the order in which events arrived must not matter. */
    @Test
    void the_order_of_arrival_does_not_matter() {
        // given
        var inOrder = CaseStory.ofTwoAgreements();
        var seed = Long.getLong("rollcall.seed", 7);
        var random = new Random(seed);

        for (var i = 0; i < 50; i++) {
            // when
            var shuffled = inOrder.shuffled(facts -> Collections.shuffle(facts, random));

            // then
            assertThat(shuffled.dossier()).as("seed %d, shuffle %d", seed, i).isEqualTo(inOrder.dossier());
        }
    }

    @Test
    void the_timeline_tells_what_was_known_at_the_decision() {
        // when
        var timeline = CaseStory.ofAMissedInterview().dossier().timeline();

        // then
        assertThat(timeline.getFirst().source().eventId()).isEqualTo("student");
        assertThat(timeline)
                .filteredOn(entry -> !entry.knownAtDecision())
                .extracting(entry -> entry.source().eventId())
                .containsExactly("email-decision");
    }

    @Test
    void another_case_of_the_student_does_not_lend_its_interview() {
        // given
        var story = CaseStory.ofAMissedInterview()
                .changing(
                        "interview-missed",
                        Interview.class,
                        missed -> new Interview(
                                missed.source(),
                                "case-0",
                                missed.academicYear(),
                                missed.actor(),
                                missed.kind(),
                                missed.interviewId(),
                                missed.startsAt(),
                                missed.sequence(),
                                missed.interviewer()));

        // then
        assertThat(story.line("interview-missed").now().verdict()).isEqualTo(UNKNOWN);
    }

    @Test
    void a_decision_by_the_software_is_not_met() {
        // given
        var made = decision("2026-11-18T11:00", Decision.Ground.INTERVIEW_MISSED_WITHOUT_NOTICE);
        var story = CaseStory.ofAMissedInterview()
                .with(
                        "decided",
                        new Decision(
                                made.source(),
                                made.caseId(),
                                made.academicYear(),
                                "case-management",
                                made.decisionId(),
                                true,
                                made.ground(),
                                made.notifiedOn(),
                                made.appealDeadline(),
                                "case-management"));

        // then
        assertThat(story.line("decision-by-a-person").now().verdict()).isEqualTo(NOT_MET);
    }

    private static Judgement then(Line line) {
        return Objects.requireNonNull(line.atDecision());
    }

    private static List<String> ids(Judgement judgement) {
        return judgement.events().stream().map(Source::eventId).toList();
    }
}
