package org.rollcall.engagement.assessment;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/** The weeks that have closed and are assessed, without a gap; the last of them is W, the week assessed as of. */
public record ClosedWeeks(List<Week> weeks) {

    public ClosedWeeks {
        weeks = List.copyOf(weeks);
        if (weeks.isEmpty()) {
            throw new IllegalArgumentException("nothing to assess: no week has closed");
        }
    }

    /** From one Monday to another, both included. Worth keeping: it is the same for all students. */
    public static ClosedWeeks between(LocalDate first, LocalDate latest) {
        return new ClosedWeeks(Stream.iterate(first, monday -> !monday.isAfter(latest), monday -> monday.plusWeeks(1))
                .map(Week::of)
                .toList());
    }

    public Week latest() {
        return weeks.getLast();
    }

    boolean include(LocalDate monday) {
        return !monday.isBefore(weeks.getFirst().monday()) && !monday.isAfter(latest().monday());
    }
}
