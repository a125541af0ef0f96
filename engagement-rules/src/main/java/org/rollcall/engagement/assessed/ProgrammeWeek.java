package org.rollcall.engagement.assessed;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.rollcall.contracts.ThresholdEvent.Action;
import org.rollcall.contracts.WeekAssessed.Outcome;

/**
 * A closed week of a programme's students.
 *
 * @param students how many were assessed
 * @param outcomes how many of them had which outcome; every outcome is there
 * @param steps the ladder, with who stands at which step
 */
record ProgrammeWeek(
        String programmeCode,
        String academicYear,
        LocalDate weekStarting,
        long students,
        Map<Outcome, Long> outcomes,
        List<StepStanding> steps) {

    /** A step, and the students whose latest live raise of the academic year, up to this week, is of it. */
    record StepStanding(String step, String clause, Action action, List<StudentAtStep> students) {}

    /**
     * A student at a step.
     *
     * @param asOfWeek as of which the step was raised
     */
    record StudentAtStep(String studentId, String thresholdId, LocalDate asOfWeek) {}
}
