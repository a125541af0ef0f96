package org.rollcall.cases.file;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.rollcall.cases.life.CaseFile;
import org.rollcall.cases.life.Decision;
import org.rollcall.cases.life.DecisionId;
import org.rollcall.cases.life.Ground;

/** A decision as it is stored: nothing of it can be changed but that it was quashed, and the database sees to that too. */
@Entity
@Table(name = "decisions")
class DecisionRow extends PanacheEntityBase {

    @Id
    String decisionId;

    @Column(updatable = false)
    String caseId;

    @Column(updatable = false)
    String studentId;

    @Column(updatable = false)
    @Enumerated(EnumType.STRING)
    Decision.Kind kind;

    @Column(updatable = false)
    @Enumerated(EnumType.STRING)
    Ground ground;

    @Column(updatable = false)
    LocalDate notifiedOn;

    @Column(updatable = false)
    LocalDate lastDay;

    @Column(updatable = false)
    Instant endsAt;

    @Column(updatable = false)
    String decidedBy;

    @Column(updatable = false)
    Instant decidedAt;

    boolean quashed;

    static DecisionRow from(CaseFile file, Decision decision) {
        var row = new DecisionRow();
        row.decisionId = decision.id().value();
        row.caseId = file.id().value();
        row.studentId = file.student().value();
        row.kind = decision.kind();
        row.ground = decision.ground();
        row.notifiedOn = decision.notifiedOn();
        row.lastDay = decision.window().lastDay();
        row.endsAt = decision.window().endsAt();
        row.decidedBy = decision.decidedBy();
        row.decidedAt = decision.decidedAt();
        row.take(decision);
        return row;
    }

    static List<DecisionRow> of(Collection<String> students) {
        return list("studentId in ?1 order by decisionId", students);
    }

    void take(Decision decision) {
        quashed = decision.quashed();
    }

    Decision toDecision() {
        return new Decision(
                new DecisionId(decisionId),
                kind,
                ground,
                notifiedOn,
                new Decision.Window(lastDay, endsAt),
                decidedBy,
                decidedAt,
                quashed);
    }
}
