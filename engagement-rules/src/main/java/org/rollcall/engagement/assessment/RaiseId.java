package org.rollcall.engagement.assessment;

import java.time.LocalDate;

/** What makes a student's raise the same raise, however often it is found: the step, and the week it is raised as of. */
public record RaiseId(String step, LocalDate asOfWeek) {

    public AcademicYear academicYear() {
        return AcademicYear.of(asOfWeek);
    }
}
