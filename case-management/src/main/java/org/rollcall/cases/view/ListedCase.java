package org.rollcall.cases.view;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A case in a work list; see {@link FileView}.
 *
 * @param dueOn by when somebody has to act; null where nobody has to
 * @param overdue whether that day has passed
 * @param waitsFor the role of whoever has to act; null where nobody has to
 */
public record ListedCase(
        String caseId,
        String studentId,
        String programmeCode,
        String academicYear,
        String state,
        @Nullable String closedBecause,
        Instant openedAt,
        Instant since,
        @Nullable LocalDate dueOn,
        boolean overdue,
        @Nullable String waitsFor,
        boolean sponsored,
        List<String> fundingBodies,
        List<String> flags) {}
