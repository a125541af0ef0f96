package org.rollcall.notification.wording;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.rollcall.chassis.time.AcademicCalendar;

/** Days, weeks and times as one reads them aloud. */
final class Days {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", Locale.UK);
    private static final DateTimeFormatter DAY_OF_YEAR = DateTimeFormatter.ofPattern("EEEE d MMMM", Locale.UK);
    private static final DateTimeFormatter DAY_OF_MONTH = DateTimeFormatter.ofPattern("EEEE d", Locale.UK);
    private static final LocalTime NOON = LocalTime.NOON;

    private Days() {}

    /** Monday 5 October 2026. */
    static String day(LocalDate day) {
        return DAY.format(day);
    }

    /** Monday 5 October: where the year is plain. */
    static String dayOfYear(LocalDate day) {
        return DAY_OF_YEAR.format(day);
    }

    /** Monday 5 to Sunday 11 October 2026: month and year are said once where one is enough. */
    static String week(LocalDate monday) {
        var sunday = monday.plusDays(6);
        var from = monday.getMonth() == sunday.getMonth()
                ? DAY_OF_MONTH
                : monday.getYear() == sunday.getYear() ? DAY_OF_YEAR : DAY;
        return from.format(monday) + " to " + DAY.format(sunday);
    }

    /** 9 am, 2.30 pm, 12 noon: London time. */
    static String time(Instant instant) {
        var time = instant.atZone(AcademicCalendar.LONDON).toLocalTime();
        if (time.equals(NOON)) {
            return "12 noon";
        }
        var hour = time.getHour() % 12 == 0 ? 12 : time.getHour() % 12;
        var minutes = time.getMinute() == 0 ? "" : ".%02d".formatted(time.getMinute());
        return hour + minutes + (time.isBefore(NOON) ? " am" : " pm");
    }
}
