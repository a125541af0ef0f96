package org.rollcall.engagement.assessment;

import static org.rollcall.engagement.policy.Action.CONTACT;
import static org.rollcall.engagement.policy.Action.INTERVIEW;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.rollcall.engagement.policy.Action;
import org.rollcall.engagement.policy.Ladder;
import org.rollcall.engagement.policy.Step;

/** Decides which step, if any, is raised as of W, the latest closed week (docs/policy.md, "Raise"). */
final class NextStep {

    private final AssessedWeek w;
    private final List<LocalDate> run;
    private final Ladder ladder;
    private final List<? extends Raise> raises;

    /** With the run that is live at W, and the raises as today's facts leave them. */
    NextStep(AssessedWeek w, List<LocalDate> run, List<? extends Raise> raises) {
        this.w = w;
        this.run = run;
        this.ladder = w.rules().ladder();
        this.raises = raises;
    }

    /** At most one, and an interview is not demanded of a student who was not contacted before. */
    Optional<Step> find() {
        if (w.outcome() != Outcome.MISSED || hasRaiseAsOfW()) {
            return Optional.empty();
        }
        return firstOpenInterview().filter(_ -> wasContactedBeforeW()).or(this::lastOpenContact);
    }

    /** One that was rescinded counts as well: should the facts return, there would be two as of W. */
    private boolean hasRaiseAsOfW() {
        return raises.stream().anyMatch(raise -> raise.id().asOfWeek().equals(w.monday()));
    }

    /** Clause 5. */
    private Optional<Step> firstOpenInterview() {
        return ladder.steps().stream().filter(step -> isOpen(step, INTERVIEW)).findFirst();
    }

    /** Clauses 3 and 4: of several contacts only the furthest is made. */
    private Optional<Step> lastOpenContact() {
        return ladder.steps().reversed().stream()
                .filter(step -> isOpen(step, CONTACT))
                .findFirst();
    }

    /** A contact that was rescinded has been withdrawn, and warns nobody. */
    private boolean wasContactedBeforeW() {
        return raises.stream()
                .anyMatch(raise -> raise instanceof Raise.Live
                        && raise.grounds().action() == CONTACT
                        && raise.id().asOfWeek().isBefore(w.monday())
                        && isWithinRun(raise));
    }

    private boolean isOpen(Step step, Action action) {
        return step.action() == action && w.standing().reaches(step) && !isDone(step);
    }

    /** It, or a later step of the same action, has a live raise within what the step counts. */
    private boolean isDone(Step step) {
        return raises.stream()
                .anyMatch(raise -> raise instanceof Raise.Live
                        && ladder.isSameActionAtOrAbove(step, raise.id().step())
                        && isWithinReachOf(step, raise));
    }

    private boolean isWithinReachOf(Step step, Raise raise) {
        return w.standing().reachesByRun(step) ? isWithinRun(raise) : isWithinYear(raise);
    }

    private boolean isWithinRun(Raise raise) {
        return run.contains(raise.id().asOfWeek());
    }

    private boolean isWithinYear(Raise raise) {
        return raise.id().academicYear().equals(w.week().academicYear());
    }
}
