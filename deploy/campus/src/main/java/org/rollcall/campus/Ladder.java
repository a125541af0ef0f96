package org.rollcall.campus;

import static org.rollcall.campus.Ladder.Action.CONTACT;
import static org.rollcall.campus.Ladder.Action.INTERVIEW;
import static org.rollcall.campus.Ladder.Counting.CONSECUTIVE;
import static org.rollcall.campus.Ladder.Counting.EITHER;
import static org.rollcall.contracts.WeekAssessed.Outcome.MISSED;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.rollcall.contracts.WeekAssessed.Outcome;

/** The steps that one student has reached, by clauses 3 to 5 read word for word. */
final class Ladder {

    private static final List<Step> STEPS = List.of(
            new Step("one-week", 1, CONSECUTIVE, CONTACT),
            new Step("three-weeks", 3, EITHER, CONTACT),
            new Step("four-weeks", 4, CONSECUTIVE, INTERVIEW));

    private final List<Raised> raises = new ArrayList<>();

    enum Action {
        CONTACT,
        INTERVIEW
    }

    enum Counting {
        CONSECUTIVE,
        EITHER
    }

    record Step(String name, int weeks, Counting counting, Action action) {}

    /** A step that was reached as of a week. */
    static final class Raised {

        final Step step;
        final LocalDate asOf;
        boolean live = true;

        Raised(Step step, LocalDate asOf) {
            this.step = step;
            this.asOf = asOf;
        }
    }

    /** What an assessment changed. */
    record Changes(List<Raised> raised, List<Raised> rescinded) {}

    /** Assesses the student as of the latest of the closed weeks. */
    Changes assess(SortedMap<LocalDate, Outcome> weeks) {
        List<Raised> rescinded = new ArrayList<>();
        for (Raised raise : raises) {
            if (raise.live && !isReached(raise.step, weeks, raise.asOf)) {
                raise.live = false;
                rescinded.add(raise);
            }
        }
        List<Raised> raised = new ArrayList<>();
        LocalDate week = weeks.lastKey();
        if (weeks.get(week) == MISSED && raises.stream().noneMatch(raise -> raise.asOf.equals(week))) {
            Step step = next(weeks, week);
            if (step != null) {
                raised.add(new Raised(step, week));
            }
        }
        raises.addAll(raised);
        return new Changes(raised, rescinded);
    }

    private @Nullable Step next(SortedMap<LocalDate, Outcome> weeks, LocalDate week) {
        List<LocalDate> run = run(weeks, week);
        boolean contacted = raises.stream()
                .anyMatch(raise -> raise.live
                        && raise.step.action() == CONTACT
                        && run.contains(raise.asOf)
                        && raise.asOf.isBefore(week));
        Step lastContact = null;
        for (Step step : STEPS) {
            if (isReached(step, weeks, week) && !isDone(step, weeks, week)) {
                switch (step.action()) {
                    case INTERVIEW -> {
                        if (contacted) {
                            return step;
                        }
                    }
                    case CONTACT -> lastContact = step;
                }
            }
        }
        return lastContact;
    }

    private static boolean isReached(Step step, SortedMap<LocalDate, Outcome> weeks, LocalDate asOf) {
        boolean byRun = run(weeks, asOf).size() >= step.weeks();
        return switch (step.counting()) {
            case CONSECUTIVE -> byRun;
            case EITHER -> byRun || missed(weeks, asOf).size() >= step.weeks();
        };
    }

    /** It, or a later step of the same action, stands already. */
    private boolean isDone(Step step, SortedMap<LocalDate, Outcome> weeks, LocalDate week) {
        List<LocalDate> run = run(weeks, week);
        List<LocalDate> where = switch (step.counting()) {
            case CONSECUTIVE -> run;
            case EITHER -> run.size() >= step.weeks() ? run : List.copyOf(weeks.keySet());
        };
        return raises.stream()
                .anyMatch(raise -> raise.live
                        && raise.step.action() == step.action()
                        && STEPS.indexOf(raise.step) >= STEPS.indexOf(step)
                        && where.contains(raise.asOf));
    }

    /** The missed weeks of the run that is live at a week: it ends with attendance, and with an authorised absence. */
    private static List<LocalDate> run(SortedMap<LocalDate, Outcome> weeks, LocalDate asOf) {
        List<LocalDate> run = new ArrayList<>();
        for (Map.Entry<LocalDate, Outcome> week : upTo(asOf, weeks).entrySet()) {
            switch (week.getValue()) {
                case MISSED -> run.add(week.getKey());
                case ATTENDED, EXCUSED -> run.clear();
                case UNKNOWN, NOT_MONITORED -> {}
            }
        }
        return run;
    }

    private static List<LocalDate> missed(SortedMap<LocalDate, Outcome> weeks, LocalDate asOf) {
        return upTo(asOf, weeks).entrySet().stream()
                .filter(week -> week.getValue() == MISSED)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static SortedMap<LocalDate, Outcome> upTo(LocalDate asOf, SortedMap<LocalDate, Outcome> weeks) {
        return weeks.headMap(asOf.plusDays(1));
    }
}
