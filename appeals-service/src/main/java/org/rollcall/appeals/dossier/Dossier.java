package org.rollcall.appeals.dossier;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toCollection;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The due-process dossier of a decision: each step of the policy that the decision rests on, with what the events show. It
 * informs; it decides nothing.
 *
 * @param decision what it is about
 * @param derivedAt nothing that was published later is in it
 * @param timeline every event that is known of the case, and of the student's weeks, steps and e-mails up to it
 */
public record Dossier(Fact.Decision decision, Instant derivedAt, List<Line> lines, List<Entry> timeline) {

    public Dossier {
        lines = List.copyOf(lines);
        timeline = List.copyOf(timeline);
    }

    /**
     * One event in the order of events.
     *
     * @param knownAtDecision whether it had been published when the Faculty decided
     */
    public record Entry(Source source, String summary, boolean knownAtDecision) {}

    /** Derives the dossier of a decision from what was known at an instant. */
    public static Dossier derive(
            Fact.Decision decision, Collection<Fact> facts, Instant asOf, Rules rules, Calendar calendar) {
        var now = new DueProcess(Knowledge.by(asOf, facts, decision), rules, calendar);
        var then = new DueProcess(Knowledge.by(decision.source().knownAt(), facts, decision), rules, calendar);
        var lines = DueProcess.stepsFor(decision.ground()).stream()
                .map(step -> new Line(
                        step.label(),
                        step.clause(),
                        step.title(),
                        now.judge(step),
                        step.comesAfterTheDecision() ? null : then.judge(step)))
                .toList();
        var timeline = facts.stream()
                .filter(fact -> !fact.source().knownAt().isAfter(asOf))
                .sorted(comparing(Fact::source, Knowledge.BY_TIME))
                .map(fact -> new Entry(
                        fact.source(),
                        Summary.of(fact),
                        !fact.source().knownAt().isAfter(decision.source().knownAt())))
                .toList();
        return new Dossier(decision, asOf, lines, timeline);
    }

    /** The steps that whoever decides the appeal has to speak to. */
    public SortedSet<String> openLines() {
        return lines.stream().filter(Line::isOpen).map(Line::step).collect(toCollection(TreeSet::new));
    }

    /** How many of the steps have this verdict. */
    public long count(Verdict verdict) {
        return lines.stream().filter(line -> line.now().verdict() == verdict).count();
    }
}
