package org.rollcall.appeals.appeal;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.rollcall.appeals.dossier.Calendar;
import org.rollcall.appeals.life.Deadline;
import org.rollcall.appeals.life.Window;
import org.rollcall.chassis.time.AcademicCalendar;
import org.rollcall.chassis.workingdays.WorkingDays;

/** The university's days: the deadlines of an appeal, each with the days that it skips. */
@ApplicationScoped
class Days implements Calendar {

    private final WorkingDays workingDays;
    private final int timeToAppeal;
    private final int timeToConsider;

    Days(
            WorkingDays workingDays,
            @ConfigProperty(name = "rollcall.appeals.time-to-appeal") int timeToAppeal,
            @ConfigProperty(name = "rollcall.appeals.time-to-consider") int timeToConsider) {
        this.workingDays = workingDays;
        this.timeToAppeal = timeToAppeal;
        this.timeToConsider = timeToConsider;
    }

    /** Until when a decision can be appealed against (appeal 1). */
    Window toAppeal(LocalDate notifiedOn, LocalDate told) {
        return new Window(deadline(notifiedOn, timeToAppeal), told);
    }

    /** By when an appeal is to be considered (appeal 3). */
    Deadline toConsider(LocalDate receivedOn) {
        return deadline(receivedOn, timeToConsider);
    }

    private Deadline deadline(LocalDate dayZero, int days) {
        var counted = workingDays.after(dayZero, days);
        return new Deadline(
                counted.dayZero(),
                counted.workingDays(),
                counted.lastDay(),
                counted.endsAt(),
                counted.skipped().stream()
                        .map(skipped -> new Deadline.Skipped(skipped.day(), skipped.reason()))
                        .toList());
    }

    @Override
    public LocalDate dayOf(Instant instant) {
        return AcademicCalendar.dayOf(instant);
    }

    @Override
    public LocalDate workingDayAfter(LocalDate dayZero, int days) {
        return workingDays.after(dayZero, days).lastDay();
    }
}
