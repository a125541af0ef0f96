package org.rollcall.engagement.absence;

import java.time.LocalDate;
import org.rollcall.contracts.AbsenceAuthorisation;

/** An absence as it was told of last; never why. Both days are included. */
public record KnownAbsence(
        String authorisationId, LocalDate from, LocalDate to, AbsenceAuthorisation.Status status, int revision) {}
