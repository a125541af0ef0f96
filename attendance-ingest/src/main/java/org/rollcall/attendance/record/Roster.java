package org.rollcall.attendance.record;

import java.util.BitSet;

/**
 * Those of a session of whom the same was said, that they are expected, until each of them is taken. Their names lie one
 * after the other in a text, which needs a tenth of the room of a map.
 */
final class Roster {

    /** No name has a control character. */
    private static final char BETWEEN = '\n';

    private final Said said;
    private final String students;
    private final BitSet taken = new BitSet();

    /**
     * A roster from which nobody was taken.
     *
     * @param students their names, with a new line between
     */
    Roster(Said said, String students) {
        this.said = said;
        this.students = BETWEEN + students + BETWEEN;
    }

    Said said() {
        return said;
    }

    /** How many characters all names have. */
    int length() {
        return students.length();
    }

    /** Whether the student is on it, and nobody asked before. */
    synchronized boolean take(String studentId) {
        var place = students.indexOf(BETWEEN + studentId + BETWEEN);
        if (place < 0 || taken.get(place)) {
            return false;
        }
        taken.set(place);
        return true;
    }
}
