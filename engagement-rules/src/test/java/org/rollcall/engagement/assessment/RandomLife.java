package org.rollcall.engagement.assessment;

import static org.rollcall.engagement.policy.PolicyFixtures.DEFAULT_RULES;
import static org.rollcall.engagement.policy.PolicyFixtures.always;
import static org.rollcall.engagement.policy.PolicyFixtures.version;
import static org.rollcall.engagement.policy.PolicyFixtures.with;
import static org.rollcall.engagement.policy.PolicyFixtures.withLadder;
import static org.rollcall.engagement.policy.PolicyFixtures.withMinimumShare;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
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

/**
 * A student at random: a timetable with holes and a term break, a habit, a policy, and a life in which weeks close, late and
 * several at once too, and in which closed weeks are corrected, and corrections taken back.
 */
final class RandomLife {

    /** Mondays shortly before what is worth meeting: plain autumn, both clock changes, the year's turn, a 53-week year. */
    private static final List<LocalDate> BEGINNINGS = List.of(
            LocalDate.of(2026, 9, 21),
            LocalDate.of(2026, 10, 12),
            LocalDate.of(2027, 3, 15),
            LocalDate.of(2027, 7, 5),
            LocalDate.of(2028, 7, 10));

    /** Longer than the academic year 2027/28, which has 53 Mondays. */
    private static final int MORE_THAN_A_YEAR = 60;

    /** 01:30 does not exist on one Sunday of the year, and exists twice on another. */
    private static final List<LocalTime> TIMES = List.of(
            LocalTime.MIDNIGHT,
            LocalTime.of(0, 30),
            LocalTime.of(1, 30),
            LocalTime.of(9, 0),
            LocalTime.of(16, 0),
            LocalTime.of(23, 59));

    private static final List<String> PROGRAMMES = List.of("BSC-CS", "MSC-CS");

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
    private LocalDate firstClosed;
    private int closed;
    private ClosedWeeks closedWeeks;
    private Facts facts;
    private final Deque<Facts> beforeCorrections = new ArrayDeque<>();

    /** What is known of the student today. */
    private record Facts(
            String programmeCode, int level, List<Enrolment> enrolments, List<Days> absences, List<Session> sessions) {

        Facts(String programmeCode, int level, List<Enrolment> enrolments) {
            this(programmeCode, level, enrolments, new ArrayList<>(), new ArrayList<>());
        }

        Facts copy() {
            return new Facts(programmeCode, level, enrolments, new ArrayList<>(absences), new ArrayList<>(sessions));
        }

        Facts withProgramme(String changed) {
            return new Facts(changed, level, enrolments, absences, sessions);
        }

        Facts withLevel(int changed) {
            return new Facts(programmeCode, changed, enrolments, absences, sessions);
        }

        Facts with(List<Enrolment> changed) {
            return new Facts(programmeCode, level, changed, absences, sessions);
        }
    }

