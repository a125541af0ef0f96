package org.rollcall.chassis.workingdays;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.rollcall.chassis.time.AcademicCalendar;

/**
 * Counts working days: Monday to Friday, less the bank holidays of England and Wales and the university's closure days.
 */
public final class WorkingDays {

    private final Function<LocalDate, Optional<String>> closedOn;

    /** A calendar in which {@code closedOn} names the days from Monday to Friday that are not worked, and why. */
    public WorkingDays(Function<LocalDate, Optional<String>> closedOn) {
        this.closedOn = closedOn;
    }

    /**
     * The last day of a period of so many working days. The day of the event is day 0: the count begins with the next
     * working day, and the period ends when its last day ends in London.
     */
    public Deadline after(LocalDate dayZero, int workingDays) {
        if (workingDays < 1) {
            throw new IllegalArgumentException("A period has at least one working day, not " + workingDays);
        }
        var skipped = new ArrayList<Skipped>();
        var day = dayZero;
        for (var counted = 0; counted < workingDays; ) {
            day = day.plusDays(1);
            var reason = notWorked(day);
            if (reason.isPresent()) {
                skipped.add(new Skipped(day, reason.get()));
            } else {
                counted++;
            }
        }
        return new Deadline(dayZero, workingDays, day, AcademicCalendar.startOf(day.plusDays(1)), skipped);
    }

    /** Whether the day is a working day. */
    public boolean isWorked(LocalDate day) {
        return notWorked(day).isEmpty();
    }

    private Optional<String> notWorked(LocalDate day) {
        var weekday = day.getDayOfWeek();
        return weekday == DayOfWeek.SATURDAY || weekday == DayOfWeek.SUNDAY
                ? Optional.of(weekday.getDisplayName(TextStyle.FULL, Locale.UK))
                : closedOn.apply(day);
    }

    /**
     * A period's end, explained.
     *
     * @param lastDay the last day on which something counts as in time
     * @param endsAt the instant from which it is late: 24:00 London on the last day
     * @param skipped the days between that were not counted, in order
     */
    public record Deadline(
            LocalDate dayZero, int workingDays, LocalDate lastDay, Instant endsAt, List<Skipped> skipped) {
        public Deadline {
            skipped = List.copyOf(skipped);
        }
    }

    /** A day that was not counted, and why. */
    public record Skipped(LocalDate day, String reason) {}
}
