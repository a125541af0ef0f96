package org.rollcall.appeals.students;

import java.util.Set;

/** Fired in the transaction in which student records told something of these students. */
public record StudentsHeard(Set<String> studentIds) {

    public StudentsHeard {
        studentIds = Set.copyOf(studentIds);
    }
}
