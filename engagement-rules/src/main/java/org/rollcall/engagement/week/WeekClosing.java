package org.rollcall.engagement.week;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rollcall.engagement.assessment.Week;
import org.rollcall.engagement.due.DueStudents;
import org.rollcall.engagement.due.FactLock;
import org.rollcall.engagement.policy.Policies;
import org.rollcall.engagement.policy.Policy;

/**
 * Closes one week after the other (docs/policy.md, "A week closes"): the first is the first in which anybody has a session
 * and a policy is in force, and from then on every week closes, those without teaching too. Closing is short: the week
 * is entered, and everybody becomes due. The next closes only when nobody is due any more, because a student is assessed
 * as of each week in its turn.
 */
@ApplicationScoped
public class WeekClosing {

    private final Weeks weeks;
    private final DueStudents students;
    private final FactLock lock;
    private final Policies policies;

    WeekClosing(Weeks weeks, DueStudents students, FactLock lock, Policies policies) {
        this.weeks = weeks;
        this.students = students;
        this.lock = lock;
        this.policies = policies;
    }

    /** What came of the wish to close a week before its time. */
    sealed interface Closure {

        record Closed(ClosedWeek week) implements Closure {}

        /** Another is the next; none where nobody has a session yet. */
        record NotNext(Optional<LocalDate> next) implements Closure {}

        record NotOver(Instant end) implements Closure {}

        /** Students are still being assessed as of the week before. */
        record StillAssessing() implements Closure {}
    }

    /** Closes what is due, one week at most, whichever instance gets to it; and answers whether it did. */
    public boolean closeDue(Instant now) {
        return mayClose(now)
                && QuarkusTransaction.requiringNew().call(() -> {
                    lock.toCloseWeeks();
                    if (!mayClose(now)) {
                        return false;
                    }
                    var earlier = forgotten();
                    if (earlier.isPresent()) {
                        close(earlier.get(), now);
                    } else {
                        next().ifPresent(next -> close(new ClosedSpan(next.monday(), next.monday()), now));
                    }
                    return true;
                });
    }

    /** Closes this week although its time has not come, if it is the next and over. */
    Closure close(LocalDate monday, Instant now) {
        return QuarkusTransaction.requiringNew().call(() -> {
            lock.toCloseWeeks();
            var next = next();
            if (next.isEmpty() || !next.get().monday().equals(monday)) {
                return new Closure.NotNext(next.map(Week::monday));
            }
            var end = next.get().end();
            if (end.isAfter(now)) {
                return new Closure.NotOver(end);
            }
            if (students.areLeft()) {
                return new Closure.StillAssessing();
            }
            close(new ClosedSpan(monday, monday), now);
            return new Closure.Closed(new ClosedWeek(monday, now));
        });
    }

    /** When the next week closes, which may be in the past; null while nobody has a session. */
    public @Nullable Instant nextDue(Instant now) {
        return forgotten().isPresent() ? now : next().map(this::closesAt).orElse(null);
    }

    /** Whether a week is to close, as soon as nobody is due to be assessed any more. */
    public boolean isOverdue(Instant now) {
        var due = nextDue(now);
        return due != null && !due.isAfter(now);
    }

    private boolean mayClose(Instant now) {
        return isOverdue(now) && !students.areLeft();
    }

    private Optional<Week> next() {
        return weeks.closed()
                .map(closed -> closed.latest().plusWeeks(1))
                .or(this::firstTaught)
                .map(Week::of);
    }

    /** Weeks before the first closed one, when facts have come for them since: they are as closed as it is. */
    private Optional<ClosedSpan> forgotten() {
        return weeks.closed()
                .flatMap(closed -> firstTaught()
                        .filter(taught -> taught.isBefore(closed.first()))
                        .map(taught -> new ClosedSpan(taught, closed.first().minusWeeks(1))));
    }

    private Optional<LocalDate> firstTaught() {
        return policies.versions().stream()
                .map(Policy::inForceFrom)
                .min(LocalDate::compareTo)
                .flatMap(weeks::firstTaught);
    }

    private Instant closesAt(Week week) {
        var policy = policies.inForceOn(week.monday())
                .orElseThrow(() -> new IllegalStateException("No policy is in force on " + week.monday()));
        return week.closesAt(policy.weekClosesAfter());
    }

    private void close(ClosedSpan span, Instant now) {
        weeks.close(span.first(), span.latest(), now);
        var latest = weeks.closed().orElse(span).latest();
        students.markAll(span.first(), latest, ClosedSpan.startOfYear(span.first()));
    }
}
