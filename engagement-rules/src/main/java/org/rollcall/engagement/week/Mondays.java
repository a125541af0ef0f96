package org.rollcall.engagement.week;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import org.rollcall.chassis.problem.Problems;

/** Weeks in a request, which are named by their Mondays. */
public final class Mondays {

    private static final int LAST_YEAR = 9999;

    private Mondays() {}

    /** The Monday; anything else is refused as the parameter's fault. */
    public static LocalDate parse(String parameter, String text) {
        try {
            var day = LocalDate.parse(text);
            if (day.getDayOfWeek() == DayOfWeek.MONDAY && day.getYear() >= 0 && day.getYear() <= LAST_YEAR) {
                return day;
            }
        } catch (DateTimeException e) {
            // Falls through: neither is the Monday of a week.
        }
        throw Problems.badRequest(parameter, "'%s' is not a Monday (YYYY-MM-DD)".formatted(text));
    }
}
