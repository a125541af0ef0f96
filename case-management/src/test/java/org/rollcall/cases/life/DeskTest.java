package org.rollcall.cases.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.rollcall.cases.life.Agreement.Party;
import org.rollcall.cases.life.Interview.Outcome;
import org.rollcall.cases.life.Refusal.Why;

class DeskTest {

    @Nested
    class An_interview {

        @Test
        void cannot_be_scheduled_before_the_demand_was_sent() {
            var life = new Life().heard(Life.CONTACT).heard(Life.DEMAND).schedule();

            assertThat(life.refusal().why()).isEqualTo(Why.INTERVIEW_DEMAND_NOT_SENT);
            assertThat(life.refusal().clause()).isEqualTo("5");
            assertThat(life.notYet()).contains(Why.INTERVIEW_DEMAND_NOT_SENT);
            assertThat(life.stateName()).isEqualTo("InterviewRequired");
        }

        @Test
        void is_not_opened_by_the_first_contact_or_by_the_mail_that_asks_others_for_the_appointment() {
            var life = new Life()
                    .heard(Life.CONTACT)
                    .heard(Life.DEMAND)
                    .sent(Life.CONTACT)
                    .emailed(Life.DEMAND, "send-appointment", Contact.State.SENT)
                    .schedule();

            assertThat(life.refusal().why()).isEqualTo(Why.INTERVIEW_DEMAND_NOT_SENT);
        }

        /** Whoever was told last that there is none must be told anew, and whoever never heard of the correction must not. */
        @Test
        void whose_demand_was_taken_back_and_stands_again_is_scheduled_after_another_email() {
            // given
            var rescinded = Raises.rescinded(Life.DEMAND);
            var reinstated = Raises.reinstated(rescinded);
            var life = Life.demanded().heard(rescinded);
            assertThat(Life.demanded()
                            .heard(rescinded)
                            .heard(reinstated)
                            .schedule()
                            .wasRefused())
                    .isFalse();

            // when
            life.emailed(rescinded, "correction", Contact.State.SENT).heard(reinstated);

            // then
            assertThat(life.schedule().refusal().why()).isEqualTo(Refusal.Why.INTERVIEW_DEMAND_NOT_SENT);
            assertThat(life.sent(reinstated).schedule().wasRefused()).isFalse();
        }

        @Test
        void says_that_the_demand_could_not_be_sent() {
            var life = new Life()
                    .heard(Life.CONTACT)
                    .heard(Life.DEMAND)
                    .emailed(Life.DEMAND, "interview-required", Contact.State.FAILED)
                    .schedule();

            assertThat(life.refusal().detail()).contains("could not be sent");
        }

        @Test
        void is_scheduled_after_the_demand() {
            var life = Life.scheduled();

            assertThat(life.stateName()).isEqualTo("InterviewScheduled");
            assertThat(life.happened()).containsExactly("InterviewScheduled");
            assertThat(life.open())
                    .containsExactly(
                            Call.RESCHEDULE_INTERVIEW,
                            Call.CANCEL_INTERVIEW,
                            Call.GIVE_NOTICE,
                            Call.CLOSE,
                            Call.REPORT_CIRCUMSTANCES);
        }

        @ParameterizedTest(name = "in {0} days where the notice gives {1}, short notice agreed {2}: refused {3}")
        @CsvSource({"6, 7, false, true", "7, 7, false, false", "8, 7, false, false", "6, 7, true, false"})
        void gives_the_notice_of_the_policy(int inDays, int earliest, boolean agreed, boolean refused) {
            // given
            var life = Life.demanded();
            var given = life.appointment(inDays);
            var appointment = new Appointment(
                    given.startsAt(), given.endsAt(), given.location(), given.joinUrl(), given.interviewer(), agreed);

            // when
            life.act(
                    new Act.ScheduleInterview(new InterviewId("i"), "uid", appointment, life.notice(inDays, earliest)));

            // then
            assertThat(life.wasRefused()).isEqualTo(refused);
            if (refused) {
                assertThat(life.refusal().why()).isEqualTo(Why.NOTICE_TOO_SHORT);
                assertThat(life.refusal().detail())
                        .contains(life.today().plusDays(earliest).toString());
            }
        }

