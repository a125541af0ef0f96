package org.rollcall.local;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.rollcall.testkit.ChildProcess;

/** A process that is started again, with a word about it, whenever it ends without having been told to. */
final class Supervised {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final String title;
    private final Runnable start;
    private final Runnable stop;
    private final Supplier<Optional<ChildProcess>> process;
    private final Consumer<String> out;
    private volatile boolean stopping;

    /**
     * A part of the stack.
     *
     * @param start returns when the part is ready
     */
    Supervised(
            String title,
            Runnable start,
            Runnable stop,
            Supplier<Optional<ChildProcess>> process,
            Consumer<String> out) {
        this.title = title;
        this.start = start;
        this.stop = stop;
        this.process = process;
        this.out = out;
    }

    String title() {
        return title;
    }

    Optional<ChildProcess> process() {
        return process.get();
    }

    /** Starts the part and returns when it is ready. From then on it is watched. */
    void start() {
        if (stopping) {
            return;
        }
        long begun = System.nanoTime();
        start.run();
        out.accept("  %-22s ready after %.1f s".formatted(title, secondsSince(begun)));
        Thread.ofVirtual().name("watch-" + title).start(this::watch);
    }

    void stop() {
        stopping = true;
        stop.run();
    }

    private void watch() {
        while (!stopping) {
            Optional<ChildProcess> watched = process();
            if (watched.isEmpty()) {
                return;
            }
            int status = watched.get().onExit().join();
            if (!stopping) {
                out.accept("%s ended with status %d: starting it again.".formatted(title, status));
                startAgain();
            }
        }
    }

    private void startAgain() {
        Duration pause = Duration.ofSeconds(1);
        while (!stopping) {
            long begun = System.nanoTime();
            try {
                start.run();
                out.accept("%s is ready again after %.1f s.".formatted(title, secondsSince(begun)));
                return;
            } catch (RuntimeException e) {
                if (!stopping) {
                    out.accept(firstLine(e) + " Next attempt in " + pause.toSeconds() + " s.");
                    LockSupport.parkNanos(pause.toNanos());
                    pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
                }
            }
        }
    }

    private static String firstLine(RuntimeException failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }

    private static double secondsSince(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }
}
