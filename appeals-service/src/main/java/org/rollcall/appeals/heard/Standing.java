package org.rollcall.appeals.heard;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.rollcall.contracts.StudentRecord;

/** What of a student's record bears on the policy's scope, and nothing that names the student. */
record Standing(
        int level,
        String status,
        LocalDate enrolledFrom,
        @Nullable LocalDate enrolledTo) {

    static Standing from(StudentRecord record) {
        return new Standing(record.level(), record.status().name(), record.enrolledFrom(), record.enrolledTo());
    }
}
