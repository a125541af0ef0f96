package org.rollcall.cases.view;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.rollcall.chassis.workingdays.WorkingDays.Deadline;
import org.rollcall.chassis.workingdays.WorkingDays.Skipped;

/**
 * A deadline in working days, explained.
 *
 * @param dayZero the day from which it is counted
 * @param lastDay the last day that is in time
 * @param endsAt the instant from which it is late: 24:00 London on the last day
 * @param skippedDays the days between that do not count, and why
 */
public record DeadlineView(
        LocalDate dayZero, int workingDays, LocalDate lastDay, Instant endsAt, List<Skipped> skippedDays) {

    public static DeadlineView from(Deadline deadline) {
        return new DeadlineView(
                deadline.dayZero(), deadline.workingDays(), deadline.lastDay(), deadline.endsAt(), deadline.skipped());
    }
}
