package org.rollcall.cases.file;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rollcall.cases.life.CaseFile;
import org.rollcall.cases.life.CaseId;
import org.rollcall.cases.life.CaseState;
import org.rollcall.cases.life.StudentId;
import org.rollcall.cases.life.ThresholdId;

/** A case file as it is stored; which thresholds it holds, they say themselves. */
@Entity
@Table(name = "cases")
class CaseRow extends PanacheEntityBase {

    @Id
    String caseId;

    String studentId;

    String academicYear;

    String programmeCode;

    String state;

    @Nullable
    String closedBecause;

    Instant openedAt;

    Instant since;

    List<String> flags = List.of();

    /** Reckoned by the database; the least is the most urgent. */
    @Column(insertable = false, updatable = false)
    short urgency;

    static CaseRow from(CaseFile file) {
        var row = new CaseRow();
        row.caseId = file.id().value();
        row.studentId = file.student().value();
        row.academicYear = file.academicYear();
        row.openedAt = file.openedAt();
        row.take(file);
        return row;
    }

    static List<CaseRow> of(Collection<String> students) {
        return list("studentId in ?1", students);
    }

    /** What of a case changes. */
    void take(CaseFile file) {
        programmeCode = file.programmeCode();
        state = StateName.of(file.state()).name();
        closedBecause = file.state() instanceof CaseState.Closed(var reason) ? reason.name() : null;
        since = file.since();
    }

    CaseFile toFile(Set<ThresholdId> thresholds) {
        return new CaseFile(
                new CaseId(caseId),
                new StudentId(studentId),
                academicYear,
                programmeCode,
                StateName.valueOf(state).toState(closedBecause),
                openedAt,
                since,
                thresholds);
    }
}
