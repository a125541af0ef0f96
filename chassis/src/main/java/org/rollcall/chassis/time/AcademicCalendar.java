package org.rollcall.chassis.time;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;

/**
 * Weeks, days and years as the policy counts them: in London time, weeks from Monday 00:00 to Sunday 24:00, academic
 * years from 1 August to 31 July.
 */
public final class AcademicCalendar {

    /** The university's time zone. */
    public static final ZoneId LONDON = ZoneId.of("Europe/London");

    private static final Month FIRST_MONTH = Month.AUGUST;

    private AcademicCalendar() {}

    /** The day in London at this instant. */
    public static LocalDate dayOf(Instant instant) {
        return instant.atZone(LONDON).toLocalDate();
    }

    /** The Monday of the week that holds this instant. */
    public static LocalDate weekOf(Instant instant) {
        return weekOf(dayOf(instant));
    }

    /** The Monday of the week that holds this day. */
    public static LocalDate weekOf(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    /** The academic year of a day, as {@code 2026/27}. A week belongs to the year of its Monday. */
    public static String academicYearOf(LocalDate day) {
        var start = day.getMonth().compareTo(FIRST_MONTH) >= 0 ? day.getYear() : day.getYear() - 1;
        return "%d/%02d".formatted(start, (start + 1) % 100);
    }

    /** When the day begins in London; it is also when the day before ends. */
    public static Instant startOf(LocalDate day) {
        return day.atStartOfDay(LONDON).toInstant();
    }
}
