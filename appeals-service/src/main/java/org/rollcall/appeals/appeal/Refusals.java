package org.rollcall.appeals.appeal;

import static java.util.stream.Collectors.joining;

import io.quarkiverse.resteasy.problem.HttpProblem;
import org.rollcall.appeals.life.Refusal;
import org.rollcall.chassis.problem.Problems;

/** Refusals of the core as they leave the edge. */
final class Refusals {

    private Refusals() {}

    static HttpProblem problem(Refusal refusal) {
        return switch (refusal) {
            case Refusal.NotIndependent(var person, var deeds) ->
                Problems.conflict(
                        "not-independent",
                        "%s has acted in the case (%s): whoever investigates or decides an appeal must not have"
                                .formatted(person.value(), String.join(", ", deeds)),
                        "appeal 3");
            case Refusal.LateNeedsReason() ->
                Problems.conflict(
                        "late-needs-reason",
                        "The appeal came after the deadline: whoever accepts it gives a reason",
                        "appeal 1");
            case Refusal.NotLate() ->
                Problems.conflict(
                        "not-late", "Only an appeal that waits because it came late is rejected as late", "appeal 1");
            case Refusal.NotInvestigated() ->
                Problems.conflict("not-investigated", "Nobody has investigated the appeal yet", "appeal 3");
            case Refusal.AlreadyEnded() ->
                Problems.conflict("appeal-ended", "The appeal has ended: appeal decisions are final", "appeal 5");
            case Refusal.GroundsWithoutFinding(var grounds) ->
                Problems.conflict(
                        "ground-without-finding",
                        "No finding is given on "
                                + grounds.stream().map(Enum::name).sorted().collect(joining(", ")),
                        "appeal 3");
            case Refusal.LinesWithoutAnswer(var lines) ->
                Problems.conflict(
                        "dossier-unanswered",
                        "The dossier shows these steps as not met or not known, and no answer is given to them: "
                                + String.join(", ", lines),
                        "appeal 3");
            case Refusal.ContradictsFindings contradicted ->
                Problems.conflict(
                        "contradicts-findings",
                        "By the findings due process was %s: the appeal cannot be %s"
                                .formatted(
                                        switch (contradicted.outcome()) {
                                            case UPHELD -> "followed";
                                            case NOT_UPHELD, REJECTED_AS_LATE -> "not followed";
                                        },
                                        contradicted.outcome().words()),
                        "appeal 4");
        };
    }
}
