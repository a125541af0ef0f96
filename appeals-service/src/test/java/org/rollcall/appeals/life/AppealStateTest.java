package org.rollcall.appeals.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.appeals.life.AppealState.Acceptance;
import org.rollcall.appeals.life.AppealState.Ended;
import org.rollcall.appeals.life.AppealState.NotUpheld;
import org.rollcall.appeals.life.AppealState.ReceivedInTime;
import org.rollcall.appeals.life.AppealState.ReceivedLate;
import org.rollcall.appeals.life.AppealState.RejectedAsLate;
import org.rollcall.appeals.life.AppealState.UnderInvestigation;
import org.rollcall.appeals.life.AppealState.Upheld;
import org.rollcall.appeals.life.Ruling.Finding;

class AppealStateTest {

    private static final PersonId REGISTRAR = new PersonId("r.singh");
    private static final PersonId INVESTIGATOR = new PersonId("i.walsh");
    private static final PersonId LEADER = new PersonId("p.marsh");
    private static final Deeds DEEDS = new Deeds(Map.of(LEADER, Set.of("WithdrawalRecommended", "InterviewHeld")));
    private static final Reason BECAUSE = new Reason("because");
    private static final Brief NOTHING_OPEN = new Brief(Set.of(Ground.PROCEDURE_NOT_FOLLOWED), Set.of());

