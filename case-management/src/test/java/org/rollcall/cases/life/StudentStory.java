package org.rollcall.cases.life;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rollcall.cases.life.Contact.State;

/** What case-management hears of one student, bit by bit, and what its files say then. */
final class StudentStory {

    static final Instant NOW = Instant.parse("2026-10-07T08:00:00Z");

    private final Map<Integer, Integer> weekRevisions = new HashMap<>();
    private Casebook casebook = Casebook.empty(new StudentId("S1000001"));
    private List<String> happened = List.of();

    StudentStory raised(Threshold... thresholds) {
        for (var threshold : thresholds) {
            take(casebook.heard(threshold, Raises.eventId(threshold), NOW));
        }
        return this;
    }

    StudentStory attended(int week) {
        return assessed(week, true);
    }

    StudentStory notAttended(int week) {
        return assessed(week, false);
    }

    /** An e-mail that the first or another revision of a threshold had asked for. */
    StudentStory emailed(Threshold because, State state) {
        var cause = Raises.eventId(because);
        return take(casebook.heard(new Contact("mail of " + cause, because.step(), cause, state, NOW), NOW));
    }

    /** The files in the order of their opening, such as {@code Closed(RE_ENGAGED): contact 1, contact 3 rescinded}. */
    List<String> files() {
        return casebook.files().stream().map(this::describe).toList();
    }

    Casebook casebook() {
        return casebook;
    }

    /** What happened by the last that was heard. */
    List<String> happened() {
        return happened;
    }

    private StudentStory assessed(int week, boolean attended) {
        var revision = weekRevisions.merge(week, 1, Integer::sum);
        return take(casebook.heard(
                new Week(Raises.week(week), attended ? Week.Outcome.ATTENDED : Week.Outcome.MISSED, revision), NOW));
    }

    private StudentStory take(Casebook.Outcome outcome) {
        casebook = outcome.casebook();
        happened = outcome.changes().stream()
                .map(change -> describe(change.happening()))
                .toList();
        return this;
    }

    private String describe(CaseFile file) {
        return describe(file.state()) + ": "
                + casebook.facts().thresholds().values().stream()
                        .filter(file::holds)
                        .sorted(Comparator.comparing(Threshold::asOfWeek).thenComparing(Threshold::step))
                        .map(threshold -> threshold.id().value() + (threshold.isLive() ? "" : " rescinded"))
                        .collect(joining(", "));
    }

    private static String describe(CaseState state) {
        return state instanceof CaseState.Closed(var reason)
                ? "Closed(" + reason + ")"
                : state.getClass().getSimpleName();
    }

    private static String describe(Happening happening) {
        return switch (happening) {
            case Happening.Opened() -> "opened";
            case Happening.Reopened() -> "reopened";
            case Happening.ThresholdAdded(var threshold) ->
                "added " + threshold.id().value();
            case Happening.ThresholdMoved(var threshold, var to) ->
                "moved " + threshold.id().value();
            case Happening.ThresholdRescinded(var threshold) ->
                "rescinded " + threshold.id().value();
            case Happening.ThresholdReinstated(var threshold) ->
                "reinstated " + threshold.id().value();
            case Happening.InterviewRequired() -> "interview required";
            case Happening.InterviewNoLongerRequired() -> "interview no longer required";
            case Happening.Closed(var reason) -> "closed " + reason;
            case Happening.Emailed(var contact) -> contact.template() + " " + contact.state();
            default -> happening.getClass().getSimpleName();
        };
    }
}
