package org.rollcall.engagement.student;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rollcall.contracts.StudentRecord;
import org.rollcall.engagement.assessment.Enrolment;

/**
 * What of a student matters to their weeks.
 *
 * @param enrolledTo null while it is open
 */
public record Student(
        String studentId,
        String programmeCode,
        int level,
        LocalDate enrolledFrom,
        @Nullable LocalDate enrolledTo,
        StatusHistory statuses) {

    /** The student once this record has been heard of, which replaces all but the statuses of the past. */
    static Student heard(StudentRecord record, StatusHistory before, LocalDate today) {
        var status = switch (record.status()) {
            case ENROLLED -> Enrolment.Status.ENROLLED;
            case INTERRUPTED -> Enrolment.Status.INTERRUPTED;
            case WITHDRAWN -> Enrolment.Status.WITHDRAWN;
            case COMPLETED -> Enrolment.Status.COMPLETED;
        };
        return new Student(
                record.studentId(),
                record.programmeCode(),
                record.level(),
                record.enrolledFrom(),
                record.enrolledTo(),
                before.with(status, record.statusFrom(), today));
    }

    Student with(StatusHistory known) {
        return new Student(studentId, programmeCode, level, enrolledFrom, enrolledTo, known);
    }

    /** The days of each status. */
    public List<Enrolment> enrolments() {
        return statuses.within(enrolledFrom, enrolledTo);
    }

    /**
     * The first day of which the enrolment says something else than before; none where only programme or level changed.
     * Those have no days of their own: they hold for the present academic year.
     */
    Optional<LocalDate> firstChange(Student before) {
        var days = Stream.<@Nullable LocalDate>builder();
        if (!enrolledFrom.equals(before.enrolledFrom)) {
            days.add(enrolledFrom).add(before.enrolledFrom);
        }
        if (!Objects.equals(enrolledTo, before.enrolledTo)) {
            days.add(enrolledTo).add(before.enrolledTo);
        }
        statuses.firstDifference(before.statuses).ifPresent(days::add);
        return days.build().flatMap(Stream::ofNullable).min(LocalDate::compareTo);
    }
}
