package org.rollcall.engagement.replay;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.StringReader;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.consumption.Failures;
import org.rollcall.engagement.EngagementSettings;
import org.rollcall.engagement.assessment.ClosedWeeks;
import org.rollcall.engagement.history.Histories;
import org.rollcall.engagement.policy.Policies;
import org.rollcall.engagement.policy.Policy;
import org.rollcall.engagement.policy.file.PolicyFile;
import org.rollcall.engagement.policy.file.PolicyFile.Reading;
import org.rollcall.engagement.week.Period;

/**
 * Lives replays, some students at a time: what came of them and how far the replay is are one transaction. It reads what
 * live work writes and locks nothing of it; nothing is published.
 */
@ApplicationScoped
class Replaying {

    private static final Logger LOG = Logger.getLogger(Replaying.class);

    private final Replays replays;
    private final Histories histories;
    private final Policies inForce;
    private final EngagementSettings settings;
    private final InstantSource clock;

    Replaying(
            Replays replays, Histories histories, Policies inForce, EngagementSettings settings, InstantSource clock) {
        this.replays = replays;
        this.histories = histories;
        this.inForce = inForce;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Lives as many students as one transaction takes, and answers whether there was a replay to live. One that cannot be
     * lived is given up: the same facts would make it fail again. A failure that passes is the caller's to wait out.
     */
    boolean replaySome() {
        var inHand = new AtomicReference<@Nullable Replay>();
        try {
            return QuarkusTransaction.requiringNew().call(() -> {
                var oldest = replays.takeOldest();
                oldest.ifPresent(replay -> {
                    inHand.set(replay);
                    goOn(replay);
                });
                return oldest.isPresent();
            });
        } catch (RuntimeException e) {
            var replay = inHand.get();
            if (replay == null || Failures.passes(e)) {
                throw e;
            }
            LOG.errorf(e, "The replay %s cannot be lived", replay.id());
            replays.fail(replay, String.valueOf(e.getMessage()), clock.instant());
            return true;
        }
    }

    private void goOn(Replay replay) {
        var ids = replays.nextStudents(replay, settings.studentsAtOnce());
        if (ids.isEmpty()) {
            replays.finish(replay, clock.instant());
        } else {
            replays.advance(replay, ids, live(replay, ids));
        }
    }

    private List<StudentReplay> live(Replay replay, List<String> ids) {
        var candidate = Policies.of(candidate(replay));
        var weeks = ClosedWeeks.between(replay.firstWeek(), replay.latestWeek());
        var known = histories.of(ids.stream()
                .map(id -> new Period(id, replay.firstWeek(), replay.latestWeek()))
                .toList());
        var students = new ArrayList<StudentReplay>(known.size());
        known.forEach((id, history) -> students.add(StudentReplay.of(id, history, inForce, candidate, weeks)));
        return students;
    }

    /** The candidate, as if it had been in force all along. */
    private static Policy candidate(Replay replay) {
        return switch (PolicyFile.read("policy", new StringReader(replay.policy()))) {
            case Reading.Accepted accepted -> accepted.policy().inForceSince(replay.firstWeek());
            case Reading.Refused refused ->
                throw new IllegalStateException("This was a policy when the replay was asked for: " + refused);
        };
    }
}
