package org.rollcall.engagement.assessment;

import static org.rollcall.engagement.policy.PolicyFixtures.DEFAULT_RULES;
import static org.rollcall.engagement.policy.PolicyFixtures.always;
import static org.rollcall.engagement.policy.PolicyFixtures.version;
import static org.rollcall.engagement.policy.PolicyFixtures.with;
import static org.rollcall.engagement.policy.PolicyFixtures.withLadder;
import static org.rollcall.engagement.policy.PolicyFixtures.withMinimumShare;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.rollcall.engagement.policy.Action;
import org.rollcall.engagement.policy.Counting;
import org.rollcall.engagement.policy.ExcusedWeeks;
import org.rollcall.engagement.policy.Policies;
import org.rollcall.engagement.policy.ProgrammePattern;
import org.rollcall.engagement.policy.ProgrammeRules;
import org.rollcall.engagement.policy.Rules;
import org.rollcall.engagement.policy.Step;
import org.rollcall.engagement.policy.UnknownWeek;

/** A student at random: a timetable, a habit, a policy, and a life in which weeks close and closed weeks are corrected. */
final class RandomLife {

    /** Mondays shortly before what is worth meeting: the year's turn, both clock changes, a 53-week year, plain autumn. */
    private static final List<LocalDate> BEGINNINGS = List.of(
            LocalDate.of(2026, 9, 21),
            LocalDate.of(2026, 10, 12),
            LocalDate.of(2027, 3, 15),
            LocalDate.of(2027, 7, 5),
            LocalDate.of(2028, 7, 10));

    private static final List<LocalTime> TIMES = List.of(
            LocalTime.MIDNIGHT, LocalTime.of(0, 30), LocalTime.of(9, 0), LocalTime.of(16, 0), LocalTime.of(23, 59));

    private static final Step ONE_WEEK = new Step("one-week", "3", 1, Counting.CONSECUTIVE, Action.CONTACT);

    private static final List<Rules> RULES = List.of(
            DEFAULT_RULES,
            with(ExcusedWeeks.NEUTRAL),
            with(UnknownWeek.ANYTHING_UNRECORDED),
            withMinimumShare(50),
            withLadder(
                    ONE_WEEK,
                    new Step("two-weeks", "4", 2, Counting.CUMULATIVE, Action.CONTACT),
                    new Step("three-weeks", "5", 3, Counting.EITHER, Action.INTERVIEW),
                    new Step("five-weeks", "5", 5, Counting.CUMULATIVE, Action.INTERVIEW)),
            withLadder(
                    new Step("two-weeks", "3", 2, Counting.EITHER, Action.CONTACT),
                    new Step("three-weeks", "5", 3, Counting.CONSECUTIVE, Action.INTERVIEW),
                    new Step("four-weeks", "4", 4, Counting.CONSECUTIVE, Action.CONTACT)));

    private final RandomGenerator random;
    private final double absence;
    private final Policies policies;
    private final LocalDate firstWeek;
    private final int length;
    private int level;
    private int closed;
    private ClosedWeeks closedWeeks;
    private List<Enrolment> enrolments;
    private final List<Days> absences = new ArrayList<>();
    private final List<Session> sessions = new ArrayList<>();

    RandomLife(long seed) {
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        absence = List.of(0.3, 0.7, 0.95).get(random.nextInt(3));
        firstWeek = anyOf(BEGINNINGS).plusWeeks(random.nextInt(4));
        length = chance(0.002) ? 60 : 2 + random.nextInt(9);
        policies = anyPolicies();
        level = chance(0.03) ? 8 : 3 + random.nextInt(5);
        enrolments = List.of(new Enrolment(Enrolment.Status.ENROLLED, new Days(firstWeek.minusDays(3), null)));
        for (var week = 0; week < length; week++) {
            plan(firstWeek.plusWeeks(week));
        }
        closedWeeks = closeOneMore();
    }

