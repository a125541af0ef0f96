package org.rollcall.cases.history;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

/** The histories of all cases. They are only ever added to. */
@ApplicationScoped
public class History {

    /**
     * Adds a line, in the transaction that holds the case's student.
     *
     * @return its place in the case's history, counted from 1
     */
    @Transactional(TxType.MANDATORY)
    public int append(String caseId, Line line) {
        HeadRow head = HeadRow.findById(caseId);
        if (head == null) {
            head = HeadRow.startOf(caseId);
            head.persist();
        }
        var link = Chain.next(caseId, head.toHead(), line);
        HistoryRow.from(caseId, link).persist();
        head.moveTo(new Chain.Head(link.sequence(), link.hash()));
        return link.sequence();
    }
}
