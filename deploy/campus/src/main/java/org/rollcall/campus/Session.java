package org.rollcall.campus;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rollcall.contracts.Activity;

/** One session on one day, with the students who are expected at it. */
record Session(
        String id,
        Module module,
        Activity activity,
        int week,
        Instant startsAt,
        Instant endsAt,
        @Nullable String room,
        List<Student> students) {

    private static final Duration CLOSES_AFTER = Duration.ofHours(24);

    Session {
        students = List.copyOf(students);
    }

    LocalDate date() {
        return Calendar.dateOf(startsAt);
    }

    /** From then on, who has no mark was absent, if anybody's attendance was recorded by then. */
    Instant closesAt() {
        return endsAt.plus(CLOSES_AFTER);
    }
}