    RandomLife(long seed) {
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        absence = List.of(0.3, 0.7, 0.95).get(random.nextInt(3));
        firstWeek = anyOf(BEGINNINGS).plusWeeks(random.nextInt(4));
        length = chance(0.002) ? MORE_THAN_A_YEAR : 2 + random.nextInt(9);
        policies = anyPolicies();
        facts = new Facts(
                PROGRAMMES.getFirst(),
                chance(0.03) ? 8 : 3 + random.nextInt(5),
                List.of(new Enrolment(Enrolment.Status.ENROLLED, new Days(firstWeek.minusDays(3), null))));
        planTerm();
        // Sometimes the first weeks are told of only after later ones closed.
        firstClosed = chance(0.05) ? firstWeek.plusWeeks(random.nextInt(length)) : firstWeek;
        closed = (int) ChronoUnit.WEEKS.between(firstWeek, firstClosed);
        closedWeeks = close(chance(0.1) ? 3 : 1);
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

    private void planTerm() {
        var breakFrom = chance(0.3) ? random.nextInt(length) : length;
        var breakTo = breakFrom + 1 + random.nextInt(4);
        for (var week = 0; week < length; week++) {
            if (week < breakFrom || week >= breakTo) {
                plan(firstWeek.plusWeeks(week));
            }
        }
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
        var id = "S" + facts.sessions().size();
        facts.sessions().add(new Session(id, startOn(day), chance(0.9), status, 1));
    }

    private Instant startOn(LocalDate day) {
        return day.atTime(anyOf(TIMES)).atZone(Week.LONDON).toInstant();
    }

    private ClosedWeeks close(int weeks) {
        closed = Math.min(closed + weeks, length);
        return ClosedWeeks.between(firstClosed, latestClosedWeek());
    }

    /** Another week closes, or something that was known of a week turns out otherwise, or so after all. */
    void goOn() {
        if (chance(0.7) && !isOver()) {
            // Several at once, as for a student whose record came late.
            closedWeeks = close(chance(0.1) ? 1 + random.nextInt(3) : 1);
        } else if (chance(0.2) && !firstClosed.equals(firstWeek)) {
            firstClosed = firstWeek;
            closedWeeks = close(0);
        } else if (chance(0.2) && !beforeCorrections.isEmpty()) {
            facts = beforeCorrections.pop();
        } else {
            beforeCorrections.push(facts.copy());
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
        switch (random.nextInt(12)) {
            case 0 -> facts.absences().add(anyDays());
            case 1 -> {
                if (!facts.absences().isEmpty()) {
                    facts.absences().remove(random.nextInt(facts.absences().size()));
                }
            }
            case 2 -> facts = facts.with(anyEnrolments());
            case 3 -> add(anyDay(), anyStatus());
            case 4 -> facts = facts.withLevel(chance(0.2) ? 2 : 5);
            case 5 -> facts = facts.withProgramme(anyOf(PROGRAMMES));
            case 6 ->
                correctOne(old ->
                        new Session(old.id(), startOn(anyDay()), old.compulsory(), old.status(), old.revision() + 1));
            case 7 ->
                correctOne(old ->
                        new Session(old.id(), old.startsAt(), !old.compulsory(), old.status(), old.revision() + 1));
            default ->
                correctOne(old -> new Session(
                        old.id(),
                        old.startsAt(),
                        old.compulsory(),
                        chance(0.4) ? Session.Status.ABSENT : anyStatus(),
                        old.revision() + 1));
        }
    }

    private void correctOne(UnaryOperator<Session> correction) {
        var sessions = facts.sessions();
        if (!sessions.isEmpty()) {
            var at = random.nextInt(sessions.size());
            sessions.set(at, correction.apply(sessions.get(at)));
        }
    }

    private List<Enrolment> anyEnrolments() {
        var interrupted = anyDay();
        var back = interrupted.plusDays(random.nextInt(20));
        var enrolled = new Enrolment(Enrolment.Status.ENROLLED, new Days(firstWeek, interrupted.minusDays(1)));
        return switch (random.nextInt(4)) {
            case 0 -> List.of(new Enrolment(Enrolment.Status.ENROLLED, new Days(interrupted, null)));
            case 1 -> List.of(enrolled, new Enrolment(Enrolment.Status.WITHDRAWN, new Days(interrupted, null)));
            default ->
                List.of(
                        enrolled,
                        new Enrolment(Enrolment.Status.INTERRUPTED, new Days(interrupted, back)),
                        new Enrolment(Enrolment.Status.ENROLLED, new Days(back.plusDays(1), null)));
        };
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
        return firstClosed;
    }

    LocalDate latestClosedWeek() {
        return firstWeek.plusWeeks(closed - 1);
    }

    /** What is known today. */
    History history() {
        return history(facts.enrolments(), facts.absences(), facts.sessions());
    }

    /** The same, come in another order. */
    History shuffled() {
        var shuffled = facts.copy();
        Collections.shuffle(shuffled.sessions(), Random.from(random));
        Collections.shuffle(shuffled.absences(), Random.from(random));
        return history(facts.enrolments().reversed(), shuffled.absences(), shuffled.sessions());
    }

    private History history(List<Enrolment> enrolments, List<Days> absences, List<Session> sessions) {
        return new History(facts.programmeCode(), facts.level(), enrolments, absences, sessions);
    }
}
