package org.rollcall.engagement.assessment;

import static org.rollcall.engagement.policy.PolicyFixtures.DEFAULT_RULES;
import static org.rollcall.engagement.policy.PolicyFixtures.always;

import java.time.LocalDate;
import java.util.List;
import org.rollcall.engagement.policy.Policies;
import org.rollcall.engagement.policy.Rules;

/** A student's term as the service lives it: weeks close one after the other, and what was raised is remembered. */
final class Term {

    private final Policies policies;
    private List<Raise> raises = List.of();

    private Term(Policies policies) {
        this.policies = policies;
    }

    static Term under(Policies policies) {
        return new Term(policies);
    }

    /** Under the default policy, with every week closed in its turn. */
    static Term lived(StudentHistory student) {
        return lived(student, DEFAULT_RULES);
    }

    static Term lived(StudentHistory student, Rules rules) {
        var term = under(always(rules));
        student.mondays().forEach(week -> term.assess(student.until(week)));
        return term;
    }

    /** Assesses as of the last week of the history, with what was raised so far. */
    Assessment assess(StudentHistory student) {
        var closed = ClosedWeeks.between(student.mondays().getFirst(), student.lastWeek());
        var assessment = Assessor.assess(student.facts(), raises, policies, closed);
        raises = assessment.raises();
        return assessment;
    }

    List<Raise> raises() {
        return raises;
    }

    /** What stands, in the order in which it was raised. */
    List<RaiseId> live() {
        return raises.stream()
                .filter(Raise.Live.class::isInstance)
                .map(Raise::id)
                .toList();
    }

    Raise raise(RaiseId id) {
        return raises.stream()
                .filter(raise -> raise.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    static RaiseId oneWeek(LocalDate asOf) {
        return new RaiseId("one-week", asOf);
    }

    static RaiseId threeWeeks(LocalDate asOf) {
        return new RaiseId("three-weeks", asOf);
    }

    static RaiseId fourWeeks(LocalDate asOf) {
        return new RaiseId("four-weeks", asOf);
    }
}
