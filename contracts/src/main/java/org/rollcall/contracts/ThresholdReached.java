package org.rollcall.contracts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** A student has missed as many weeks as a step of the policy names (clauses 3 to 5): an e-mail or an interview follows. */
@Payload
public record ThresholdReached(
        @Id String thresholdId,
        @Id String studentId,
        @Id String programmeCode,
        @AcademicYear String academicYear,
        @Id String step,
        @Id String clause,
        Action action,
        @Week LocalDate asOfWeek,
        List<@Week LocalDate> missedWeeks,
        @Id String policyVersion,
        Instant raisedAt,
        @Whole(min = 1) int revision)
        implements ThresholdEvent {

    public ThresholdReached {
        Check.id("thresholdId", thresholdId);
        Check.id("studentId", studentId);
        Check.id("programmeCode", programmeCode);
        Check.academicYear("academicYear", academicYear);
        Check.id("step", step);
        Check.id("clause", clause);
        Check.given("action", action);
        Check.week("asOfWeek", asOfWeek);
        missedWeeks = Check.each("missedWeeks", missedWeeks, Check::week);
        Check.id("policyVersion", policyVersion);
        Check.instant("raisedAt", raisedAt);
        Check.atLeast(1, "revision", revision);
    }
}