    private Policies anyPolicies() {
        if (chance(0.8)) {
            return always(anyOf(RULES));
        }
        var first = version(
                "first",
                firstWeek.minusDays(1).plusDays(random.nextInt(9)),
                anyOf(RULES),
                new ProgrammeRules(new ProgrammePattern("BSC-*"), anyOf(RULES)));
        var second = version("second", first.inForceFrom().plusDays(1 + random.nextInt(60)), anyOf(RULES));
        return Policies.of(first, second);
    }

    private void plan(LocalDate monday) {
        var habit = chance(0.15) ? 1 - absence : absence;
        var readerFailed = chance(0.1);
        for (var count = chance(0.1) ? 0 : 1 + random.nextInt(3); count > 0; count--) {
            var day = monday.plusDays(chance(0.2) ? 6 : random.nextInt(5));
            var status = readerFailed ? Session.Status.UNRECORDED : chance(habit) ? Session.Status.ABSENT : anyStatus();
            add(day, status);
        }
    }

    private void add(LocalDate day, Session.Status status) {
        var start = day.atTime(anyOf(TIMES)).atZone(Week.LONDON).toInstant();
        sessions.add(new Session("S" + sessions.size(), start, chance(0.9), status, 1));
    }

    private ClosedWeeks closeOneMore() {
        closed++;
        return ClosedWeeks.between(firstWeek, latestClosedWeek());
    }

    /** Another week closes, or something that was known of a week turns out otherwise. */
    void goOn() {
        if (chance(0.7) && !isOver()) {
            closedWeeks = closeOneMore();
        } else {
            for (var count = 1 + random.nextInt(2); count > 0; count--) {
                correct();
            }
        }
    }

    boolean isOver() {
        return closed == length;
    }

    /** Something that was known turns out otherwise. */
    void correct() {
        switch (random.nextInt(10)) {
            case 0 -> absences.add(anyDays());
            case 1 -> {
                if (!absences.isEmpty()) {
                    absences.remove(random.nextInt(absences.size()));
                }
            }
            case 2 -> enrolments = anyEnrolments();
            case 3 -> add(anyDay(), anyStatus());
            case 4 -> level = chance(0.2) ? 2 : 5;
            default -> {
                if (!sessions.isEmpty()) {
                    var at = random.nextInt(sessions.size());
                    var old = sessions.get(at);
                    var status = chance(0.4) ? Session.Status.ABSENT : anyStatus();
                    sessions.set(
                            at, new Session(old.id(), old.startsAt(), old.compulsory(), status, old.revision() + 1));
                }
            }
        }
    }

    private List<Enrolment> anyEnrolments() {
        var interrupted = anyDay();
        var back = interrupted.plusDays(random.nextInt(20));
        return List.of(
                new Enrolment(Enrolment.Status.ENROLLED, new Days(firstWeek, interrupted.minusDays(1))),
                new Enrolment(Enrolment.Status.INTERRUPTED, new Days(interrupted, back)),
                new Enrolment(Enrolment.Status.ENROLLED, new Days(back.plusDays(1), null)));
    }

    private Days anyDays() {
        var first = anyDay();
        return new Days(first, first.plusDays(random.nextInt(10)));
    }

    private LocalDate anyDay() {
        return firstWeek.plusDays(random.nextInt(7 * length));
    }

    private Session.Status anyStatus() {
        return anyOf(List.of(Session.Status.values()));
    }

    private <T> T anyOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    Policies policies() {
        return policies;
    }

    ClosedWeeks closedWeeks() {
        return closedWeeks;
    }

    LocalDate firstClosedWeek() {
        return firstWeek;
    }

    LocalDate latestClosedWeek() {
        return firstWeek.plusWeeks(closed - 1);
    }

    /** What is known today. */
    History history() {
        return new History("BSC-CS", level, enrolments, absences, sessions);
    }

    /** The same, come in another order. */
    History shuffled() {
        var shuffledSessions = new ArrayList<>(sessions);
        var shuffledAbsences = new ArrayList<>(absences);
        Collections.shuffle(shuffledSessions, Random.from(random));
        Collections.shuffle(shuffledAbsences, Random.from(random));
        return new History("BSC-CS", level, enrolments.reversed(), shuffledAbsences, shuffledSessions);
    }
}
