package org.rollcall.appeals.life;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * The end of a period of working days, explained. The day of the event is day 0; the period ends at 24:00 London on its
 * last day, to the minute.
 *
 * @param endsAt the instant from which it is late
 * @param skipped the days in between that were not counted, in order
 */
public record Deadline(LocalDate dayZero, int workingDays, LocalDate lastDay, Instant endsAt, List<Skipped> skipped) {

    /** A day that was not counted, and why. */
    public record Skipped(LocalDate day, String reason) {}

    public Deadline {
        skipped = List.copyOf(skipped);
    }
}
