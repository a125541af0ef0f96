package org.rollcall.engagement.assessment;

import static java.time.temporal.ChronoUnit.WEEKS;
import static java.util.Objects.requireNonNull;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rollcall.engagement.policy.Action;
import org.rollcall.engagement.policy.Counting;
import org.rollcall.engagement.policy.ExcusedWeeks;
import org.rollcall.engagement.policy.Policies;
import org.rollcall.engagement.policy.Rules;
import org.rollcall.engagement.policy.Step;
import org.rollcall.engagement.policy.UnknownWeek;

/**
 * docs/policy.md once more, sentence by sentence and without a thought for speed: only outcomes and runs are kept, all else
 * is asked of them anew. It was written from the text, and shares no rule with the core.
 */
final class Oracle {

    private final History history;
    private final Policies policies;
    private final LocalDate firstClosed;
    private final LocalDate w;
    private final Map<LocalDate, List<Session>> required;
    private final TreeMap<LocalDate, Outcome> outcomes = new TreeMap<>();
    private final Map<LocalDate, List<LocalDate>> runs = new HashMap<>();
    private final Map<LocalDate, List<LocalDate>> missedInYear = new HashMap<>();

    Oracle(History history, Policies policies, LocalDate firstClosed, LocalDate latestClosed) {
        this.history = history;
        this.policies = policies;
        this.firstClosed = firstClosed;
        this.w = latestClosed;
        this.required = required(history);
        weeksInScope().forEach(monday -> outcomes.put(monday, outcomeOf(monday)));
    }

    /**
     * A raise as the oracle remembers it: whether it is live, how often it changed, the weeks it counted, and what it was
     * when it was said: a programme's own ladder may call a contact what another's calls an interview.
     */
    record Memory(boolean live, int revision, List<LocalDate> missedWeeks, Action action) {}

    // "Week outcome"

    /** The closed weeks in which a version of the policy is in force and the student's level is in its scope. */
    private List<LocalDate> weeksInScope() {
        return Stream.iterate(firstClosed, monday -> !monday.isAfter(w), monday -> monday.plusDays(7))
                .filter(monday -> rules(monday)
                        .filter(rules -> rules.levels().include(history.level()))
                        .isPresent())
                .toList();
    }

    List<LocalDate> weeks() {
        return List.copyOf(outcomes.keySet());
    }

    Outcome outcome(LocalDate monday) {
        return requireNonNull(outcomes.get(monday));
    }

    private Optional<Rules> rules(LocalDate monday) {
        return policies.inForceOn(monday).map(policy -> policy.rulesFor(history.programmeCode()));
    }

