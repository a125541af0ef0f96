package org.rollcall.campus;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.SortedMap;
import org.rollcall.contracts.AttendanceRecord;
import org.rollcall.contracts.WeekAssessed;

/**
 * What came, or must come, of some weeks on the campus, as it stands at their end: everything in it is about one student,
 * so that two accounts can be compared in detail and counted as one likes.
 *
 * @param attendance every student's status at every session
 * @param weeks the outcome of every week of every student who is assessed
 * @param raises every step that was ever reached, and whether it still stands
 * @param mails how many of each
 * @param cases the state of every open case, by student: nobody has two
 */
public record Account(
        Swipes swipes,
        SortedMap<Place, AttendanceRecord.Status> attendance,
        SortedMap<StudentWeek, WeekAssessed.Outcome> weeks,
        SortedMap<Raise, Standing> raises,
        SortedMap<Mail, Integer> mails,
        SortedMap<String, String> cases) {

    /**
     * What became of the swipes; the last four make up the first.
     *
     * @param published those that came, doubled and malformed ones included
     * @param taken those that say where a student was
     * @param doubled those that came again
     * @param refused those that cannot be read, by reason
     * @param unmatched those that belong to no student or no session
     */
    public record Swipes(int published, int taken, int doubled, SortedMap<String, Integer> refused, int unmatched) {

        /** How many were refused for any reason. */
        public int refusedInAll() {
            return refused.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    /** A student's place on a session. */
    public record Place(String studentId, String sessionId) implements Comparable<Place> {

        private static final Comparator<Place> ORDER =
                Comparator.comparing(Place::studentId).thenComparing(Place::sessionId);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }

        @Override
        public String toString() {
            return studentId + " at " + sessionId;
        }
    }

    /** A student's week, named by its Monday. */
    public record StudentWeek(String studentId, LocalDate monday) implements Comparable<StudentWeek> {

        private static final Comparator<StudentWeek> ORDER =
                Comparator.comparing(StudentWeek::studentId).thenComparing(StudentWeek::monday);

        @Override
        public int compareTo(StudentWeek other) {
            return ORDER.compare(this, other);
        }

        @Override
        public String toString() {
            return studentId + ", week of " + monday;
        }
    }

    /** A step that a student reached. */
    public record Raise(String studentId, LocalDate asOfWeek, String step) implements Comparable<Raise> {

        private static final Comparator<Raise> ORDER = Comparator.comparing(Raise::studentId)
                .thenComparing(Raise::asOfWeek)
                .thenComparing(Raise::step);

        @Override
        public int compareTo(Raise other) {
            return ORDER.compare(this, other);
        }

        @Override
        public String toString() {
            return studentId + ", " + step + " as of week " + asOfWeek;
        }
    }

    /** Whether a raise stands. */
    public enum Standing {
        LIVE,
        RESCINDED
    }

    /** An e-mail to somebody about a student. */
    public record Mail(String studentId, String template, String to) implements Comparable<Mail> {

        private static final Comparator<Mail> ORDER = Comparator.comparing(Mail::studentId)
                .thenComparing(Mail::template)
                .thenComparing(Mail::to);

        @Override
        public int compareTo(Mail other) {
            return ORDER.compare(this, other);
        }

        @Override
        public String toString() {
            return studentId + ", " + template + " to " + to;
        }
    }
}
