package org.rollcall.cases.circumstances;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An absence on which staff decided.
 *
 * @param from first day, Europe/London
 * @param to last day, included
 * @param revision counts from 1; the higher stands
 */
record Absence(
        String absenceId,
        String studentId,
        LocalDate from,
        LocalDate to,
        Status status,
        String decidedBy,
        Instant decidedAt,
        int revision,
        @Nullable String circumstancesId,
        String reason) {

    /** What was decided. */
    enum Status {
        AUTHORISED,
        REFUSED,
        REVOKED
    }
}
