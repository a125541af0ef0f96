package org.rollcall.campus;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;

/** The weeks that are lived, and the days in them without teaching. Week 1 is the first. */
record Calendar(LocalDate firstWeek, int weeks, LocalDate readingWeek, List<Holiday> holidays) {

    static final ZoneId LONDON = ZoneId.of("Europe/London");

    Calendar {
        holidays = List.copyOf(holidays);
    }

    /** A bank holiday. */
    record Holiday(LocalDate date, String name) {}

    static Instant at(LocalDate date, LocalTime time) {
        return date.atTime(time).atZone(LONDON).toInstant();
    }

    static LocalDate dateOf(Instant instant) {
        return LocalDate.ofInstant(instant, LONDON);
    }

    LocalDate monday(int week) {
        return firstWeek.plusWeeks(week - 1L);
    }

    List<LocalDate> mondays() {
        return IntStream.rangeClosed(1, weeks).mapToObj(this::monday).toList();
    }

    /** The number of the week that a day lies in. */
    int weekOf(LocalDate date) {
        return (int) (date.toEpochDay() - firstWeek.toEpochDay()) / 7 + 1;
    }

    boolean isTaught(LocalDate date) {
        return weekOf(date) != weekOf(readingWeek)
                && holidays.stream().noneMatch(holiday -> holiday.date().equals(date));
    }

    /** What is special about a week; empty for most. */
    String remark(int week) {
        if (week == weekOf(readingWeek)) {
            return "reading week";
        }
        return holidays.stream()
                .filter(holiday -> weekOf(holiday.date()) == week)
                .map(Holiday::name)
                .findFirst()
                .orElse("");
    }
}
