package org.rollcall.appeals.dossier;

import java.time.Instant;
import java.time.LocalDate;

/** The university's days, as the judge of a dossier needs them. */
public interface Calendar {

    /** The day in London. */
    LocalDate dayOf(Instant instant);

    /** The so-manieth working day after a day, which is day 0. */
    LocalDate workingDayAfter(LocalDate dayZero, int workingDays);
}
