package org.rollcall.engagement.replay;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
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

    private final Replaying replaying;
    private final DueStudents due;
    private final Semaphore wake = new Semaphore(0);
    private volatile boolean stopping;
    private @Nullable Thread thread;

    ReplayWorker(Replaying replaying, DueStudents due) {
        this.replaying = replaying;
        this.due = due;
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
        while (!stopping) {
            try {
                letLiveWorkGoFirst();
                if (!replaying.replaySome()) {
                    pause(LOOK_AROUND);
                }
            } catch (RuntimeException e) {
                LOG.warn("A replay could not go on, and is tried again", e);
                pause(LOOK_AROUND);
            }
        }
    }

    private void letLiveWorkGoFirst() {
        for (var pauses = 0; pauses < PAUSES_FOR_LIVE_WORK && !stopping && due.areLeft(); pauses++) {
            pause(SHORT_PAUSE);
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
