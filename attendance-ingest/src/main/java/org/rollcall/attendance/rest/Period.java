package org.rollcall.attendance.rest;

import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.problem.Problems;
import org.rollcall.chassis.time.AcademicCalendar;

/**
 * Between when a list is asked for; a {@code @BeanParam}. Both ends are optional, and are days in London, both included,
 * or instants, the second not included.
 */
public record Period(
        @QueryParam("from") @Nullable String from,
        @QueryParam("to") @Nullable String to) {

    private static final int LAST_YEAR = 9999;
    private static final int DATE_LENGTH = "2026-10-05".length();

    /** The first instant of the period. */
    public OffsetDateTime start() {
        return from == null ? OffsetDateTime.MIN : at("from", from, 0);
    }

    /** The first instant after the period. */
    public OffsetDateTime end() {
        return to == null ? OffsetDateTime.MAX : at("to", to, 1);
    }

    /**
     * A moment until which something is asked for: an instant, or a day in London, which stands for its last microsecond.
     */
    public static Instant until(String parameter, String text) {
        var next = at(parameter, text, 1).toInstant();
        return text.length() == DATE_LENGTH ? next.minus(1, ChronoUnit.MICROS) : next;
    }

    private static OffsetDateTime at(String parameter, String text, int daysLater) {
        try {
            return text.length() == DATE_LENGTH
                    ? utc(AcademicCalendar.startOf(LocalDate.parse(text).plusDays(daysLater)))
                    // A plus sign that was not encoded has become a space on its way here.
                    : withinRfc3339(OffsetDateTime.parse(text.replace(' ', '+')));
        } catch (DateTimeException e) {
            throw Problems.badRequest(
                    parameter, "is neither a date (YYYY-MM-DD) nor an RFC 3339 instant: '%s'".formatted(text));
        }
    }

    private static OffsetDateTime withinRfc3339(OffsetDateTime instant) {
        if (instant.getYear() < 0 || instant.getYear() > LAST_YEAR) {
            throw new DateTimeException("no year of RFC 3339");
        }
        return instant;
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
