package org.rollcall.chassis.time;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Calls the scheduled work: at every tick, and at once when the clock was set. */
@ApplicationScoped
public class Ticker {

    private static final Logger LOG = Logger.getLogger(Ticker.class);

    private final Instance<ScheduledWork> works;
    private final InstantSource clock;
    private final Duration tick;
    private final Semaphore wake = new Semaphore(0);
    private volatile boolean stopping;
    private @Nullable Thread thread;

    Ticker(
            @Any Instance<ScheduledWork> works,
            InstantSource clock,
            @ConfigProperty(name = "rollcall.tick") Duration tick) {
        this.works = works;
        this.clock = clock;
        this.tick = tick;
    }

    void start(@Observes StartupEvent event) {
        if (!works.isUnsatisfied()) {
            thread = Thread.ofPlatform().name("ticker").start(this::run);
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        wake();
        if (thread != null) {
            thread.join(Duration.ofSeconds(30));
        }
    }

    /** Has the work looked at now instead of at the next tick. */
    public void wake() {
        wake.release();
    }

    /** When the earliest work falls due, which may be in the past; null when nothing is planned. */
    public @Nullable Instant nextDue() {
        var now = clock.instant();
        return works.stream()
                .flatMap(work -> Stream.ofNullable(work.nextDue(now)))
                .min(Instant::compareTo)
                .orElse(null);
    }

    /** The names of the work that is due and not done. */
    public List<String> overdue() {
        var now = clock.instant();
        return works.stream()
                .filter(work -> {
                    var due = work.nextDue(now);
                    return due != null && !due.isAfter(now);
                })
                .map(ScheduledWork::name)
                .toList();
    }

    private void run() {
        while (!stopping) {
            for (var work : works) {
                runAllDue(work);
            }
            try {
                wake.tryAcquire(tick.toMillis(), TimeUnit.MILLISECONDS);
                wake.drainPermits();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void runAllDue(ScheduledWork work) {
        try {
            while (!stopping && work.runDue(clock.instant())) {
                // Until nothing is left: each piece is a transaction of its own.
            }
        } catch (RuntimeException e) {
            LOG.warnf(
                    e,
                    "%s failed and is tried again at the next tick: %s",
                    work.name(),
                    Objects.toString(e.getMessage()));
        }
    }
}
