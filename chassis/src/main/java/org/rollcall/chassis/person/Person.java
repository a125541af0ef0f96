package org.rollcall.chassis.person;

import java.util.Set;

/**
 * Who asks.
 *
 * @param id as it stands in histories and events; a student's is the student id
 * @param programmes the programmes to which the person's rows are bound; empty: to none
 * @param faculties the faculties to which the person's rows are bound; empty: to none
 */
public record Person(String id, Set<String> roles, Set<String> programmes, Set<String> faculties) {

    public Person {
        roles = Set.copyOf(roles);
        programmes = Set.copyOf(programmes);
        faculties = Set.copyOf(faculties);
    }

    public boolean has(String role) {
        return roles.contains(role);
    }

    /** Everyone but students and systems. */
    public boolean isStaff() {
        return roles.stream().anyMatch(Roles.STAFF::contains);
    }

    /** Is this very student. */
    public boolean isStudent(String studentId) {
        return has(Roles.STUDENT) && id.equals(studentId);
    }

    /** Sees the student's rows: their own, or as staff those of the programme or faculty that they are bound to. */
    public boolean sees(String studentId, String programmeCode, String faculty) {
        if (!isStaff()) {
            return isStudent(studentId);
        }
        return (programmes.isEmpty() || programmes.contains(programmeCode))
                && (faculties.isEmpty() || faculties.contains(faculty));
    }
}
