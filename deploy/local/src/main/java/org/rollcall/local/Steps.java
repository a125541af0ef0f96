package org.rollcall.local;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;

/** The instants at which the clocks stop on their way, so that each night's work is done before the next day begins. */
final class Steps {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    private Steps() {}

    /**
     * Where to go next: to the midnight in London after the earliest work falls due, but not beyond the target.
     *
     * @param due when the work of the services falls due; what is due already is not waited for
     */
    static Instant next(Instant now, Instant target, Collection<Instant> due) {
        return due.stream()
                .filter(instant -> instant.isAfter(now))
                .min(Instant::compareTo)
                .map(Steps::midnightAtOrAfter)
                .filter(midnight -> midnight.isBefore(target))
                .orElse(target);
    }

    private static Instant midnightAtOrAfter(Instant instant) {
        LocalDate day = instant.atZone(LONDON).toLocalDate();
        Instant midnight = day.atStartOfDay(LONDON).toInstant();
        return midnight.equals(instant)
                ? midnight
                : day.plusDays(1).atStartOfDay(LONDON).toInstant();
    }
}