        @Test
        void is_not_appointed_for_a_time_that_has_passed() {
            var life = Life.demanded();

            life.act(new Act.ScheduleInterview(new InterviewId("i"), "uid", life.appointment(-1), life.notice(-1, -2)));

            assertThat(life.refusal().why()).isEqualTo(Why.INTERVIEW_IN_THE_PAST);
        }

        @Test
        void keeps_its_invitation_through_all_changes() {
            var life = Life.scheduled();
            var uid = life.interview().uid();

            life.act(new Act.RescheduleInterview(life.interview().id(), life.appointment(9), life.notice(9, 7)));
            assertThat(life.interview().sequence()).isEqualTo(1);
            life.act(new Act.CancelInterview(life.interview().id()));

            assertThat(life.interview().sequence()).isEqualTo(2);
            assertThat(life.interview().uid()).isEqualTo(uid);
            assertThat(life.stateName()).isEqualTo("InterviewRequired");
        }

        @Test
        void has_no_outcome_before_it_starts() {
            var life = Life.scheduled().missed();

            assertThat(life.refusal().why()).isEqualTo(Why.INTERVIEW_NOT_BEGUN);
            assertThat(life.afterInterview().open()).contains(Call.RECORD_OUTCOME);
        }

        @ParameterizedTest
        @CsvSource({
            "NO_FURTHER_ACTION, Closed(NO_FURTHER_ACTION)",
            "REFERRED_TO_SUPPORT, Closed(REFERRED_TO_SUPPORT)",
            "AGREEMENT, AgreementDue",
            "RECOMMEND_WITHDRAWAL, RecommendationDue"
        })
        void leads_where_its_outcome_says(Outcome outcome, String state) {
            assertThat(Life.held(outcome).stateName()).isEqualTo(state);
        }

        @Test
        void that_is_another_than_the_one_ahead_is_not_there() {
            var life = Life.scheduled().act(new Act.CancelInterview(new InterviewId("another")));

            assertThat(life.refusal().why()).isEqualTo(Why.NO_SUCH_INTERVIEW);
        }

        @Test
        void is_called_off_when_the_case_is_closed() {
            var life = Life.scheduled().act(new Act.Close());

            assertThat(life.happened()).containsExactly("InterviewCancelled", "Closed CLOSED_BY_PERSON");
            assertThat(life.interview().status()).isEqualTo(Interview.Status.CANCELLED);
        }
    }

    @Nested
    class A_missed_interview {

        @Test
        void without_notice_is_a_ground_for_a_recommendation() {
            var life = Life.missedWithoutNotice();

            assertThat(life.open()).contains(Call.RECOMMEND_WITHDRAWAL, Call.SCHEDULE_INTERVIEW);
            life.act(new Act.RecommendWithdrawal(Ground.INTERVIEW_MISSED_WITHOUT_NOTICE));
            assertThat(life.stateName()).isEqualTo("WithdrawalRecommended");
        }

        @Test
        void with_notice_leads_to_another_interview_only() {
            var life = Life.scheduled();
            life.act(new Act.GiveNotice(life.interview().id())).afterInterview().missed();

            life.act(new Act.RecommendWithdrawal(Ground.INTERVIEW_MISSED_WITHOUT_NOTICE));

            assertThat(life.refusal().why()).isEqualTo(Why.GROUND_NOT_ESTABLISHED);
            assertThat(life.refusal().clause()).isEqualTo("7");
            assertThat(life.refusal().instead()).extracting(Next::call).contains(Call.SCHEDULE_INTERVIEW);
            assertThat(life.schedule().stateName()).isEqualTo("InterviewScheduled");
        }

        @ParameterizedTest(name = "notice {0} s before the start: accepted {1}")
        @CsvSource({"61, true", "60, false", "59, false"})
        void has_prior_notice_only_when_it_was_recorded_before_the_start(int secondsBefore, boolean accepted) {
            // given: recording takes the story a minute
            var life = Life.scheduled();
            life.at(life.interview().appointment().startsAt().minusSeconds(secondsBefore));

            // when
            life.act(new Act.GiveNotice(life.interview().id()));

            // then
            assertThat(life.wasRefused()).isEqualTo(!accepted);
            assertThat(life.interview().priorNoticeGiven()).isEqualTo(accepted);
        }

