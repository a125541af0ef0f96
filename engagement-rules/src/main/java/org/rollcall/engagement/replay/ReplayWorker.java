package org.rollcall.engagement.replay;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.rollcall.engagement.due.DueStudents;

/**
 * Lives replays on a thread of its own, beside the live work and behind it: while students are due to be assessed it waits,
 * though not for ever, and between two portions it looks again.
 */
@ApplicationScoped
class ReplayWorker {

    private static final Logger LOG = Logger.getLogger(ReplayWorker.class);
    private static final Duration LOOK_AROUND = Duration.ofSeconds(5);
    private static final Duration SHORT_PAUSE = Duration.ofMillis(100);
    private static final int PAUSES_FOR_LIVE_WORK = 100;
    private static final int ATTEMPTS = 5;

    private final Replaying replaying;
    private final Replays replays;
    private final DueStudents due;
    private final InstantSource clock;
    private final Semaphore wake = new Semaphore(0);
    private volatile boolean stopping;
    private @Nullable Thread thread;

    ReplayWorker(Replaying replaying, Replays replays, DueStudents due, InstantSource clock) {
        this.replaying = replaying;
        this.replays = replays;
        this.due = due;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofPlatform().name("policy-replays").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        wake();
        if (thread != null) {
            thread.join(Duration.ofSeconds(15));
        }
    }

    /** Has it look for a replay now. */
    void wake() {
        wake.release();
    }

    /** A replay that was under way when an instance ended is found by looking around, by another or by the next start. */
    private void run() {
        var failures = 0;
        while (!stopping) {
            try {
                letLiveWorkGoFirst();
                if (!replaying.replaySome()) {
                    pause(LOOK_AROUND);
                }
                failures = 0;
            } catch (RuntimeException e) {
                failures++;
                LOG.warnf(e, "A replay failed, attempt %d of %d", failures, ATTEMPTS);
                if (failures == ATTEMPTS) {
                    giveUp(e);
                    failures = 0;
                }
                pause(LOOK_AROUND);
            }
        }
    }

    private void letLiveWorkGoFirst() {
        for (var pauses = 0; pauses < PAUSES_FOR_LIVE_WORK && !stopping && due.areLeft(); pauses++) {
            pause(SHORT_PAUSE);
        }
    }

    private void giveUp(RuntimeException failure) {
        try {
            replays.failOldest(String.valueOf(failure.getMessage()), clock.instant());
        } catch (RuntimeException e) {
            LOG.warnf(e, "The failure of a replay could not be noted");
        }
    }

    private void pause(Duration time) {
        try {
            if (wake.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS)) {
                wake.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }
}
