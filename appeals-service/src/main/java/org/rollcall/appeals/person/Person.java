package org.rollcall.appeals.person;

import java.util.Set;

/**
 * Who asks.
 *
 * @param id as it stands in histories and events; a student's is the student id
 */
public record Person(String id, Set<String> roles) {

    public Person {
        roles = Set.copyOf(roles);
    }

    public boolean has(String role) {
        return roles.contains(role);
    }

    /** Sees what concerns a student: the student, and registry. */
    public boolean sees(String studentId) {
        return has(Roles.REGISTRY) || (has(Roles.STUDENT) && id.equals(studentId));
    }
}
