package org.rollcall.cases.life;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an appeal, and the end of the time to appeal, do to a decided case (appeals 1, 3 and 4). */
final class Appeals {

    private final CaseFile file;
    private final Instant now;

    Appeals(CaseFile file, Instant now) {
        this.file = file;
        this.now = now;
    }

    /** The case after something was heard of an appeal; empty when it was known already. */
    Optional<Desk.Verdict.Done> heard(Appeal appeal) {
        var known = file.dealings().appeals().stream()
                .filter(other -> other.appealId().equals(appeal.appealId()))
                .findFirst();
        if (known.isPresent() && (!known.get().isOpen() || appeal.isOpen())) {
            return Optional.empty();
        }
        var happenings = new ArrayList<Happening>();
        var noted = file.with(file.dealings().with(appeal));
        var after = switch (appeal.status()) {
            case OPEN -> stayed(noted, appeal, happenings);
            case UPHELD -> quashed(noted, appeal, happenings);
            case NOT_UPHELD, REJECTED_AS_LATE -> resumed(noted, appeal, happenings);
        };
        return Optional.of(new Desk.Verdict.Done(after, List.copyOf(happenings)));
    }

    /** The case after the time to appeal; empty when something holds the withdrawal, or there is none to take effect. */
    Optional<Desk.Verdict.Done> windowPassed() {
        return file.state() instanceof CaseState.Decided decided && takesEffect(decided.decision())
                ? Optional.of(new Desk.Verdict.Done(
                        file.in(decided.takeEffect(), now),
                        List.of(new Happening.WithdrawalTookEffect(decided.decision()))))
                : Optional.empty();
    }

    private boolean takesEffect(Decision decision) {
        return decision.window().isOver(now)
                && !file.isInDoubt()
                && file.dealings().appeals().stream()
                        .noneMatch(appeal -> appeal.isOpen() && appeal.against().equals(decision.id()));
    }

    private CaseFile stayed(CaseFile noted, Appeal appeal, List<Happening> happenings) {
        if (noted.state() instanceof CaseState.Decided decided) {
            happenings.add(new Happening.WithdrawalStayed(decided.decision(), appeal));
            return noted.in(decided.stay(appeal), now);
        }
        if (noted.state() instanceof CaseState.Withdrawn withdrawn) {
            happenings.add(new Happening.WithdrawalStayed(withdrawn.decision(), appeal));
            return noted.in(withdrawn.stay(appeal), now);
        }
        return noted;
    }

    private CaseFile quashed(CaseFile noted, Appeal appeal, List<Happening> happenings) {
        var stayed = noted.state() instanceof CaseState.WithdrawalStayed ? noted : stayed(noted, appeal, happenings);
        if (!(stayed.state() instanceof CaseState.WithdrawalStayed state)) {
            return noted;
        }
        var decision = state.decision().asQuashed();
        happenings.add(new Happening.DecisionQuashed(decision, appeal));
        happenings.add(new Happening.Flagged(Flag.APPEAL_UPHELD));
        return stayed.in(state.quash(), now)
                .with(stayed.dealings().with(decision).flagged(Flag.APPEAL_UPHELD));
    }

    private CaseFile resumed(CaseFile noted, Appeal appeal, List<Happening> happenings) {
        happenings.add(new Happening.AppealEnded(appeal));
        if (noted.state() instanceof CaseState.WithdrawalStayed stayed) {
            return resumed(noted, stayed, appeal, happenings);
        }
        return noted.state() instanceof CaseState.Decided decided
                ? resumed(noted, decided.stay(appeal), appeal, happenings)
                : noted;
    }

    /** An appeal that was not upheld is final; one that was rejected leaves what is left of the window. */
    private CaseFile resumed(
            CaseFile noted, CaseState.WithdrawalStayed stayed, Appeal appeal, List<Happening> happenings) {
        var other = noted.dealings().appeals().stream()
                .filter(another -> another.isOpen()
                        && another.against().equals(stayed.decision().id()))
                .findFirst();
        if (other.isPresent()) {
            return noted.in(stayed.stayBy(other.get()), now);
        }
        var isFinal = appeal.status() == Appeal.Status.NOT_UPHELD
                || stayed.decision().window().isOver(now);
        if (!isFinal || noted.isInDoubt()) {
            return noted.in(stayed.resume(), now);
        }
        happenings.add(new Happening.WithdrawalTookEffect(stayed.decision()));
        return noted.in(stayed.takeEffect(), now);
    }
}
