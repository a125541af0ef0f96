package org.rollcall.cases.history;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Where a case's history ends. */
@Entity
@Table(name = "case_history_heads")
class HeadRow extends PanacheEntityBase {

    @Id
    String caseId;

    int length;

    String hash;

    static HeadRow startOf(String caseId) {
        var row = new HeadRow();
        row.caseId = caseId;
        row.moveTo(Chain.Head.START);
        return row;
    }

    void moveTo(Chain.Head head) {
        length = head.length();
        hash = head.hash();
    }

    Chain.Head toHead() {
        return new Chain.Head(length, hash);
    }
}
