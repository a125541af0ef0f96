package org.rollcall.cases.directory;

import java.util.Set;

/** The records of these students were just taken, in the transaction that is open. */
public record StudentsHeard(Set<String> studentIds) {

    public StudentsHeard {
        studentIds = Set.copyOf(studentIds);
    }
}
