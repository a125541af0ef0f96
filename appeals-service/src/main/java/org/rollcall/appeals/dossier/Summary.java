package org.rollcall.appeals.dossier;

import java.util.Locale;

/** Says in a few words what an event tells. */
final class Summary {

    private Summary() {}

    static String of(Fact fact) {
        return switch (fact) {
            case Fact.Standing standing ->
                "Student records: level %d, %s from %s%s"
                        .formatted(
                                standing.level(),
                                standing.status().toLowerCase(Locale.ROOT),
                                Words.day(standing.enrolledFrom()),
                                standing.enrolledTo() == null ? "" : " to " + Words.day(standing.enrolledTo()));
            case Fact.Week week ->
                "Week of %s assessed as %s (revision %d)"
                        .formatted(Words.day(week.week()), words(week.outcome()), week.revision());
            case Fact.Raise raise ->
                "Step %s %s as of the week of %s (revision %d)"
                        .formatted(
                                raise.step(),
                                raise.rescinded() ? "rescinded" : "reached",
                                Words.day(raise.asOfWeek()),
                                raise.revision());
            case Fact.Email email -> "E-mail %s %s".formatted(email.template(), email.sent() ? "sent" : "failed");
            case Fact.Interview interview ->
                "Interview of %s: %s, by %s"
                        .formatted(Words.moment(interview.startsAt()), words(interview.kind()), interview.actor());
            case Fact.Agreement agreement ->
                "Agreement %d %s, by %s".formatted(agreement.number(), words(agreement.kind()), agreement.actor());
            case Fact.Milestone milestone -> "Case: %s, by %s".formatted(words(milestone.kind()), milestone.actor());
            case Fact.Decision decision ->
                "Faculty decided to %s because of %s, by %s; student told on %s"
                        .formatted(
                                decision.withdraw() ? "withdraw" : "continue",
                                decision.ground().words(),
                                decision.decidedBy(),
                                Words.day(decision.notifiedOn()));
        };
    }

    private static String words(Enum<?> kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
