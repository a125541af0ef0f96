package org.rollcall.cases.life;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What people did in a case: each thing in its latest form, in the order in which it began.
 *
 * @param handled whether a person moved the case: from then on it follows the facts no more, and corrections are put
 *     before a person
 */
public record Dealings(
        boolean handled,
        List<Interview> interviews,
        List<Agreement> agreements,
        List<Decision> decisions,
        List<Appeal> appeals,
        Set<Flag> flags) {

    /** Of a case in which nobody has acted. */
    public static final Dealings NONE = new Dealings(false, List.of(), List.of(), List.of(), List.of(), Set.of());

    public Dealings {
        interviews = List.copyOf(interviews);
        agreements = List.copyOf(agreements);
        decisions = List.copyOf(decisions);
        appeals = List.copyOf(appeals);
        flags = Set.copyOf(flags);
    }

    Dealings byHand() {
        return new Dealings(true, interviews, agreements, decisions, appeals, flags);
    }

    Dealings with(Interview latest) {
        return new Dealings(handled, with(interviews, latest, Interview::id), agreements, decisions, appeals, flags);
    }

    Dealings with(Agreement latest) {
        return new Dealings(handled, interviews, with(agreements, latest, Agreement::id), decisions, appeals, flags);
    }

    Dealings with(Decision latest) {
        return new Dealings(handled, interviews, agreements, with(decisions, latest, Decision::id), appeals, flags);
    }

    Dealings with(Appeal latest) {
        return new Dealings(handled, interviews, agreements, decisions, with(appeals, latest, Appeal::appealId), flags);
    }

    Dealings flagged(Flag flag) {
        var more = EnumSet.of(flag);
        more.addAll(flags);
        return new Dealings(handled, interviews, agreements, decisions, appeals, more);
    }

    Dealings unflagged(Flag flag) {
        var fewer = EnumSet.noneOf(Flag.class);
        fewer.addAll(flags);
        fewer.remove(flag);
        return new Dealings(handled, interviews, agreements, decisions, appeals, fewer);
    }

    Optional<Interview> interview(InterviewId id) {
        return interviews.stream()
                .filter(interview -> interview.id().equals(id))
                .findFirst();
    }

    Optional<Agreement> agreement(AgreementId id) {
        return agreements.stream()
                .filter(agreement -> agreement.id().equals(id))
                .findFirst();
    }

    /** The latest agreement that was breached, whatever became of the case since. */
    Optional<Agreement> breached() {
        return agreements.stream()
                .filter(agreement -> agreement.status() == Agreement.Status.BREACHED)
                .reduce((first, second) -> second);
    }

    /** The decision that stands; a quashed one does not. */
    public Optional<Decision> decision() {
        return decisions.stream().filter(decision -> !decision.quashed()).findFirst();
    }

    private static <T> List<T> with(List<T> known, T latest, Function<T, ?> id) {
        var next = new ArrayList<T>();
        var replaced = false;
        for (var one : known) {
            var same = id.apply(one).equals(id.apply(latest));
            next.add(same ? latest : one);
            replaced |= same;
        }
        if (!replaced) {
            next.add(latest);
        }
        return next;
    }
}
