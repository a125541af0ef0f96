package org.rollcall.contracts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * With what is known today the step was never reached as of that week: a correction. Who got an e-mail because of it gets
 * another, and a case that rests on it alone is closed.
 *
 * @param missedWeeks as they were counted when the step was raised
 */
@Payload
public record ThresholdRescinded(
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
        @Whole(min = 1) int revision,
        Instant rescindedAt,
        Reason reason)
        implements ThresholdEvent {

    /** What was corrected. */
    public enum Reason {
        ATTENDANCE_CORRECTED,
        ABSENCE_AUTHORISED,
        TIMETABLE_CHANGED,
        ENROLMENT_CHANGED
    }

    public ThresholdRescinded {
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
        Check.instant("rescindedAt", rescindedAt);
        Check.given("reason", reason);
    }
}
