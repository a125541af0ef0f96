package org.rollcall.engagement.assessment;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * A week, named by its Monday: from Monday 00:00 to Sunday 24:00, Europe/London.
 *
 * @param start its first instant
 * @param end the first instant after it
 */
public record Week(LocalDate monday, AcademicYear academicYear, Instant start, Instant end) {

    static final ZoneId LONDON = ZoneId.of("Europe/London");

    public static Week of(LocalDate monday) {
        if (monday.getDayOfWeek() != DayOfWeek.MONDAY) {
            throw new IllegalArgumentException(monday + " is not a Monday");
        }
        return new Week(
                monday,
                AcademicYear.of(monday),
                monday.atStartOfDay(LONDON).toInstant(),
                monday.plusWeeks(1).atStartOfDay(LONDON).toInstant());
    }

    /** When the week closes: so many hours after its end, and from then on it is assessed. */
    public Instant closesAt(Duration afterItsEnd) {
        return end.plus(afterItsEnd);
    }

    boolean contains(Instant instant) {
        return !instant.isBefore(start) && instant.isBefore(end);
    }
}
