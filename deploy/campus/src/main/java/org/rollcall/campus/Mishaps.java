package org.rollcall.campus;

import java.time.LocalDate;
import java.util.List;
import org.rollcall.contracts.Activity;

/** What goes wrong on the campus: chances per swipe or per register, and numbers of the rest over all the weeks. */
record Mishaps(
        double doubledSwipes,
        double lateArrivals,
        int malformedSwipes,
        int unknownCards,
        int swipesWithoutSession,
        double registersNeverTaken,
        double registersHandedInLate,
        List<ReaderFailure> readerFailures,
        List<Cancellation> cancellations) {

    Mishaps {
        readerFailures = List.copyOf(readerFailures);
        cancellations = List.copyOf(cancellations);
    }

    /** For a whole day the room's reader takes nobody's card. */
    record ReaderFailure(String room, LocalDate date) {}

    /** A session that does not take place, and when timetabling says so. */
    record Cancellation(String module, Activity activity, LocalDate date, LocalDate announced) {

        boolean cancels(Session session) {
            return session.module().code().equals(module)
                    && session.activity() == activity
                    && session.date().equals(date);
        }
    }

    boolean readerFails(Session session) {
        return readerFailures.stream()
                .anyMatch(failure ->
                        failure.room().equals(session.room()) && failure.date().equals(session.date()));
    }

    boolean isCancelled(Session session) {
        return cancellations.stream().anyMatch(cancellation -> cancellation.cancels(session));
    }
}
