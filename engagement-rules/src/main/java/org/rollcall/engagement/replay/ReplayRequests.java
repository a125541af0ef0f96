package org.rollcall.engagement.replay;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.ids.Ids;
import org.rollcall.chassis.problem.Problems;
import org.rollcall.engagement.assessment.AcademicYear;
import org.rollcall.engagement.policy.Policy;
import org.rollcall.engagement.replay.Replay.State;
import org.rollcall.engagement.week.ClosedSpan;
import org.rollcall.engagement.week.Weeks;

/** Takes requests for replays. */
@ApplicationScoped
class ReplayRequests {

    private final Replays replays;
    private final Weeks weeks;
    private final Ids ids;
    private final InstantSource clock;

    ReplayRequests(Replays replays, Weeks weeks, Ids ids, InstantSource clock) {
        this.replays = replays;
        this.weeks = weeks;
        this.ids = ids;
        this.clock = clock;
    }

    /** Enters a replay of the closed weeks of that year, or finds the one that was entered with this key. */
    @Transactional
    Replay enter(AcademicYear year, String file, Policy policy, @Nullable String idempotencyKey) {
        var span = closedIn(year);
        var id = ids.next();
        replays.enter(
                new Replay(
                        id,
                        year.toString(),
                        span.first(),
                        span.latest(),
                        policy.version(),
                        file,
                        clock.instant(),
                        State.RUNNING,
                        0,
                        0,
                        "",
                        null,
                        null),
                idempotencyKey);
        return entered(id, year, file, idempotencyKey);
    }

    private Replay entered(UUID id, AcademicYear year, String file, @Nullable String idempotencyKey) {
        var entered = (idempotencyKey == null ? replays.find(id) : replays.findByKey(idempotencyKey)).orElseThrow();
        if (!entered.academicYear().equals(year.toString()) || !entered.policy().equals(file)) {
            throw Problems.unprocessable(
                    "idempotency-key-reused", "Another replay was asked for with this Idempotency-Key before");
        }
        return entered;
    }

    private ClosedSpan closedIn(AcademicYear year) {
        var first = ClosedSpan.startOfYear(year.lastDay());
        return weeks.closed()
                .map(closed -> new ClosedSpan(later(first, closed.first()), earlier(lastMonday(year), closed.latest())))
                .filter(span -> !span.first().isAfter(span.latest()))
                .orElseThrow(
                        () -> Problems.conflict("no-closed-week", "No week of the year %s has closed".formatted(year)));
    }

    private static LocalDate lastMonday(AcademicYear year) {
        return ClosedSpan.startOfYear(year.lastDay().plusWeeks(1)).minusWeeks(1);
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }
}
