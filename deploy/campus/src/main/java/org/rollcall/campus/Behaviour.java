package org.rollcall.campus;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a kind of student lives the weeks.
 *
 * @param students how many there are of the kind; null for all the rest
 * @param attends the chance of going to a session, week by week; one number holds for all weeks
 * @param gone when they go to nothing at all; null for never
 * @param authorisedAfterDays counted from the Monday on which they are gone first, the day on which the office authorises
 *     the absence; null where nobody does
 * @param seesTutor goes to the personal tutorial even then
 * @param interruptedFrom the day from which the studies are interrupted
 */
record Behaviour(
        String name,
        String story,
        @Nullable Integer students,
        List<Double> attends,
        @Nullable Gone gone,
        @Nullable Integer authorisedAfterDays,
        boolean seesTutor,
        @Nullable LocalDate interruptedFrom) {

    Behaviour {
        attends = List.copyOf(attends);
    }

    /** The first week, and the number of weeks; each to be chosen from a range. */
    record Gone(List<Integer> from, List<Integer> weeks) {

        Gone {
            from = List.copyOf(from);
            weeks = List.copyOf(weeks);
        }
    }

    double chanceIn(int week) {
        return attends.get(Math.min(week, attends.size()) - 1);
    }
}