        @Test
        void had_notice_for_the_time_that_was_appointed_last() {
            var life = Life.scheduled();
            life.act(new Act.GiveNotice(life.interview().id()));

            life.act(new Act.RescheduleInterview(life.interview().id(), life.appointment(14), life.notice(14, 7)));

            assertThat(life.interview().priorNoticeGiven()).isFalse();
        }
    }

    @Nested
    class An_agreement {

        @Test
        void is_in_force_once_both_have_signed() {
            var life = Life.proposed();
            assertThat(life.open()).contains(Call.SIGN_AGREEMENT);

            life.sign(Party.PROGRAMME_LEADER);
            assertThat(life.stateName()).isEqualTo("AgreementProposed");
            life.sign(Party.STUDENT);

            assertThat(life.stateName()).isEqualTo("AgreementInForce");
            assertThat(life.happened()).containsExactly("AgreementSigned", "AgreementMade");
        }

        @ParameterizedTest
        @EnumSource(Party.class)
        void is_signed_once_by_each(Party party) {
            assertThat(Life.proposed().sign(party).sign(party).refusal().why()).isEqualTo(Why.ALREADY_SIGNED);
        }

        @Test
        void closes_the_case_when_its_terms_were_met() {
            var life = Life.agreed();
            life.act(new Act.ReviewAgreement(life.agreement().id(), Act.ReviewAgreement.Finding.MET));

            assertThat(life.happened()).containsExactly("AgreementCompleted", "Closed AGREEMENT_COMPLETED");
        }

        @Test
        void that_was_never_signed_lapses_and_gives_its_number_back() {
            var life = Life.proposed().schedule();
            assertThat(life.happened()).containsExactly("AgreementLapsed", "InterviewScheduled");

            life.afterInterview();
            life.act(new Act.RecordHeld(life.interview().id(), Outcome.AGREEMENT))
                    .propose();

            assertThat(life.agreement().number()).isEqualTo(1);
        }

        @Test
        void is_the_second_after_a_breach_and_there_is_no_third() {
            var life = Life.breachedTwice();
            assertThat(life.file().dealings().agreements())
                    .extracting(Agreement::number)
                    .containsExactly(1, 2);

            life.propose();
            assertThat(life.refusal().why()).isEqualTo(Why.AGREEMENT_LIMIT_REACHED);
            assertThat(life.refusal().clause()).isEqualTo("8");

            life.schedule().afterInterview();
            life.act(new Act.RecordHeld(life.interview().id(), Outcome.AGREEMENT));
            assertThat(life.refusal().why()).isEqualTo(Why.AGREEMENT_LIMIT_REACHED);
        }

        @Test
        void that_was_breached_second_is_a_ground_and_the_first_is_not() {
            var first = Life.agreed().breach();
            assertThat(first.act(new Act.RecommendWithdrawal(Ground.SECOND_AGREEMENT_BREACHED))
                            .refusal()
                            .why())
                    .isEqualTo(Why.GROUND_NOT_ESTABLISHED);

            var second = Life.breachedTwice();
            assertThat(second.open()).contains(Call.RECOMMEND_WITHDRAWAL);
            assertThat(second.act(new Act.RecommendWithdrawal(Ground.SECOND_AGREEMENT_BREACHED))
                            .stateName())
                    .isEqualTo("WithdrawalRecommended");
        }

        /** Signed by both on Wednesday 4 November 2026: the first whole week begins on the 9th. */
        @ParameterizedTest(name = "the week of {0} {1}: {2}")
        @CsvSource({
            "2026-11-02, MISSED, AgreementInForce",
            "2026-11-09, MISSED, InterviewRequired",
            "2026-11-16, MISSED, InterviewRequired",
            "2026-11-09, ATTENDED, AgreementInForce",
            "2026-11-09, OTHER, AgreementInForce"
        })
        void is_breached_by_a_whole_week_missed_while_it_is_in_force(
                LocalDate week, Week.Outcome outcome, String state) {
            var life = Life.agreed();
            assertThat(life.today()).isEqualTo("2026-11-04");

            life.week(week, outcome, 1);

            assertThat(life.stateName()).isEqualTo(state);
        }

