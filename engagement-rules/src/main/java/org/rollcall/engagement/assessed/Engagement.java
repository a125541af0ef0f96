package org.rollcall.engagement.assessed;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rollcall.contracts.ThresholdEvent;
import org.rollcall.contracts.ThresholdReached;
import org.rollcall.contracts.ThresholdRescinded;
import org.rollcall.contracts.WeekAssessed;

/**
 * A student's academic year so far.
 *
 * @param run the missed weeks of the run that is live at the last of the weeks
 */
record Engagement(String studentId, String academicYear, int run, List<AssessedWeek> weeks, List<RaisedStep> raises) {

    static Engagement of(String studentId, String academicYear, List<WeekAssessed> weeks, List<ThresholdEvent> raises) {
        return new Engagement(
                studentId,
                academicYear,
                weeks.isEmpty() ? 0 : weeks.getLast().run(),
                weeks.stream().map(AssessedWeek::from).toList(),
                raises.stream().map(RaisedStep::from).toList());
    }

    /** A week as it was assessed last. */
    record AssessedWeek(
            LocalDate weekStarting,
            WeekAssessed.Outcome outcome,
            int required,
            int attended,
            int late,
            int excused,
            int unrecorded,
            String policyVersion,
            int revision) {

        static AssessedWeek from(WeekAssessed week) {
            return new AssessedWeek(
                    week.weekStarting(),
                    week.outcome(),
                    week.required(),
                    week.attended(),
                    week.late(),
                    week.excused(),
                    week.unrecorded(),
                    week.policyVersion(),
                    week.revision());
        }
    }

    /**
     * A step as it stands.
     *
     * @param rescindedAt null while it is live
     */
    record RaisedStep(
            String thresholdId,
            String step,
            LocalDate asOfWeek,
            List<LocalDate> missedWeeks,
            Instant raisedAt,
            @Nullable Instant rescindedAt,
            int revision) {

        static RaisedStep from(ThresholdEvent raise) {
            var rescindedAt = switch (raise) {
                case ThresholdReached _ -> null;
                case ThresholdRescinded rescinded -> rescinded.rescindedAt();
            };
            return new RaisedStep(
                    raise.thresholdId(),
                    raise.step(),
                    raise.asOfWeek(),
                    raise.missedWeeks(),
                    raise.raisedAt(),
                    rescindedAt,
                    raise.revision());
        }
    }
}