    @Test
    void an_appeal_in_time_is_investigated_by_somebody_independent() {
        assertThat(new ReceivedInTime().investigate(INVESTIGATOR, DEEDS))
                .isEqualTo(new Step.Taken<>(new UnderInvestigation(INVESTIGATOR)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"p.marsh", "P.MARSH", "  p.marsh "})
    void who_acted_in_the_case_does_not_investigate_however_they_spell_themselves(String who) {
        // when
        var step = new ReceivedInTime().investigate(new PersonId(who), DEEDS);

        // then
        assertThat(step)
                .isEqualTo(new Step.Refused<>(new Refusal.NotIndependent(
                        LEADER, new TreeSet<>(Set.of("InterviewHeld", "WithdrawalRecommended")))));
    }

    @Test
    void a_late_appeal_is_accepted_with_a_reason_by_somebody_independent() {
        assertThat(new ReceivedLate().acceptAndInvestigate(INVESTIGATOR, new Acceptance(REGISTRAR, BECAUSE), DEEDS))
                .isEqualTo(new Step.Taken<>(new UnderInvestigation(INVESTIGATOR)));
        assertThat(new ReceivedLate().acceptAndInvestigate(INVESTIGATOR, new Acceptance(LEADER, BECAUSE), DEEDS))
                .isInstanceOf(Step.Refused.class);
        assertThat(new ReceivedLate().acceptAndInvestigate(LEADER, new Acceptance(REGISTRAR, BECAUSE), DEEDS))
                .isInstanceOf(Step.Refused.class);
    }

    @Test
    void a_late_appeal_is_rejected_with_a_reason_by_somebody_independent() {
        assertThat(new ReceivedLate().reject(REGISTRAR, BECAUSE, DEEDS))
                .isEqualTo(new Step.Taken<>(new RejectedAsLate(REGISTRAR, BECAUSE)));
        assertThat(new ReceivedLate().reject(LEADER, BECAUSE, DEEDS)).isInstanceOf(Step.Refused.class);
    }

    @Test
    void an_investigation_is_handed_over_to_somebody_independent() {
        assertThat(new UnderInvestigation(INVESTIGATOR).handOver(REGISTRAR, DEEDS))
                .isEqualTo(new Step.Taken<>(new UnderInvestigation(REGISTRAR)));
        assertThat(new UnderInvestigation(INVESTIGATOR).handOver(LEADER, DEEDS)).isInstanceOf(Step.Refused.class);
    }

    @Test
    void due_process_not_followed_is_upheld_and_nothing_else() {
        // given
        var ruling = ruling(REGISTRAR, false);
        var investigated = new UnderInvestigation(INVESTIGATOR);

        // then
        assertThat(investigated.uphold(ruling, NOTHING_OPEN, DEEDS)).isEqualTo(new Step.Taken<>(new Upheld(ruling)));
        assertThat(investigated.dismiss(ruling, NOTHING_OPEN, DEEDS))
                .isEqualTo(new Step.Refused<>(new Refusal.ContradictsFindings(Outcome.NOT_UPHELD)));
    }

    @Test
    void due_process_followed_is_not_upheld_and_nothing_else() {
        // given
        var ruling = ruling(REGISTRAR, true);
        var investigated = new UnderInvestigation(INVESTIGATOR);

        // then
        assertThat(investigated.dismiss(ruling, NOTHING_OPEN, DEEDS))
                .isEqualTo(new Step.Taken<>(new NotUpheld(ruling)));
        assertThat(investigated.uphold(ruling, NOTHING_OPEN, DEEDS))
                .isEqualTo(new Step.Refused<>(new Refusal.ContradictsFindings(Outcome.UPHELD)));
    }

    @Test
    void whoever_acted_in_the_case_does_not_decide() {
        assertThat(new UnderInvestigation(INVESTIGATOR).uphold(ruling(LEADER, false), NOTHING_OPEN, DEEDS))
                .isInstanceOfSatisfying(
                        Step.Refused.class,
                        refused -> assertThat(refused.why()).isInstanceOf(Refusal.NotIndependent.class));
    }

    @Test
    void nobody_decides_on_an_investigation_by_somebody_who_has_since_acted_in_the_case() {
        assertThat(new UnderInvestigation(LEADER).dismiss(ruling(REGISTRAR, true), NOTHING_OPEN, DEEDS))
                .isInstanceOf(Step.Refused.class);
    }

    @Test
    void every_ground_needs_a_finding() {
        // given
        var brief = new Brief(Set.of(Ground.PROCEDURE_NOT_FOLLOWED, Ground.ATTENDANCE_RECORD_WRONG), Set.of());

        // then
        assertThat(new UnderInvestigation(INVESTIGATOR).dismiss(ruling(REGISTRAR, true), brief, DEEDS))
                .isEqualTo(
                        new Step.Refused<>(new Refusal.GroundsWithoutFinding(Set.of(Ground.ATTENDANCE_RECORD_WRONG))));
    }

    @Test
    void every_open_line_of_the_dossier_needs_an_answer() {
        // given
        var brief = new Brief(Set.of(Ground.PROCEDURE_NOT_FOLLOWED), Set.of("contact-three-weeks", "referral"));
        var answered = new TreeMap<>(Map.of("referral", BECAUSE));
        var ruling = new Ruling(REGISTRAR, findings(false), answered, BECAUSE);

        // then
        assertThat(new UnderInvestigation(INVESTIGATOR).uphold(ruling, brief, DEEDS))
                .isEqualTo(new Step.Refused<>(
                        new Refusal.LinesWithoutAnswer(new TreeSet<>(Set.of("contact-three-weeks")))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t"})
    void a_reason_says_something(String text) {
        assertThatThrownBy(() -> new Reason(text)).isInstanceOf(IllegalArgumentException.class);
    }

    static Stream<Class<? extends Ended>> ends() {
        return Stream.of(Upheld.class, NotUpheld.class, RejectedAsLate.class);
    }

    /** Ends are final: there is no method on one that returns a step. */
    @ParameterizedTest
    @MethodSource("ends")
    void no_step_leads_out_of_an_end(Class<? extends Ended> end) {
        assertThat(end.getMethods())
                .filteredOn(method -> !Modifier.isStatic(method.getModifiers()))
                .noneMatch(method -> Step.class.isAssignableFrom(method.getReturnType()));
        assertThat(ReceivedInTime.class.getMethods())
                .as("the same look at a state that is none finds its step")
                .anyMatch(method -> Step.class.isAssignableFrom(method.getReturnType()));
    }

    private static Ruling ruling(PersonId by, boolean followed) {
        return new Ruling(by, findings(followed), new TreeMap<>(), BECAUSE);
    }

    private static List<Finding> findings(boolean followed) {
        return List.of(new Finding(Ground.PROCEDURE_NOT_FOLLOWED, followed, BECAUSE));
    }
}
