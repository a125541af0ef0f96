package org.rollcall.chassis.privacy;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Data about students that is kept for one purpose.
 *
 * @param name as settings and documents name it, {@code case-files} say
 * @param purpose what it is kept for, in a sentence that a student understands
 * @param term how long it is kept where the university says nothing else; null for what is kept until the system
 *     that it comes from, or a person, withdraws it
 * @param holdings where it is
 */
public record Category(
        String name, String purpose, @Nullable Term term, List<Holding> holdings) {

    private static final Pattern NAME = Pattern.compile("[a-z]+(-[a-z]+)*");

    public Category {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Not a name for a category: " + name);
        }
        holdings = List.copyOf(holdings);
    }

    /** The database's function that lets go of what is past its term. */
    String retaining() {
        return "retain_" + name.replace('-', '_');
    }
}
