package org.rollcall.cases.file;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Collection;
import java.util.List;
import org.rollcall.cases.life.Appeal;
import org.rollcall.cases.life.CaseFile;
import org.rollcall.cases.life.DecisionId;

/** What is known of an appeal. */
@Entity
@Table(name = "appeals")
class AppealRow extends PanacheEntityBase {

    @Id
    String appealId;

    String caseId;

    String studentId;

    String decisionId;

    @Enumerated(EnumType.STRING)
    Appeal.Status status;

    static AppealRow from(CaseFile file, Appeal appeal) {
        var row = new AppealRow();
        row.appealId = appeal.appealId();
        row.caseId = file.id().value();
        row.studentId = file.student().value();
        row.decisionId = appeal.against().value();
        row.take(appeal);
        return row;
    }

    static List<AppealRow> of(Collection<String> students) {
        return list("studentId in ?1 order by appealId", students);
    }

    void take(Appeal appeal) {
        status = appeal.status();
    }

    Appeal toAppeal() {
        return new Appeal(appealId, new DecisionId(decisionId), status);
    }
}