    /** What a week depends on, by its Monday. */
    private static Map<LocalDate, List<Session>> required(History history) {
        return history.sessions().stream()
                .filter(Session::compulsory)
                .filter(session -> session.status() != Session.Status.CANCELLED)
                .filter(session -> history.enrolments().stream()
                        .anyMatch(enrolment -> enrolment.status() == Enrolment.Status.ENROLLED
                                && covers(enrolment.days(), londonDate(session))))
                .collect(Collectors.groupingBy(
                        session -> londonDate(session).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))));
    }

    private List<Session> required(LocalDate monday) {
        return required.getOrDefault(monday, List.of());
    }

    SessionCount count(LocalDate monday) {
        var required = required(monday);
        return new SessionCount(
                required.size(),
                (int) required.stream().filter(Oracle::attended).count(),
                (int) required.stream()
                        .filter(session -> session.status() == Session.Status.LATE)
                        .count(),
                (int) required.stream().filter(this::excused).count(),
                (int) required.stream().filter(Oracle::unrecorded).count());
    }

    private static LocalDate londonDate(Session session) {
        return LocalDate.ofInstant(session.startsAt(), Week.LONDON);
    }

    private static boolean covers(Days days, LocalDate date) {
        return !date.isBefore(days.first()) && (days.last() == null || !date.isAfter(days.last()));
    }

    private boolean excused(Session session) {
        return history.absences().stream().anyMatch(days -> covers(days, londonDate(session)));
    }

    private static boolean attended(Session session) {
        return session.status() == Session.Status.PRESENT || session.status() == Session.Status.LATE;
    }

    private static boolean unrecorded(Session session) {
        return session.status() == Session.Status.UNRECORDED || session.status() == Session.Status.EXPECTED;
    }

    private Outcome outcomeOf(LocalDate monday) {
        var rules = rules(monday).orElseThrow();
        var required = required(monday);
        Predicate<Session> unexcused = session -> !excused(session);
        var unexcusedAbsences = required.stream()
                .filter(session -> session.status() == Session.Status.ABSENT)
                .filter(unexcused)
                .count();
        var attended = required.stream().filter(Oracle::attended).count();
        var unexcusedUnrecorded =
                required.stream().filter(Oracle::unrecorded).filter(unexcused).count();

        var enoughAttended =
                attended > 0 && 100.0 * attended / (attended + unexcusedAbsences) >= rules.minimumSharePercent();
        var unknown = unexcusedUnrecorded > 0
                && (rules.unknownWeek() == UnknownWeek.ANYTHING_UNRECORDED || unexcusedAbsences == 0);

        if (required.isEmpty()) {
            return Outcome.NOT_MONITORED;
        } else if (enoughAttended) {
            return Outcome.ATTENDED;
        } else if (unknown) {
            return Outcome.UNKNOWN;
        } else if (unexcusedAbsences > 0) {
            return Outcome.MISSED;
        } else {
            return Outcome.EXCUSED;
        }
    }

    // "Run", and the missed weeks of the academic year

    List<LocalDate> run(LocalDate v) {
        return runs.computeIfAbsent(v, this::runAsOf);
    }

    List<LocalDate> missedInYear(LocalDate v) {
        return missedInYear.computeIfAbsent(v, this::missedInYearUpTo);
    }

    /** Back from a week to the one that ended the run before, or to the beginning of the academic year. */
    private List<LocalDate> runAsOf(LocalDate v) {
        var run = new ArrayList<LocalDate>();
        for (var monday : weeksOfTheYearUpTo(v).reversed()) {
            var outcome = outcome(monday);
            if (outcome == Outcome.MISSED) {
                run.addFirst(monday);
            }
            if (outcome == Outcome.ATTENDED
                    || outcome == Outcome.EXCUSED
                            && rules(monday).orElseThrow().excusedWeeks() == ExcusedWeeks.END_RUN) {
                break;
            }
        }
        return run;
    }

    private List<LocalDate> missedInYearUpTo(LocalDate v) {
        return weeksOfTheYearUpTo(v).stream()
                .filter(monday -> outcome(monday) == Outcome.MISSED)
                .toList();
    }

    private List<LocalDate> weeksOfTheYearUpTo(LocalDate v) {
        return outcomes.headMap(v, true).keySet().stream()
                .filter(monday -> firstOfAugust(monday).equals(firstOfAugust(v)))
                .toList();
    }

    private static LocalDate firstOfAugust(LocalDate date) {
        var sameYear = LocalDate.of(date.getYear(), Month.AUGUST, 1);
        return date.isBefore(sameYear) ? sameYear.minusYears(1) : sameYear;
    }

    // "Steps"

    private boolean reached(Step step, LocalDate v) {
        var byRun = run(v).size() >= step.weeks();
        var byYear = missedInYear(v).size() >= step.weeks();
        return step.counting() == Counting.CONSECUTIVE && byRun
                || step.counting() == Counting.CUMULATIVE && byYear
                || step.counting() == Counting.EITHER && (byRun || byYear);
    }

    private List<LocalDate> counted(Step step, LocalDate v) {
        var byRun = step.counting() == Counting.CONSECUTIVE
                || step.counting() == Counting.EITHER && run(v).size() >= step.weeks();
        return byRun ? run(v) : missedInYear(v);
    }

    // "The assessment, exactly"

    Map<RaiseId, Memory> assess(Map<RaiseId, Memory> before) {
        var raises = new LinkedHashMap<RaiseId, Memory>();
        before.forEach((id, memory) -> raises.put(id, withTodaysFacts(id, memory)));
        if (weeks().contains(w)
                && outcome(w) == Outcome.MISSED
                && raises.keySet().stream().noneMatch(this::isAsOfW)) {
            toRaise(raises)
                    .ifPresent(step -> raises.put(
                            new RaiseId(step.name(), w), new Memory(true, 1, counted(step, w), step.action())));
        }
        return raises;
    }

    private Memory withTodaysFacts(RaiseId id, Memory memory) {
        var v = id.asOfWeek();
        var step = weeks().contains(v)
                ? rules(v).orElseThrow().ladder().steps().stream()
                        .filter(candidate -> candidate.name().equals(id.step()))
                        .filter(candidate -> reached(candidate, v))
                        .findFirst()
                : Optional.<Step>empty();
        if (memory.live() == step.isPresent()) {
            return memory;
        }
        return step.map(found -> new Memory(true, memory.revision() + 1, counted(found, v), found.action()))
                .orElseGet(() -> new Memory(false, memory.revision() + 1, memory.missedWeeks(), memory.action()));
    }

    private boolean isAsOfW(RaiseId id) {
        return id.asOfWeek().equals(w);
    }

    private Optional<Step> toRaise(Map<RaiseId, Memory> raises) {
        var ladder = rules(w).orElseThrow().ladder().steps();
        var due = ladder.stream()
                .filter(step -> reached(step, w))
                .filter(step -> !done(step, ladder, raises))
                .toList();
        var interviews =
                due.stream().filter(step -> step.action() == Action.INTERVIEW).toList();
        var contacts =
                due.stream().filter(step -> step.action() == Action.CONTACT).toList();
        if (!interviews.isEmpty() && contactedWithinTheRun(raises)) {
            return Optional.of(interviews.getFirst());
        }
        return contacts.isEmpty() ? Optional.empty() : Optional.of(contacts.getLast());
    }

    private boolean contactedWithinTheRun(Map<RaiseId, Memory> raises) {
        return raises.entrySet().stream().anyMatch(raise -> {
            var v = raise.getKey().asOfWeek();
            return raise.getValue().live()
                    && raise.getValue().action() == Action.CONTACT
                    && v.until(w, WEEKS) > 0
                    && run(w).contains(v);
        });
    }

    private boolean done(Step step, List<Step> ladder, Map<RaiseId, Memory> raises) {
        var itAndLater = ladder.subList(ladder.indexOf(step), ladder.size()).stream()
                .filter(later -> later.action() == step.action())
                .map(Step::name)
                .toList();
        return raises.entrySet().stream().anyMatch(raise -> {
            var v = raise.getKey().asOfWeek();
            var withinTheRun = run(w).contains(v);
            var withinTheYear = firstOfAugust(v).equals(firstOfAugust(w));
            var within = switch (step.counting()) {
                case CONSECUTIVE -> withinTheRun;
                case CUMULATIVE -> withinTheYear;
                case EITHER -> run(w).size() >= step.weeks() ? withinTheRun : withinTheYear;
            };
            return raise.getValue().live() && itAndLater.contains(raise.getKey().step()) && within;
        });
    }
}
