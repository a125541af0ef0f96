package org.rollcall.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A server that runs as a process of its own. Its output goes to a log file and its pid to another, so that whoever
 * starts the same server after a crash of ours finds what was left behind and ends it first.
 */
public final class ChildProcess {

    private static final Duration KILL_PATIENCE = Duration.ofSeconds(10);

    /** Several servers that start at once on few cores need those for themselves. */
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(200);

    private final String name;
    private final Process process;
    private final Path log;
    private final Path pidFile;

    private ChildProcess(String name, Process process, Path log, Path pidFile) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.pidFile = pidFile;
    }

    /** Starts the command; output is appended to the log. What an earlier start left running is ended first. */
    public static ChildProcess start(String name, List<String> command, Path log, Path pidFile) {
        endLeftover(pidFile);
        try {
            Files.createDirectories(parentOf(log));
            Files.createDirectories(parentOf(pidFile));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            Files.writeString(pidFile, Identity.of(process.toHandle()).toLine());
            return new ChildProcess(name, process, log, pidFile);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " could not be started: " + e.getMessage(), e);
        }
    }

    /** Writes this very process to the pid file, for whoever looks for it there. */
    public static void claim(Path pidFile) {
        try {
            Files.createDirectories(parentOf(pidFile));
            Files.writeString(pidFile, Identity.of(ProcessHandle.current()).toLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends what the pid file names, if it still runs and is the same process: a pid alone may have been given again. */
    public static void endLeftover(Path pidFile) {
        leftover(pidFile).ifPresent(handle -> {
            List<ProcessHandle> family = familyOf(handle);
            handle.destroyForcibly();
            awaitEnd(family);
        });
        try {
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process the pid file names, if it still runs. */
    public static Optional<ProcessHandle> leftover(Path pidFile) {
        try {
            return Files.exists(pidFile)
                    ? Identity.parse(Files.readString(pidFile)).flatMap(Identity::running)
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public Path log() {
        return log;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Completes with the exit code when the process has ended, for whatever reason. */
    public CompletableFuture<Integer> onExit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /**
     * Waits until the server answers. One that does not in time is killed: it would only be in the way of the next.
     *
     * @throws ServerFailure when the process ends, or the time does, before it answers
     */
    public void awaitReady(BooleanSupplier answers, Duration patience) {
        try {
            Awaitility.await()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(BETWEEN_QUESTIONS)
                    .atMost(patience)
                    .until(() -> !isAlive() || answers.getAsBoolean());
        } catch (ConditionTimeoutException e) {
            kill();
            throw new ServerFailure(name + " was not ready within " + patience.toSeconds() + " s" + lastWords());
        }
        if (!isAlive()) {
            throw new ServerFailure(
                    name + " ended with status " + process.exitValue() + " while starting" + lastWords());
        }
    }

    /** Asks the process to end (SIGTERM) and kills it when it has not after the given time. */
    public void stop(Duration patience) {
        process.destroy();
        awaitStop(patience);
    }

    /** Sends SIGINT, which some servers take as the order to end without waiting for their clients. */
    void interrupt(Duration patience) {
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(pid())).start().waitFor();
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroy();
        }
        awaitStop(patience);
    }

    /** Ends the process the way a failing machine does (SIGKILL); returns when it is gone, with all it had started. */
    public void kill() {
        List<ProcessHandle> family = familyOf(process.toHandle());
        process.destroyForcibly();
        awaitEnd(family);
        forget();
    }

    private void awaitStop(Duration patience) {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            kill();
        }
        forget();
    }

    /** The pid file may be another's by now: that of the process which was started in this one's place. */
    private void forget() {
        try {
            if (Files.exists(pidFile) && Files.readString(pidFile).startsWith(pid() + " ")) {
                Files.delete(pidFile);
            }
        } catch (IOException replacedMeanwhile) {
            // Nothing to forget any more.
        }
    }

    private String lastWords() {
        try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            List<String> all = lines.toList();
            return "; the end of " + log + ":\n  "
                    + String.join("\n  ", all.subList(Math.max(0, all.size() - 15), all.size()));
        } catch (IOException e) {
            return "; its log " + log + " cannot be read";
        }
    }

    private static List<ProcessHandle> familyOf(ProcessHandle handle) {
        return Stream.concat(Stream.of(handle), handle.descendants()).toList();
    }

    private static void awaitEnd(List<ProcessHandle> family) {
        CompletableFuture<?>[] ends = family.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(ends).get(KILL_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new ServerFailure("Still running after SIGKILL: " + family);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Path parentOf(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file : parent;
    }

    /** A pid with the instant its process was started at: together they are never given twice. */
    private record Identity(long pid, long startedAtMillis) {

        /** The system counts from its boot, and its idea of when that was may move. */
        private static final long CLOCK_DRIFT_MILLIS = 5_000;

        static Identity of(ProcessHandle handle) {
            return new Identity(handle.pid(), startOf(handle));
        }

        static Optional<Identity> parse(String line) {
            String[] parts = line.strip().split(" ", -1);
            try {
                return parts.length == 2
                        ? Optional.of(new Identity(Long.parseLong(parts[0]), Long.parseLong(parts[1])))
                        : Optional.empty();
            } catch (NumberFormatException halfWritten) {
                return Optional.empty();
            }
        }

        Optional<ProcessHandle> running() {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .filter(handle -> Math.abs(startOf(handle) - startedAtMillis) <= CLOCK_DRIFT_MILLIS);
        }

        String toLine() {
            return pid + " " + startedAtMillis + "\n";
        }

        private static long startOf(ProcessHandle handle) {
            return handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        }
    }
}
