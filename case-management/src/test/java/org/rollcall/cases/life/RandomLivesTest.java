package org.rollcall.cases.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Thousands of random lives, in which people ask for anything at any time and facts are corrected; the policy holds in all
 * of them. {@code -Drollcall.lives} says how many, {@code -Drollcall.seed} from which on.
 */
class RandomLivesTest {

    private static final int LIVES = Integer.getInteger("rollcall.lives", 3_000);
    private static final int FIRST_SEED = Integer.getInteger("rollcall.seed", 1);
    private static final int STEPS = 60;

    @Test
    void whatever_people_ask_for_the_policy_holds() {
        var seen = new HashSet<String>();
        for (var seed = FIRST_SEED; seed < FIRST_SEED + LIVES; seed++) {
            live(seed, seen);
        }
        if (LIVES >= 3_000) {
            assertThat(seen)
                    .as("the lives led everywhere")
                    .contains(
                            "Contacted",
                            "InterviewRequired",
                            "InterviewScheduled",
                            "AgreementDue",
                            "AgreementProposed",
                            "RecommendationDue",
                            "InterviewMissed",
                            "AgreementInForce",
                            "WithdrawalRecommended",
                            "WithdrawalReferred",
                            "Decided",
                            "WithdrawalStayed",
                            "Withdrawn",
                            "Closed(CLOSED_BY_PERSON)");
        }
    }

    private static void live(int seed, Set<String> seen) {
        var random = new Random(seed);
        var life = new Life().heard(Life.CONTACT).heard(Life.DEMAND);
        var demand = Life.DEMAND;
        var revision = 1;
        for (var step = 0; step < STEPS; step++) {
            var before = life.file();
            var mayBefore = EnumSet.copyOf(life.openInAMinute());
            switch (random.nextInt(14)) {
                case 0 -> life.sent(Life.DEMAND);
                case 1 -> {
                    demand = demand.isLive() ? Raises.rescinded(demand) : Raises.reinstated(demand);
                    if (random.nextInt(4) == 0) {
                        life.heard(demand);
                    }
                }
                case 2 -> life.week(monday(life.today()), oneOf(random, List.of(Week.Outcome.values())), ++revision);
                case 3, 6 -> life.at(life.now().plusSeconds(random.nextInt(10 * 86_400)));
                case 4 -> life.timePassed();
                case 5 -> {
                    if (random.nextBoolean()
                            && !life.file().dealings().decisions().isEmpty()) {
                        life.appeal(
                                "appeal of " + life.lastDecision().id(),
                                oneOf(random, List.of(Appeal.Status.values())));
                    }
                }
                default -> {
                    var act = likely(life, random, mayBefore);
                    life.act(act);
                    if (!life.wasRefused()) {
                        assertThat(mayBefore)
                                .as("seed %d: %s in %s", seed, act, before.state())
                                .contains(act.call());
                    } else {
                        assertThat(life.file())
                                .as("seed %d: a refused act changes nothing", seed)
                                .isEqualTo(before);
                    }
                }
            }
            holds(seed, before, life);
            seen.add(life.stateName());
        }
    }