        @Test
        void is_restored_when_the_week_was_not_missed_after_all() {
            // given
            var week = LocalDate.parse("2026-11-09");
            var life = Life.agreed().week(week, Week.Outcome.MISSED, 1);
            assertThat(life.happened()).containsExactly("AgreementBreached");

            // when
            life.week(week, Week.Outcome.ATTENDED, 2);

            // then
            assertThat(life.happened()).containsExactly("AgreementRestored", "Flagged BREACH_CORRECTED");
            assertThat(life.stateName()).isEqualTo("AgreementInForce");
            assertThat(life.week(week, Week.Outcome.MISSED, 3).happened())
                    .containsExactly("AgreementBreached", "FlagLapsed BREACH_CORRECTED");
        }

        @Test
        void stays_breached_while_another_week_was_missed() {
            var life = Life.agreed()
                    .week(LocalDate.parse("2026-11-09"), Week.Outcome.MISSED, 1)
                    .week(LocalDate.parse("2026-11-16"), Week.Outcome.MISSED, 1)
                    .week(LocalDate.parse("2026-11-09"), Week.Outcome.ATTENDED, 2);

            assertThat(life.happened()).isEmpty();
            assertThat(life.agreement().breachedBy()).isEqualTo("2026-11-16");
        }

        @Test
        void whose_breach_was_acted_on_is_put_before_a_person_when_it_is_corrected() {
            var week = LocalDate.parse("2026-11-09");
            var life = Life.agreed().breach().agreeAgain();
            var monday = week.plusWeeks(4);
            life.week(monday, Week.Outcome.MISSED, 1)
                    .act(new Act.RecommendWithdrawal(Ground.SECOND_AGREEMENT_BREACHED));

            life.week(monday, Week.Outcome.OTHER, 2);

            assertThat(life.happened()).containsExactly("Flagged BREACH_CORRECTED");
            assertThat(life.stateName()).isEqualTo("WithdrawalRecommended");
        }
    }

    @Nested
    class A_decision {

        @ParameterizedTest(name = "notified {0} days after it was taken up, today: refused {1}")
        @CsvSource({"-1, true", "0, false", "1, true"})
        void names_a_day_on_which_the_student_can_have_been_told(int days, boolean refused) {
            var life = Life.referred();

            life.decide(Decision.Kind.WITHDRAW, life.today().plusDays(days));

            assertThat(life.wasRefused()).isEqualTo(refused);
        }

        @Test
        void to_continue_closes_the_case() {
            var life = Life.referred().decide(Decision.Kind.CONTINUE);

            assertThat(life.happened()).containsExactly("DecisionMade", "Closed DECIDED_TO_CONTINUE");
        }

        @Test
        void is_made_once() {
            var life = Life.decided().decide(Decision.Kind.CONTINUE);

            assertThat(life.refusal().why()).isEqualTo(Why.DECISION_IS_FINAL);
            assertThat(life.file().dealings().decisions()).hasSize(1);
        }

        @ParameterizedTest(name = "{0} s from the end of the time to appeal: {1}")
        @CsvSource({"-61, Decided", "-60, Withdrawn", "0, Withdrawn"})
        void takes_effect_when_the_time_to_appeal_has_passed(int seconds, String state) {
            // given: time passes with the minute that the story takes
            var life = Life.decided();
            life.at(life.lastDecision().window().endsAt().plusSeconds(seconds));

            // when
            life.timePassed();

            // then
            assertThat(life.stateName()).isEqualTo(state);
        }

        @Test
        void is_stayed_by_an_appeal_however_long_it_takes() {
            var life = Life.stayed().afterWindow().timePassed();

            assertThat(life.stateName()).isEqualTo("WithdrawalStayed");
            assertThat(life.act(new Act.Close()).refusal().why()).isEqualTo(Why.APPEAL_IS_OPEN);
        }

