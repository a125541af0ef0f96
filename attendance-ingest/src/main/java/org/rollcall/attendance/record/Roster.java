package org.rollcall.attendance.record;

/**
 * Those of a session of whom the same was said, that they are expected, until each of them is taken. Their names lie one
 * after the other in a text, and are found by their hash: that needs a fifth of the room of a map.
 */
final class Roster {

    /** No name has a control character. */
    private static final char BETWEEN = '\n';

    private static final int EMPTY = 0;

    private final Said said;
    private final String students;

    /**
     * Where a name begins, counted from 1, at its hash or at the first empty place after that; less than nothing once it was
     * taken. A power of two of them, at least half of them empty.
     */
    private final int[] begins;

    /**
     * A roster from which nobody was taken.
     *
     * @param students their names, with a new line between
     */
    Roster(Said said, String students) {
        this.said = said;
        this.students = students + BETWEEN;
        var names = students.split(String.valueOf(BETWEEN));
        this.begins = new int[4 * Integer.highestOneBit(names.length)];
        var begin = 1;
        for (var name : names) {
            begins[placeOf(name)] = begin;
            begin += name.length() + 1;
        }
    }

    Said said() {
        return said;
    }

    /** How much room it needs, in bytes: nearly all of it. */
    int size() {
        return students.length() + Integer.BYTES * begins.length;
    }

    /** Whether the student is on it, and nobody asked before. */
    synchronized boolean take(String studentId) {
        var place = placeOf(studentId);
        if (begins[place] <= EMPTY) {
            return false;
        }
        begins[place] = -begins[place];
        return true;
    }

    /** Where the student is found, or would be. */
    private int placeOf(String studentId) {
        var last = begins.length - 1;
        var hash = studentId.hashCode();
        var place = (hash ^ hash >>> 16) & last;
        while (begins[place] != EMPTY && !isAt(Math.abs(begins[place]) - 1, studentId)) {
            place = (place + 1) & last;
        }
        return place;
    }

    private boolean isAt(int begin, String studentId) {
        return students.startsWith(studentId, begin) && students.charAt(begin + studentId.length()) == BETWEEN;
    }
}
