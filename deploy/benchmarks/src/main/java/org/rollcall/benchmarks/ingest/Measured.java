package org.rollcall.benchmarks.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.rollcall.testkit.ChildProcess;

/**
 * What one way of taking swipes came to.
 *
 * @param swipes that were published, those that came twice included
 */
record Measured(long swipes, Duration took) {

    long perSecond() {
        return Math.round(swipes * 1e9 / took.toNanos());
    }

    static Measured between(Instant begin, Instant end, long swipes) {
        return new Measured(swipes, Duration.between(begin, end));
    }

    /** Holds processes while something is prepared for them, so that none is measured while others work. */
    static void holding(List<ChildProcess> processes, Runnable preparation) {
        processes.forEach(process -> signal(process, "-STOP"));
        try {
            preparation.run();
        } finally {
            processes.forEach(process -> signal(process, "-CONT"));
        }
    }

    private static void signal(ChildProcess process, String signal) {
        try {
            var status = new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("kill " + signal + " failed with " + status);
            }
        } catch (IOException e) {
            throw new IllegalStateException("kill cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    /** The processor time that a process has taken until now. */
    static Duration processorTime(ChildProcess process) {
        return ProcessHandle.of(process.pid())
                .flatMap(handle -> handle.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    /** The most memory that a process ever had, in MiB; 0 where the system does not say. */
    static long memory(ChildProcess process) {
        try {
            return Files.readAllLines(Path.of("/proc/%d/status".formatted(process.pid()))).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
