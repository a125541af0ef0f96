package org.rollcall.chassis.privacy;

import java.time.LocalDate;
import java.time.Month;
import java.time.Period;

/** How long something is kept: a period, counted from the day itself or from the end of the academic year that holds it. */
public record Term(Period period, From from) {

    /** From when the period is counted. */
    public enum From {
        /** The day on which it happened. */
        THE_DAY,
        /** 31 July, the last day of the academic year in which it happened. */
        THE_END_OF_THE_YEAR
    }

    public Term {
        if (period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException("A term has at least a day: " + period);
        }
    }

    public static Term ofDays(int days) {
        return new Term(Period.ofDays(days), From.THE_DAY);
    }

    public static Term ofYears(int years) {
        return new Term(Period.ofYears(years), From.THE_DAY);
    }

    /** After the end of the academic year. */
    public static Term ofYearsAfterTheYear(int years) {
        return new Term(Period.ofYears(years), From.THE_END_OF_THE_YEAR);
    }

    /** The same with another period. */
    Term lasting(Period other) {
        return new Term(other, from);
    }

    /** The first day of which everything is still to be kept; what is from before it goes. */
    LocalDate keptSince(LocalDate today) {
        var since = today.minus(period);
        return switch (from) {
            case THE_DAY -> since;
            case THE_END_OF_THE_YEAR -> startOfYear(since);
        };
    }

    private static LocalDate startOfYear(LocalDate day) {
        var start = LocalDate.of(day.getYear(), Month.AUGUST, 1);
        return start.isAfter(day) ? start.minusYears(1) : start;
    }
}
