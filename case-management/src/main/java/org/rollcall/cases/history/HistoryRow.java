package org.rollcall.cases.history;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A line as it is stored. The database refuses its change to the application; Hibernate does not try. */
@Entity
@Immutable
@Table(name = "case_history")
@IdClass(HistoryRow.Place.class)
class HistoryRow extends PanacheEntityBase {

    @Id
    String caseId;

    @Id
    int sequence;

    String what;

    @Nullable String about;

    @Nullable String detail;

    String actor;

    Instant at;

    String cause;

    String hash;

    record Place(String caseId, int sequence) {}

    static HistoryRow from(String caseId, Chain.Link link) {
        var row = new HistoryRow();
        row.caseId = caseId;
        row.sequence = link.sequence();
        row.what = link.line().what();
        row.about = link.line().about();
        row.detail = link.line().detail();
        row.actor = link.line().actor();
        row.at = link.line().at();
        row.cause = link.line().cause();
        row.hash = link.hash();
        return row;
    }

    static List<HistoryRow> of(String caseId) {
        return list("caseId = ?1 order by sequence", caseId);
    }

    Chain.Link toLink() {
        return new Chain.Link(sequence, new Line(what, about, detail, actor, at, cause), hash);
    }
}
