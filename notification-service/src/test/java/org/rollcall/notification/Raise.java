package org.rollcall.notification;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.rollcall.contracts.ThresholdEvent.Action;
import org.rollcall.contracts.ThresholdIds;
import org.rollcall.contracts.ThresholdReached;
import org.rollcall.contracts.ThresholdRescinded;
import org.rollcall.contracts.ThresholdRescinded.Reason;

/** A raise as engagement-rules tells of it: {@code Raise.contact("S1", "one-week").reached()}. */
public record Raise(
        String studentId, String step, String clause, Action action, List<LocalDate> missedWeeks, int revision) {

    public static final String PROGRAMME = "BSC-CS";
    public static final LocalDate WEEK_2 = LocalDate.of(2026, 10, 5);

    private static final String YEAR = "2026/27";
    private static final Instant RAISED_AT = Instant.parse("2026-11-03T00:00:00Z");

    public static Raise contact(String studentId, String step) {
        return new Raise(studentId, step, "3", Action.CONTACT, weeks(1), 1);
    }

    public static Raise interview(String studentId, String step) {
        return new Raise(studentId, step, "5", Action.INTERVIEW, weeks(4), 1);
    }

    /** The same, said the next time. */
    public Raise again() {
        return new Raise(studentId, step, clause, action, missedWeeks, revision + 1);
    }

    public ThresholdReached reached() {
        return new ThresholdReached(
                id(),
                studentId,
                PROGRAMME,
                YEAR,
                step,
                clause,
                action,
                missedWeeks.getLast(),
                missedWeeks,
                "2026.1",
                RAISED_AT,
                revision);
    }

    public ThresholdRescinded rescinded(Reason reason) {
        return new ThresholdRescinded(
                id(),
                studentId,
                PROGRAMME,
                YEAR,
                step,
                clause,
                action,
                missedWeeks.getLast(),
                missedWeeks,
                "2026.1",
                RAISED_AT,
                revision,
                RAISED_AT.plusSeconds(3600),
                reason);
    }

    public String id() {
        return ThresholdIds.of(studentId, YEAR, step, missedWeeks.getLast());
    }

    private static List<LocalDate> weeks(int count) {
        return Stream.iterate(WEEK_2, week -> week.plusWeeks(1)).limit(count).toList();
    }
}
