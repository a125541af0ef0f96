package org.rollcall.engagement.week;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import org.rollcall.chassis.time.AcademicCalendar;

/** The weeks that have closed: all from the first Monday to the latest, both included. */
public record ClosedSpan(LocalDate first, LocalDate latest) {

    /**
     * Where an assessment has to begin so that everything from that day on comes out right: runs and counts start with
     * the academic year, so it is the year's first closed week.
     */
    public LocalDate startFor(LocalDate since) {
        var start = startOfYear(since.isBefore(latest) ? since : latest);
        return start.isBefore(first) ? first : start;
    }

    /** The first Monday of the academic year that the day's week belongs to. */
    public static LocalDate startOfYear(LocalDate day) {
        var monday = AcademicCalendar.weekOf(day);
        var thisYear = firstMondayOfAugust(monday.getYear());
        return monday.isBefore(thisYear) ? firstMondayOfAugust(monday.getYear() - 1) : thisYear;
    }

    private static LocalDate firstMondayOfAugust(int year) {
        return LocalDate.of(year, 8, 1).with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
    }
}
