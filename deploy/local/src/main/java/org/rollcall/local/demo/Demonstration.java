package org.rollcall.local.demo;

import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.rollcall.campus.Account;
import org.rollcall.campus.Campus;
import org.rollcall.campus.Day;
import org.rollcall.campus.Line;
import org.rollcall.campus.Week;

/**
 * Lives eight weeks of the campus on a running suite: each evening the clocks are brought there and what the campus'
 * systems have to say of the day is published. Then it is told what came of it, beside what must.
 *
 * <p>Lines that the topics hold already are not published again, so it can be interrupted and called anew at any time.
 */
public final class Demonstration {

    private final Campus campus;
    private final Suite suite;
    private final PrintStream out;
    private final boolean terminal;

    /**
     * A demonstration.
     *
     * @param terminal whether what is printed may change after it was
     */
    public Demonstration(Campus campus, Suite suite, PrintStream out, boolean terminal) {
        this.campus = campus;
        this.suite = suite;
        this.out = out;
        this.terminal = terminal;
    }

    /** How it ended. */
    public sealed interface Ending {

        /** Everything came out as it must. */
        record Agreement() implements Ending {}

        /** Something did not; it was printed what. */
        record Difference() implements Ending {}

        /** Nothing was done: the suite lives another story. */
        record Impossible(String reason) implements Ending {}
    }

    /** What is published at an instant. */
    private record Stage(Instant at, List<Line> lines) {}

    public Ending run() {
        List<Stage> stages = stages();
        Held held = held(stages);
        Instant now = suite.now();
        if (held.isComplete() && !now.isBefore(campus.ends())) {
            out.println("The eight weeks were lived already; nothing is published again.");
            if (held.foreign() > 0) {
                out.printf("Since then %,d other records were published: what they changed differs.%n", held.foreign());
            }
        } else {
            if (held.foreign() > 0) {
                return new Ending.Impossible(
                        "it has %,d records that are not the demonstration's".formatted(held.foreign()));
            }
            for (int i = 0; i < stages.size(); i++) {
                if (!held.missing().get(i).isEmpty() && stages.get(i).at().isBefore(now)) {
                    return new Ending.Impossible(
                            "its clocks stand at %s, and what the demonstration publishes at %s is not there"
                                    .formatted(now, stages.get(i).at()));
                }
            }
            live(held, now);
        }
        suite.settle();
        return conclude();
    }

    private List<Stage> stages() {
        List<Stage> stages = new ArrayList<>();
        stages.add(new Stage(campus.opens(), campus.reference()));
        for (Week week : campus.weeks()) {
            for (Day day : week.days()) {
                stages.add(new Stage(day.evening(), day.lines()));
            }
        }
        return stages;
    }

    private Held held(List<Stage> stages) {
        List<List<Line>> lines = stages.stream().map(Stage::lines).toList();
        List<String> topics =
                lines.stream().flatMap(List::stream).map(Line::topic).distinct().toList();
        return Held.of(lines, new TopicReader(suite.kafka()).all(topics));
    }

    private void live(Held held, Instant now) {
        List<Week> weeks = campus.weeks();
        out.printf(
                "A campus of %d students lives from %s to %s.%n%n",
                campus.students().size(),
                weeks.getFirst().monday(),
                weeks.getLast().days().getLast().date());
        var missing = held.missing().iterator();
        reach(campus.opens(), missing.next(), now);
        for (Week week : weeks) {
            try (WeekBar bar = new WeekBar(week, out, terminal)) {
                for (Day day : week.days()) {
                    bar.livingThrough(day);
                    List<Line> lines = missing.next();
                    if (!day.lines().isEmpty()) {
                        reach(day.evening(), lines, now);
                    }
                    bar.lived(lines.size());
                }
            }
        }
        reach(campus.ends(), List.of(), now);
    }

    /** Brings the clocks to the instant, unless they have passed it, and publishes what is missing there. */
    private void reach(Instant at, List<Line> missing, Instant now) {
        if (at.isAfter(now)) {
            suite.travelTo(at);
        }
        if (!missing.isEmpty()) {
            suite.publish(missing.stream().map(Line::json).toList());
        }
    }

    private Ending conclude() {
        Account found = new Observation(campus, suite).account();
        Comparison comparison = Comparison.of(campus.expectation(), found);
        new Summary(out).print(comparison);
        new NextSteps(suite, out).print(campus.expectation());
        return comparison.agrees() ? new Ending.Agreement() : new Ending.Difference();
    }
}
