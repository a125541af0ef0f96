package org.rollcall.engagement.explanation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rollcall.engagement.assessment.Outcome;
import org.rollcall.engagement.explanation.ToldWeek.ToldSession;

/**
 * What is known of a week now and was not then.
 *
 * @param then null where the week was not told of: the policy did not apply to the student in it
 * @param now null where the policy does not apply to the student in it any more
 */
record WeekChange(
        LocalDate weekStarting,
        @Nullable Outcome then,
        @Nullable Outcome now,
        List<SessionChange> sessions) {

    WeekChange {
        sessions = List.copyOf(sessions);
    }

    /**
     * A session of which something else is known.
     *
     * @param then null where the week had no such session
     * @param now null where the week has no such session any more
     */
    record SessionChange(
            String sessionId,
            @Nullable ToldSession then,
            @Nullable ToldSession now) {

        /** A new revision alone, that says the same of what matters, is no change. */
        private boolean isOne() {
            return then == null
                    || now == null
                    || then.status() != now.status()
                    || then.bearing() != now.bearing()
                    || then.excused() != now.excused()
                    || !then.startsAt().equals(now.startsAt());
        }
    }

    /** The weeks in which anything changed, in order. */
    static List<WeekChange> between(List<ToldWeek> then, List<ToldWeek> now) {
        var before = by(then, ToldWeek::weekStarting);
        var after = by(now, ToldWeek::weekStarting);
        var mondays = new TreeSet<>(before.keySet());
        mondays.addAll(after.keySet());
        return mondays.stream()
                .flatMap(monday -> of(monday, before.get(monday), after.get(monday)).stream())
                .toList();
    }

    private static Optional<WeekChange> of(LocalDate monday, @Nullable ToldWeek then, @Nullable ToldWeek now) {
        var was = then == null ? null : then.outcome();
        var is = now == null ? null : now.outcome();
        var sessions = sessions(then == null ? List.of() : then.sessions(), now == null ? List.of() : now.sessions());
        return was == is && sessions.isEmpty()
                ? Optional.empty()
                : Optional.of(new WeekChange(monday, was, is, sessions));
    }

    private static List<SessionChange> sessions(List<ToldSession> then, List<ToldSession> now) {
        var before = by(then, ToldSession::sessionId);
        var after = by(now, ToldSession::sessionId);
        var ids = new LinkedHashSet<>(before.keySet());
        ids.addAll(after.keySet());
        var changes = new ArrayList<SessionChange>();
        for (var id : ids) {
            var change = new SessionChange(id, before.get(id), after.get(id));
            if (change.isOne()) {
                changes.add(change);
            }
        }
        return changes;
    }

    private static <K, T> Map<K, T> by(List<T> items, Function<T, K> key) {
        return items.stream().collect(Collectors.toMap(key, Function.identity(), (one, _) -> one, LinkedHashMap::new));
    }
}
