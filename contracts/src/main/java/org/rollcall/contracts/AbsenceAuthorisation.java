package org.rollcall.contracts;

import java.time.Instant;
import java.time.LocalDate;

/**
 * An absence was authorised, or is so no longer (clause 10). A session is excused when its start lies on one of the days.
 * The reason of the absence never leaves the service that took it.
 *
 * @param from first day, Europe/London
 * @param to last day, included
 * @param revision counts from 1 per authorisation; the higher wins
 */
@Payload
public record AbsenceAuthorisation(
        @Id String authorisationId,
        @Id String studentId,
        LocalDate from,
        LocalDate to,
        Status status,
        @Id String decidedBy,
        Instant decidedAt,
        @Whole(min = 1) int revision) {

    /** Revoking leaves the authorisation's days as they were and takes back their effect. */
    public enum Status {
        AUTHORISED,
        REVOKED
    }

    public AbsenceAuthorisation {
        Check.id("authorisationId", authorisationId);
        Check.id("studentId", studentId);
        Check.date("from", from);
        Check.date("to", to);
        Check.notBefore(from, "to", to);
        Check.given("status", status);
        Check.id("decidedBy", decidedBy);
        Check.instant("decidedAt", decidedAt);
        Check.atLeast(1, "revision", revision);
    }
}
