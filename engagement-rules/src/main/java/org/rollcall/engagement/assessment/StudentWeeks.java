package org.rollcall.engagement.assessment;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rollcall.engagement.policy.Policies;
import org.rollcall.engagement.policy.Step;

/** The closed weeks of one student in order, without those in which no policy applies to the student. */
record StudentWeeks(List<AssessedWeek> weeks) {

    static StudentWeeks assess(History history, Policies policies, ClosedWeeks closed) {
        var sessions = new RequiredSessions(history);
        var weeks = new ArrayList<AssessedWeek>(closed.weeks().size());
        var standing = Standing.AT_START_OF_YEAR;
        @Nullable AcademicYear year = null;
        for (var week : closed.weeks()) {
            if (!week.academicYear().equals(year)) {
                year = week.academicYear();
                standing = Standing.AT_START_OF_YEAR;
            }
            var tally = sessions.tally(week);
            var policy = policies.inForceOn(week.monday()).orElse(null);
            if (policy == null) {
                continue;
            }
            var rules = policy.rulesFor(history.programmeCode());
            if (rules.levels().include(history.level())) {
                var counted = history.counted().of(week).orElseGet(() -> tally.counted(rules, policy.version()));
                standing = standing.after(counted.outcome(), rules.excusedWeeks());
                weeks.add(new AssessedWeek(
                        week, counted.outcome(), counted.sessions(), standing, counted.policyVersion(), rules));
            }
        }
        return new StudentWeeks(weeks);
    }

    Optional<AssessedWeek> asOf(LocalDate monday) {
        // From the latest on, which is asked for first.
        for (var at = weeks.size() - 1; at >= 0; at--) {
            if (weeks.get(at).monday().equals(monday)) {
                return Optional.of(weeks.get(at));
            }
        }
        return Optional.empty();
    }

    /** The missed weeks of the run that is live as of a week. */
    List<LocalDate> run(AssessedWeek asOf) {
        return lastMissed(asOf.standing().run(), asOf);
    }

    /** The step that is raised as of a week, if one is, with these raises before it. */
    Optional<Raise.Live> raise(AssessedWeek w, List<? extends Raise> before) {
        return new NextStep(w, run(w), before)
                .find()
                .map(step -> new Raise.Live(new RaiseId(step.name(), w.monday()), groundsFor(step, w), 1));
    }

    /** Why a step that is reached as of a week is reached: by the run, or by the academic year up to that week. */
    Grounds groundsFor(Step step, AssessedWeek asOf) {
        var missedWeeks = asOf.standing().reachesByRun(step)
                ? run(asOf)
                : lastMissed(asOf.standing().missedInYear(), asOf);
        return new Grounds(step.clause(), step.action(), asOf.policyVersion(), missedWeeks);
    }

    /** A run of n missed weeks, and a year of n, are the last n up to the week. */
    private List<LocalDate> lastMissed(int count, AssessedWeek upTo) {
        var missed = weeks.stream()
                .filter(week -> week.outcome() == Outcome.MISSED)
                .map(AssessedWeek::monday)
                .filter(monday -> !monday.isAfter(upTo.monday()))
                .toList();
        return missed.subList(missed.size() - count, missed.size());
    }
}
