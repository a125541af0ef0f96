package org.rollcall.chassis.person;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who asks.
 *
 * @param id as it stands in histories and events; of someone who asks as a student, the student id
 * @param roles those in which they ask this
 * @param studentId the student that they are; null where they are none
 * @param programmes those that a Programme Leader leads
 * @param faculties those whose Admin Office it is
 */
public record Person(
        String id, Set<String> roles, @Nullable String studentId, Set<String> programmes, Set<String> faculties) {

    public Person {
        roles = Set.copyOf(roles);
        programmes = Set.copyOf(programmes);
        faculties = Set.copyOf(faculties);
    }

    public boolean has(String role) {
        return roles.contains(role);
    }

    /** Is this very student. */
    public boolean isStudent(String student) {
        return student.equals(bounds().student());
    }

    /** Whose rows are open to them: what any of their roles opens, in this one place. */
    public Bounds bounds() {
        return new Bounds(
                roles.stream().anyMatch(Roles.UNBOUND::contains),
                has(Roles.STUDENT) ? studentId : null,
                has(Roles.PROGRAMME_LEADER) ? programmes : Set.of(),
                has(Roles.FACULTY_ADMIN) ? faculties : Set.of());
    }

    /** Sees the student's rows: their own, those of a programme that they lead, or of a programme of their faculty. */
    public boolean sees(String student, String programmeCode, String faculty) {
        var bounds = bounds();
        return bounds.all()
                || student.equals(bounds.student())
                || bounds.programmes().contains(programmeCode)
                || bounds.faculties().contains(faculty);
    }

    /** Sees what is said of a programme as a whole. */
    public boolean seesProgramme(String programmeCode, String faculty) {
        var bounds = bounds();
        return bounds.all()
                || bounds.programmes().contains(programmeCode)
                || bounds.faculties().contains(faculty);
    }
}
