package org.rollcall.chassis.person;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose rows a person sees. What is empty opens nothing: an office that no faculty is named for sees no row.
 *
 * @param all everyone's
 * @param student this student's
 * @param programmes those of the students of these programmes
 * @param faculties those of the students of all programmes of these faculties
 */
public record Bounds(boolean all, @Nullable String student, Set<String> programmes, Set<String> faculties) {

    public Bounds {
        programmes = Set.copyOf(programmes);
        faculties = Set.copyOf(faculties);
    }
}