        @Test
        void takes_effect_when_the_appeal_was_not_upheld() {
            var life = Life.stayed().appeal(Appeal.Status.NOT_UPHELD);

            assertThat(life.happened()).containsExactly("AppealEnded", "WithdrawalTookEffect");
        }

        @Test
        void goes_back_before_the_programme_leader_when_the_appeal_was_upheld() {
            var life = Life.stayed().appeal(Appeal.Status.UPHELD);

            assertThat(life.happened()).containsExactly("DecisionQuashed", "Flagged APPEAL_UPHELD");
            assertThat(life.stateName()).isEqualTo("InterviewRequired");
            assertThat(life.file().dealings().decision()).isEmpty();
            assertThat(life.open()).contains(Call.SCHEDULE_INTERVIEW, Call.CLEAR_FLAGS);
        }

        @Test
        void of_which_the_appeal_came_too_late_waits_for_what_is_left_of_the_time() {
            assertThat(Life.stayed().appeal(Appeal.Status.REJECTED_AS_LATE).stateName())
                    .isEqualTo("Decided");
            assertThat(Life.stayed()
                            .afterWindow()
                            .appeal(Appeal.Status.REJECTED_AS_LATE)
                            .stateName())
                    .isEqualTo("Withdrawn");
        }

        @Test
        void that_took_effect_is_stayed_by_an_appeal_that_arrives_late() {
            var life = Life.withdrawn().appeal(Appeal.Status.OPEN);

            assertThat(life.happened()).containsExactly("WithdrawalStayed");
            assertThat(life.appeal(Appeal.Status.UPHELD).stateName()).isEqualTo("InterviewRequired");
        }

        @Test
        void hears_of_each_appeal_once_and_of_its_end_for_good() {
            var life = Life.stayed().appeal(Appeal.Status.OPEN);
            assertThat(life.happened()).isEmpty();

            life.appeal(Appeal.Status.NOT_UPHELD).appeal(Appeal.Status.OPEN);
            assertThat(life.stateName()).isEqualTo("Withdrawn");
            assertThat(life.appeal(Appeal.Status.UPHELD).happened()).isEmpty();
        }

        @Test
        void hears_of_an_end_whose_beginning_was_never_heard_of() {
            assertThat(Life.decided().appeal(Appeal.Status.UPHELD).happened())
                    .containsExactly("WithdrawalStayed", "DecisionQuashed", "Flagged APPEAL_UPHELD");
            assertThat(Life.decided().appeal(Appeal.Status.NOT_UPHELD).stateName())
                    .isEqualTo("Withdrawn");
        }

        @Test
        void is_held_while_a_person_has_to_look_at_a_correction() {
            var life = Life.decided().heard(Raises.rescinded(Life.DEMAND)).afterWindow();

            assertThat(life.timePassed().stateName()).isEqualTo("Decided");
            assertThat(life.open()).contains(Call.CLOSE, Call.CLEAR_FLAGS);
            assertThat(life.act(new Act.ClearFlags()).timePassed().stateName()).isEqualTo("Withdrawn");
        }
    }

    static Stream<Arguments> statesThatPeopleMade() {
        return Stream.<Supplier<Life>>of(
                        Life::scheduled,
                        () -> Life.held(Outcome.AGREEMENT),
                        () -> Life.held(Outcome.RECOMMEND_WITHDRAWAL),
                        Life::proposed,
                        Life::missedWithoutNotice,
                        Life::agreed,
                        () -> Life.agreed().breach(),
                        Life::recommended,
                        Life::referred,
                        Life::decided,
                        Life::stayed,
                        Life::withdrawn)
                .map(life -> Arguments.of(life.get().stateName(), life.get()));
    }

    @Nested
    class A_demand_that_is_corrected_away {

        @Test
        void takes_back_what_nobody_acted_on() {
            assertThat(Life.demanded().heard(Raises.rescinded(Life.DEMAND)).stateName())
                    .isEqualTo("Contacted");
        }

