package org.rollcall.cases.file;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rollcall.cases.life.CaseId;
import org.rollcall.cases.life.StudentId;
import org.rollcall.cases.life.Threshold;
import org.rollcall.cases.life.Threshold.Rescission;
import org.rollcall.cases.life.ThresholdId;

/** A threshold as it was last heard of, with the case that it is filed in. */
@Entity
@Table(name = "thresholds")
class ThresholdRow extends PanacheEntityBase {

    @Id
    String thresholdId;

    String studentId;

    String caseId;

    String programmeCode;

    String academicYear;

    String step;

    String clause;

    @Enumerated(EnumType.STRING)
    Threshold.Action action;

    LocalDate asOfWeek;

    List<LocalDate> missedWeeks;

    Instant raisedAt;

    @Nullable
    Instant rescindedAt;

    @Nullable
    String rescindedBecause;

    int revision;

    static ThresholdRow from(StudentId student, Threshold threshold, CaseId filedIn) {
        var row = new ThresholdRow();
        row.thresholdId = threshold.id().value();
        row.studentId = student.value();
        row.take(threshold, filedIn);
        return row;
    }

    static List<ThresholdRow> of(Collection<String> students) {
        return list("studentId in ?1", students);
    }

    void take(Threshold threshold, CaseId filedIn) {
        var rescission = threshold.rescission();
        caseId = filedIn.value();
        programmeCode = threshold.programmeCode();
        academicYear = threshold.academicYear();
        step = threshold.step();
        clause = threshold.clause();
        action = threshold.action();
        asOfWeek = threshold.asOfWeek();
        missedWeeks = threshold.missedWeeks();
        raisedAt = threshold.raisedAt();
        rescindedAt = rescission == null ? null : rescission.at();
        rescindedBecause = rescission == null ? null : rescission.reason();
        revision = threshold.revision();
    }

    Threshold toThreshold() {
        return new Threshold(
                new ThresholdId(thresholdId),
                programmeCode,
                academicYear,
                step,
                clause,
                action,
                asOfWeek,
                missedWeeks,
                raisedAt,
                revision,
                rescindedAt == null || rescindedBecause == null ? null : new Rescission(rescindedAt, rescindedBecause));
    }
}
