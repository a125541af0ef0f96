package org.rollcall.engagement.student;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rollcall.engagement.assessment.Days;
import org.rollcall.engagement.assessment.Enrolment;
import org.rollcall.engagement.assessment.Enrolment.Status;

/**
 * The statuses that a student has had, in order: each holds from its day until the next begins.
 *
 * <p>Student records says only what holds now, and often not since when; so the first that is heard of a student speaks
 * for the time before it too. Who is enrolled was so from the first day on, and whoever has another status was enrolled
 * until it began.
 */
record StatusHistory(List<Entry> entries) {

    /** Before the enrolment of anybody. */
    static final LocalDate FIRST_DAY = LocalDate.of(1900, 1, 1);

    static final StatusHistory NONE = new StatusHistory(List.of());

    StatusHistory {
        entries = List.copyOf(entries);
    }

    record Entry(LocalDate from, Status status) {}

    /**
     * The history once this status has been heard of.
     *
     * @param since from when it holds, if student records says so; said again with another day, the status is moved there
     * @param arrival the day on which it is heard of, from which it holds otherwise
     */
    StatusHistory with(Status status, @Nullable LocalDate since, LocalDate arrival) {
        if (entries.isEmpty()) {
            return first(status, since, arrival);
        }
        var isKnown = entries.getLast().status() == status;
        if (isKnown && (since == null || since.equals(entries.getLast().from()))) {
            return this;
        }
        var before = isKnown ? entries.subList(0, entries.size() - 1) : entries;
        return new StatusHistory(before).from(since == null ? arrival : since, status);
    }

    private static StatusHistory first(Status status, @Nullable LocalDate since, LocalDate arrival) {
        return switch (status) {
            case ENROLLED -> NONE.from(since == null ? FIRST_DAY : since, status);
            case INTERRUPTED, WITHDRAWN, COMPLETED ->
                NONE.from(FIRST_DAY, Status.ENROLLED).from(since == null ? arrival : since, status);
        };
    }

    /** With the status from that day on, whatever was to come after it. */
    private StatusHistory from(LocalDate day, Status status) {
        var longer = new ArrayList<>(
                entries.stream().filter(entry -> entry.from().isBefore(day)).toList());
        if (longer.isEmpty() || longer.getLast().status() != status) {
            longer.add(new Entry(day, status));
        }
        return new StatusHistory(longer);
    }

    /** The first day on which the two do not say the same. */
    Optional<LocalDate> firstDifference(StatusHistory other) {
        return Stream.concat(
                        entries.stream().filter(entry -> !other.entries.contains(entry)),
                        other.entries.stream().filter(entry -> !entries.contains(entry)))
                .map(Entry::from)
                .min(LocalDate::compareTo);
    }

    /**
     * The statuses with their days, within the enrolment.
     *
     * @param last null while its end is open
     */
    List<Enrolment> within(LocalDate first, @Nullable LocalDate last) {
        var enrolments = new ArrayList<Enrolment>();
        for (var i = 0; i < entries.size(); i++) {
            var entry = entries.get(i);
            var from = later(entry.from(), first);
            var next = i + 1 < entries.size() ? entries.get(i + 1).from().minusDays(1) : null;
            var to = earlier(next, last);
            if (to == null || !to.isBefore(from)) {
                enrolments.add(new Enrolment(entry.status(), new Days(from, to)));
            }
        }
        return enrolments;
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    /** Of two last days, null being one that never comes. */
    private static @Nullable LocalDate earlier(@Nullable LocalDate one, @Nullable LocalDate other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}