        @ParameterizedTest
        @MethodSource("org.rollcall.cases.life.DeskTest#statesThatPeopleMade")
        void is_put_before_a_person_in_every_state_that_people_made(String state, Life life) {
            // when
            life.heard(Raises.rescinded(Life.DEMAND));

            // then
            assertThat(life.happened()).containsExactly("ThresholdRescinded", "Flagged THRESHOLD_RESCINDED");
            assertThat(life.stateName()).isEqualTo(state);
            assertThat(life.open()).contains(Call.CLEAR_FLAGS);
        }

        @ParameterizedTest
        @MethodSource("org.rollcall.cases.life.DeskTest#statesThatPeopleMade")
        void and_returns_takes_its_flag_with_it(String state, Life life) {
            life.heard(Raises.rescinded(Life.DEMAND)).heard(Raises.reinstated(Raises.rescinded(Life.DEMAND)));

            assertThat(life.happened()).containsExactly("ThresholdReinstated", "FlagLapsed THRESHOLD_RESCINDED");
            assertThat(life.stateName()).isEqualTo(state);
        }

        @ParameterizedTest
        @MethodSource("org.rollcall.cases.life.DeskTest#statesThatPeopleMade")
        void once_a_person_has_looked_is_not_flagged_again_by_what_is_heard_twice(String state, Life life) {
            life.heard(Raises.rescinded(Life.DEMAND)).act(new Act.ClearFlags());
            assertThat(life.happened()).containsExactly("FlagCleared THRESHOLD_RESCINDED");

            assertThat(life.heard(Raises.rescinded(Life.DEMAND)).happened()).isEmpty();
        }

        @ParameterizedTest
        @MethodSource("org.rollcall.cases.life.DeskTest#statesThatPeopleMade")
        void is_not_in_doubt_while_only_the_contact_was_corrected(String state, Life life) {
            assertThat(life.heard(Raises.rescinded(Life.CONTACT)).happened()).containsExactly("ThresholdRescinded");
        }

        @Test
        void leaves_a_case_that_a_person_closed_as_it_is() {
            var life = Life.demanded().act(new Act.Close()).heard(Raises.rescinded(Life.DEMAND));

            assertThat(life.happened()).containsExactly("ThresholdRescinded");
            assertThat(life.stateName()).isEqualTo("Closed(CLOSED_BY_PERSON)");
        }
    }

    @Nested
    class What_is_heard_later {

        @ParameterizedTest
        @MethodSource("org.rollcall.cases.life.DeskTest#statesThatPeopleMade")
        void goes_into_the_case_that_people_are_dealing_with(String state, Life life) {
            life.heard(Raises.contact(9)).week(Raises.week(10), Week.Outcome.ATTENDED, 1);

            assertThat(life.casebook().files()).hasSize(1);
            assertThat(life.file().thresholds()).contains(Raises.contact(9).id());
            assertThat(life.stateName()).isEqualTo(state);
        }

        @Test
        void opens_another_case_once_a_person_closed_this_one() {
            var life = Life.demanded().act(new Act.Close()).heard(Raises.contact(9));

            assertThat(life.casebook().files())
                    .extracting(file -> file.state().getClass().getSimpleName())
                    .containsExactly("Closed", "Contacted");
        }

        @Test
        void of_the_time_of_a_closed_case_goes_into_that_case() {
            var life = Life.demanded().act(new Act.Close()).heard(Raises.contact(3));

            assertThat(life.casebook().files()).hasSize(1);
            assertThat(life.stateName()).isEqualTo("Closed(CLOSED_BY_PERSON)");
        }
    }

    @Test
    void a_refusal_names_what_may_be_done_instead() {
        var refusal = Life.recommended().decide(Decision.Kind.WITHDRAW).refusal();

        assertThat(refusal.why()).isEqualTo(Why.NOT_IN_THIS_STATE);
        assertThat(refusal.clause()).isEqualTo("9");
        assertThat(refusal.instead())
                .extracting(Next::call)
                .containsExactly(Call.TAKE_UP_REFERRAL, Call.CLOSE, Call.REPORT_CIRCUMSTANCES);
        assertThat(List.of(Call.TAKE_UP_REFERRAL.roles())).containsExactly(List.of("faculty-admin"));
    }
}
