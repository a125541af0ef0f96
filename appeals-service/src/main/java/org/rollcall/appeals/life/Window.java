package org.rollcall.appeals.life;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The time in which a decision can be appealed against (appeal 1): working day 10 after the day on which the student was
 * told. Where the student was told a later day than the calendar gives, what they were told stands.
 *
 * @param computed as our calendar of working days has it
 * @param told the last day as the Faculty's decision named it
 */
public record Window(Deadline computed, LocalDate told) {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    /** The last day on which an appeal is in time. */
    public LocalDate lastDay() {
        return told.isAfter(computed.lastDay()) ? told : computed.lastDay();
    }

    /** The instant from which an appeal is late: 24:00 London at the end of the last day. */
    public Instant endsAt() {
        return told.isAfter(computed.lastDay())
                ? told.plusDays(1).atStartOfDay(LONDON).toInstant()
                : computed.endsAt();
    }

    /** Whether what arrived so is late. */
    public boolean isLate(Receipt receipt) {
        return switch (receipt) {
            case Receipt.At(var instant, var day, var channel) -> !instant.isBefore(endsAt());
            case Receipt.On(var day) -> day.isAfter(lastDay());
        };
    }

    /** How late it is; of post, whole days. Nothing for what is in time. */
    public Duration lateness(Receipt receipt) {
        return switch (receipt) {
            case Receipt.At at when isLate(at) -> Duration.between(endsAt(), at.instant());
            case Receipt.On on
            when isLate(on) -> Duration.ofDays(on.day().toEpochDay() - lastDay().toEpochDay());
            case Receipt.At inTime -> Duration.ZERO;
            case Receipt.On inTime -> Duration.ZERO;
        };
    }
}