    private static void holds(int seed, CaseFile before, Life life) {
        for (var file : life.casebook().files()) {
            var dealings = file.dealings();
            assertThat(dealings.agreements().stream().filter(Agreement::counts).count())
                    .as("seed %d: agreements of the year", seed)
                    .isLessThanOrEqualTo(2);
            assertThat(dealings.decisions().stream()
                            .filter(decision -> !decision.quashed())
                            .count())
                    .as("seed %d: decisions that stand", seed)
                    .isLessThanOrEqualTo(1);
            assertThat(dealings.interviews().stream()
                            .filter(interview -> interview.status() == Interview.Status.SCHEDULED)
                            .count())
                    .as("seed %d: interviews ahead", seed)
                    .isLessThanOrEqualTo(1);
            if (!dealings.interviews().isEmpty()) {
                assertThat(life.casebook().facts().demandSentAt(file))
                        .as("seed %d: no interview before the demand was sent", seed)
                        .isPresent();
            }
        }
        var after = life.file();
        if (after.state() instanceof CaseState.Withdrawn(var decision)
                && !(before.state() instanceof CaseState.Withdrawn)) {
            var appeals = after.dealings().appeals().stream()
                    .filter(appeal -> appeal.against().equals(decision.id()))
                    .toList();
            assertThat(appeals).as("seed %d: no appeal is open", seed).noneMatch(Appeal::isOpen);
            assertThat(decision.window().isOver(life.now())
                            || appeals.stream().anyMatch(appeal -> appeal.status() == Appeal.Status.NOT_UPHELD))
                    .as("seed %d: the time to appeal has passed, or an appeal was not upheld", seed)
                    .isTrue();
            assertThat(after.isInDoubt())
                    .as("seed %d: nothing is in doubt", seed)
                    .isFalse();
        }
        assertThat(life.casebook().files().stream().filter(CaseFile::isOpen).count())
                .as("seed %d: open cases", seed)
                .isLessThanOrEqualTo(1);
    }

    /** People mostly ask for what they may, and now and then for anything. */
    private static Act likely(Life life, Random random, Set<Call> may) {
        var act = act(life, random);
        for (var tries = 0; tries < 20 && !may.contains(act.call()) && random.nextInt(20) > 0; tries++) {
            act = act(life, random);
        }
        return act;
    }

    private static Act act(Life life, Random random) {
        var dealings = life.file().dealings();
        var interview = dealings.interviews().isEmpty()
                ? new InterviewId("none")
                : dealings.interviews().getLast().id();
        var agreement = dealings.agreements().isEmpty()
                ? new AgreementId("none")
                : dealings.agreements().getLast().id();
        var thing = Integer.toString(random.nextInt());
        var inDays = random.nextInt(3, 12);
        var today = life.today();
        return switch (random.nextInt(16)) {
            case 0, 1 ->
                new Act.ScheduleInterview(
                        new InterviewId(thing), thing, life.appointment(inDays), life.notice(inDays, 5));
            case 2 -> new Act.RescheduleInterview(interview, life.appointment(inDays), life.notice(inDays, 5));
            case 3 -> random.nextInt(4) == 0 ? new Act.CancelInterview(interview) : new Act.RecordMissed(interview);
            case 4 -> random.nextInt(4) == 0 ? new Act.GiveNotice(interview) : new Act.RecordMissed(interview);
            case 5, 6 -> new Act.RecordHeld(interview, oneOf(random, List.of(Interview.Outcome.values())));
            case 7, 8 ->
                new Act.MakeAgreement(new AgreementId(thing), today, today.plusWeeks(3), "Come to every seminar.");
            case 9 ->
                new Act.SignAgreement(agreement, Agreement.Party.STUDENT, new Agreement.Signature("S1000001", today));
            case 10 ->
                new Act.SignAgreement(
                        agreement, Agreement.Party.PROGRAMME_LEADER, new Agreement.Signature(Life.LEADER, today));
            case 11 -> new Act.ReviewAgreement(agreement, oneOf(random, List.of(Act.ReviewAgreement.Finding.values())));
            case 12 -> new Act.RecommendWithdrawal(oneOf(random, List.of(Ground.values())));
            case 13 -> new Act.TakeUp(today);
            case 14 ->
                new Act.Decide(
                        new DecisionId(thing),
                        random.nextInt(8) == 0 ? Decision.Kind.CONTINUE : Decision.Kind.WITHDRAW,
                        today,
                        new Decision.Window(today.plusDays(14), life.now().plusSeconds(14 * 86_400)),
                        "f.admin",
                        today);
            default ->
                oneOf(
                        random,
                        List.of(
                                new Act.ClearFlags(),
                                new Act.ClearFlags(),
                                new Act.ReportCircumstances(thing),
                                new Act.Close()));
        };
    }

    private static LocalDate monday(LocalDate day) {
        return day.with(DayOfWeek.MONDAY);
    }

    private static <T> T oneOf(Random random, List<T> things) {
        return things.get(random.nextInt(things.size()));
    }
}
