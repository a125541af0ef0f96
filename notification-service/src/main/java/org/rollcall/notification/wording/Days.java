package org.rollcall.notification.wording;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Days and weeks as one reads them aloud. */
final class Days {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", Locale.UK);
    private static final DateTimeFormatter DAY_OF_YEAR = DateTimeFormatter.ofPattern("EEEE d MMMM", Locale.UK);
    private static final DateTimeFormatter DAY_OF_MONTH = DateTimeFormatter.ofPattern("EEEE d", Locale.UK);

    private Days() {}

    /** Monday 5 October 2026. */
    static String day(LocalDate day) {
        return DAY.format(day);
    }

    /** Monday 5 to Sunday 11 October 2026: month and year are said once where one is enough. */
    static String week(LocalDate monday) {
        var sunday = monday.plusDays(6);
        var from = monday.getMonth() == sunday.getMonth()
                ? DAY_OF_MONTH
                : monday.getYear() == sunday.getYear() ? DAY_OF_YEAR : DAY;
        return from.format(monday) + " to " + DAY.format(sunday);
    }
}
