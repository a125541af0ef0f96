package org.rollcall.cases.returns;

import java.time.LocalDate;
import java.util.List;
import org.rollcall.chassis.workingdays.WorkingDays;
import org.rollcall.chassis.workingdays.WorkingDays.Skipped;

/** A clock of working days that can be held: the days that were left when it was held are left when it goes on. */
final class Clock {

    private Clock() {}

    /** How many working days are left at the end of a day: until the last day of the period. */
    static int left(LocalDate dueOn, LocalDate on, WorkingDays workingDays) {
        return on.isBefore(dueOn)
                ? (int) on.plusDays(1)
                        .datesUntil(dueOn.plusDays(1))
                        .filter(workingDays::isWorked)
                        .count()
                : 0;
    }

    /** The days up to the last one that do not count, and why. */
    static List<Skipped> skipped(LocalDate dayZero, LocalDate dueOn, WorkingDays workingDays) {
        var days = left(dueOn, dayZero, workingDays);
        return days < 1 ? List.of() : workingDays.after(dayZero, days).skipped();
    }

    /** When it ends that goes on with so many days left; what was due before it was held is due still. */
    static LocalDate resumed(LocalDate dueOn, int left, LocalDate on, WorkingDays workingDays) {
        return left < 1 ? dueOn : workingDays.after(on, left).lastDay();
    }
}
