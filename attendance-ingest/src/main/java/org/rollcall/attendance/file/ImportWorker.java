package org.rollcall.attendance.file;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.rollcall.attendance.file.Imports.Refusal;
import org.rollcall.attendance.file.Imports.Running;
import org.rollcall.attendance.file.jisc.Binding;
import org.rollcall.attendance.file.jisc.Binding.WrongHeader;
import org.rollcall.attendance.file.jisc.Binding.WrongLine;
import org.rollcall.attendance.file.jisc.Rows;
import org.rollcall.chassis.consumption.Failures;
import org.rollcall.chassis.time.ScheduledWork;
import org.rollcall.contracts.ContractViolation;

/**
 * Works through files, a transaction for each couple of thousand lines. It has a thread of its own, so that sessions close
 * on time beside a file of a million lines; whatever happens to it, any instance goes on with the next batch.
 */
@ApplicationScoped
class ImportWorker implements ScheduledWork {

    private static final Logger LOG = Logger.getLogger(ImportWorker.class);
    private static final int LINES_AT_ONCE = 2_000;
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final String STUDENT = Binding.Column.STUDENT_ID.name();

    private final Imports imports;
    private final LineIntake lines;
    private final InstantSource clock;
    private final Semaphore wake = new Semaphore(0);
    private volatile boolean stopping;
    private @Nullable Thread thread;

    ImportWorker(Imports imports, LineIntake lines, InstantSource clock) {
        this.imports = imports;
        this.lines = lines;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofPlatform().name("imports").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        wake();
        if (thread != null) {
            thread.join(Duration.ofSeconds(30));
        }
    }

    /** Looks for files now. */
    void wake() {
        wake.release();
    }

    @Override
    public String name() {
        return "import of files";
    }

    /** The work is done by the thread. */
    @Override
    public boolean runDue(Instant now) {
        return false;
    }

    @Override
    public @Nullable Instant nextDue(Instant now) {
        return imports.oldestRunning().orElse(null);
    }

    private void run() {
        while (!stopping) {
            try {
                while (!stopping && step()) {
                    // Until every file is done: each step is a transaction of its own.
                }
            } catch (RuntimeException e) {
                LOG.warn("A file could not be worked on, and is tried again", e);
            }
            try {
                wake.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS);
                wake.drainPermits();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /**
     * Takes the next lines of a file. When the service fails on them, it takes fewer, until the line that it fails on stands
     * alone; that one is refused.
     *
     * @return whether there was anything to do
     */
    boolean step() {
        for (var atOnce = LINES_AT_ONCE; ; atOnce = Math.max(1, atOnce / 8)) {
            try {
                return step(atOnce, false);
            } catch (RuntimeException e) {
                if (Failures.passes(e)) {
                    throw e;
                }
                if (atOnce == 1) {
                    LOG.error("Failed on a line of a file", e);
                    return step(1, true);
                }
            }
        }
    }

    private boolean step(int atOnce, boolean refusing) {
        return QuarkusTransaction.requiringNew().call(() -> {
            var running = imports.take();
            running.ifPresent(found -> advance(found, atOnce, refusing));
            return running.isPresent();
        });
    }

    private void advance(Running running, int atOnce, boolean refusing) {
        var now = clock.instant();
        var rows = new Rows(
                new BufferedInputStream(imports.from(running.id(), running.nextByte(), running.size())),
                running.delimiter(),
                running.nextLine(),
                running.nextByte());
        try {
            var header = running.header();
            var nextLine = running.nextLine();
            var nextByte = running.nextByte();
            if (header == null) {
                var first = rows.next();
                header = first == null ? List.of() : first.fields();
                nextLine = first == null ? nextLine : first.next();
                nextByte = first == null ? nextByte : first.end();
            }
            var binding = Binding.of(header);
            var taken = new ArrayList<Line>();
            var refused = new ArrayList<Refusal>();
            var ended = false;
            while (!ended && taken.size() + refused.size() < atOnce) {
                var row = rows.next();
                if (row == null) {
                    ended = true;
                } else {
                    nextLine = row.next();
                    nextByte = row.end();
                    try {
                        taken.add(Line.of(row.line(), binding.read(row)));
                    } catch (WrongLine why) {
                        var column = why.column();
                        refused.add(new Refusal(row.line(), column == null ? null : column.name(), why.reason()));
                    } catch (ContractViolation why) {
                        refused.add(new Refusal(row.line(), Line.columnOf(why), why.detail()));
                    }
                }
            }
            if (refusing) {
                taken.forEach(line -> refused.add(new Refusal(line.number(), null, "makes the service fail")));
                taken.clear();
            }
            var strangers = 0;
            for (var stranger : lines.take(taken, running.faculties(), now)) {
                refused.add(new Refusal(stranger.number(), STUDENT, "is not a student that student records told of"));
                strangers++;
            }
            refused.sort(Comparator.comparing(Refusal::line));
            imports.advance(running.having(header, nextLine, nextByte), taken.size() - strangers, refused);
            if (ended) {
                imports.end(running.id(), "FINISHED", null, now);
            }
        } catch (WrongHeader why) {
            imports.end(running.id(), "FAILED", why.column() + " " + why.reason(), now);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
