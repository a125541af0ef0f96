package org.rollcall.cases.returns;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.workingdays.WorkingDays.Skipped;

/**
 * Something that has to be reported to a body.
 *
 * @param body UKVI, or a funding body
 * @param kind an absence that led to the demand for an interview, or a withdrawal
 * @param dayZero the day from which the working days are counted
 * @param dueOn the last day that is in time; while the clock is held, as it stood then
 * @param overdue whether that day has passed
 * @param heldSince since when an open appeal holds the clock; null while it runs
 * @param daysLeft how many working days are left once it goes on; null while it runs
 * @param correctionDue it was reported and turned out to be wrong, and the body has not been told that yet
 * @param correctedAt when the body was told that; null while it was not
 * @param skippedDays the days up to the last that do not count, and why
 */
record ReportableAbsence(
        String id,
        String body,
        StatutoryReturns.Kind kind,
        Status status,
        String studentId,
        String caseId,
        String programmeCode,
        LocalDate dayZero,
        LocalDate dueOn,
        boolean overdue,
        @Nullable LocalDate heldSince,
        @Nullable Integer daysLeft,
        @Nullable Instant reportedAt,
        @Nullable String reportedBy,
        @Nullable String reference,
        boolean correctionDue,
        @Nullable Instant correctedAt,
        @Nullable String correctedBy,
        @Nullable String correctionReference,
        List<Skipped> skippedDays) {

    /** How far it came. */
    enum Status {
        DUE,
        /** An appeal is open. */
        HELD,
        REPORTED,
        /** A correction took it back before it was reported. */
        LAPSED,
        /** It was reported, turned out to be wrong, and the body was told so. */
        CORRECTED
    }
}
