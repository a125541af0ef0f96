package org.rollcall.cases.history;

/** Knows who may read what happened in a case. */
public interface CaseReaders {

    /**
     * Lets the person pass who asks now.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 404 where the case is not theirs
     */
    void check(String caseId);
}
