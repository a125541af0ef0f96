package org.rollcall.cases.life;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Student Attendance Agreement (clauses 6 and 8): proposed at the interview, in force once both have signed, and then
 * kept or breached. A proposal that nobody signed lapses and leaves its number to the next.
 *
 * @param number its place among the agreements of the academic year
 * @param from the first day on which it is to be in force, Europe/London
 * @param reviewOn the day on which it is reviewed
 * @param student null until the student signed
 * @param leader null until the Programme Leader signed
 * @param breachedBy the Monday of the missed week that breached it; null when none did, or a review found the breach
 */
public record Agreement(
        AgreementId id,
        int number,
        LocalDate from,
        LocalDate reviewOn,
        String terms,
        Status status,
        @Nullable Signature student,
        @Nullable Signature leader,
        @Nullable LocalDate breachedBy) {

    /** Clause 8: at most two in an academic year. */
    public static final int LIMIT = 2;

    /** How far it came. */
    public enum Status {
        PROPOSED,
        IN_FORCE,
        BREACHED,
        COMPLETED,
        /** Never signed by both. */
        LAPSED
    }

    /** Who signs. */
    public enum Party {
        STUDENT,
        PROGRAMME_LEADER
    }

    /**
     * A signature.
     *
     * @param on the day, Europe/London
     */
    public record Signature(String by, LocalDate on) {}

    static Agreement proposed(AgreementId id, int number, LocalDate from, LocalDate reviewOn, String terms) {
        return new Agreement(id, number, from, reviewOn, terms, Status.PROPOSED, null, null, null);
    }

    /** Whether it counts towards the two of the academic year. */
    boolean counts() {
        return status != Status.LAPSED;
    }

    boolean isSignedBy(Party party) {
        return switch (party) {
            case STUDENT -> student != null;
            case PROGRAMME_LEADER -> leader != null;
        };
    }

    Agreement signed(Party party, Signature signature) {
        var both = switch (party) {
            case STUDENT -> leader != null;
            case PROGRAMME_LEADER -> student != null;
        };
        return new Agreement(
                id,
                number,
                from,
                reviewOn,
                terms,
                both ? Status.IN_FORCE : Status.PROPOSED,
                party == Party.STUDENT ? signature : student,
                party == Party.PROGRAMME_LEADER ? signature : leader,
                null);
    }

    Agreement breached(@Nullable LocalDate by) {
        return with(Status.BREACHED, by);
    }

    Agreement restored() {
        return with(Status.IN_FORCE, null);
    }

    Agreement completed() {
        return with(Status.COMPLETED, null);
    }

    Agreement lapsed() {
        return with(Status.LAPSED, null);
    }

    /**
     * The first week that was missed while the agreement was in force: the whole week, so that nobody breaches what was
     * not yet agreed when the week began.
     */
    Optional<LocalDate> missedWhileInForce(Collection<Week> weeks) {
        if (student == null || leader == null) {
            return Optional.empty();
        }
        var since = latest(from, latest(student.on(), leader.on()));
        var firstWeek = since.getDayOfWeek() == DayOfWeek.MONDAY
                ? since
                : since.plusDays(8L - since.getDayOfWeek().getValue());
        return weeks.stream()
                .filter(week -> week.missed() && !week.starting().isBefore(firstWeek))
                .map(Week::starting)
                .min(Comparator.naturalOrder());
    }

    private Agreement with(Status next, @Nullable LocalDate by) {
        return new Agreement(id, number, from, reviewOn, terms, next, student, leader, by);
    }

    private static LocalDate latest(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}
