package org.rollcall.engagement.assessment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.rollcall.engagement.policy.Policies;

/**
 * Assesses one student as of W, the latest closed week (docs/policy.md, "The assessment, exactly"). Weeks, runs and what they
 * reach are found anew from today's facts each time; only what was raised before is remembered.
 */
public final class Assessor {

    private final StudentWeeks weeks;
    private final ClosedWeeks closed;
    private final List<Raise> raises = new ArrayList<>();
    private final List<Raise.Rescinded> rescinded = new ArrayList<>();
    private final List<Raise.Live> reinstated = new ArrayList<>();

    private Assessor(StudentWeeks weeks, ClosedWeeks closed) {
        this.weeks = weeks;
        this.closed = closed;
    }

    /**
     * The same facts, raises, policies and weeks always give the same assessment, and assessing again adds nothing.
     *
     * @param raisesSoFar all that was ever raised for the student, live or rescinded; what was raised as of a week that
     *     is not among the closed ones stays as it is
     */
    public static Assessment assess(
            History history, Collection<? extends Raise> raisesSoFar, Policies policies, ClosedWeeks closed) {
        var assessor = new Assessor(StudentWeeks.assess(history, policies, closed), closed);
        raisesSoFar.forEach(assessor::rescindOrReinstate);
        return assessor.assessment(assessor.raise());
    }

    /**
     * What would have been raised if today's facts had been known all along: the closed weeks lived again, each assessed in
     * its turn. Nothing is rescinded on the way, because no fact changes; so the weeks are found once.
     */
    public static List<Raise.Live> relive(History history, Policies policies, ClosedWeeks closed) {
        var weeks = StudentWeeks.assess(history, policies, closed);
        var raises = new ArrayList<Raise.Live>();
        for (var w : weeks.weeks()) {
            if (w.outcome() == Outcome.MISSED) {
                weeks.raise(w, raises).ifPresent(raises::add);
            }
        }
        return raises;
    }

    /**
     * 1. A step raised as of week V is rescinded when it is not reached as of V any more, and reinstated when it is; V itself
     * need not be a missed week.
     */
    private void rescindOrReinstate(Raise raise) {
        raises.add(closed.include(raise.id().asOfWeek()) ? withTodaysFacts(raise) : raise);
    }

    private Raise withTodaysFacts(Raise raise) {
        var v = weeks.asOf(raise.id().asOfWeek());
        var reached = v.flatMap(week -> week.reached(raise.id().step()));
        return switch (raise) {
            case Raise.Live live -> reached.isPresent() ? live : rescind(live);
            case Raise.Rescinded gone ->
                reached.isPresent() ? reinstate(gone, weeks.groundsFor(reached.get(), v.get())) : gone;
        };
    }

    private Raise rescind(Raise.Live live) {
        var gone = live.rescind();
        rescinded.add(gone);
        return gone;
    }

    private Raise reinstate(Raise.Rescinded gone, Grounds today) {
        var back = gone.reinstate(today);
        reinstated.add(back);
        return back;
    }

    /** 2. At most one step is raised as of W. */
    private Optional<Raise.Live> raise() {
        return weeks.asOf(closed.latest().monday()).flatMap(w -> weeks.raise(w, raises));
    }

    private Assessment assessment(Optional<Raise.Live> raised) {
        raised.ifPresent(raises::add);
        return new Assessment(weeks.weeks(), raises, rescinded, reinstated, raised);
    }
}
