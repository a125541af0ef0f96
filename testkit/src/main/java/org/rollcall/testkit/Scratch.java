package org.rollcall.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Folders for servers whose data nobody keeps, one per use, below one per JVM. They are deleted when the JVM ends. A
 * JVM that was killed cannot clean up: the next one ends the servers that it left running and deletes their folders.
 */
final class Scratch {

    private static final Path ALL = Path.of(System.getProperty("java.io.tmpdir"), "rollcall-testkit");
    private static final Path OURS =
            ALL.resolve(Long.toString(ProcessHandle.current().pid()));
    private static final AtomicInteger COUNT = new AtomicInteger();

    static {
        sweep();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> clear(OURS), "scratch-cleaner"));
    }

    private Scratch() {}

    /** A new folder; servers put their pid files directly into it. */
    static Path folder(String purpose) {
        try {
            return Files.createDirectories(OURS.resolve(purpose + "-" + COUNT.incrementAndGet()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void sweep() {
        if (Files.isDirectory(ALL)) {
            children(ALL).stream().filter(Scratch::isAbandoned).forEach(Scratch::clear);
        }
    }

    private static boolean isAbandoned(Path folder) {
        try {
            return ProcessHandle.of(Long.parseLong(folder.getFileName().toString()))
                    .isEmpty();
        } catch (NumberFormatException notOurs) {
            return false;
        }
    }

    /** Ends what the pid files below name, then deletes; what another JVM deletes at the same time is no matter. */
    private static void clear(Path folder) {
        for (Path server : children(folder)) {
            children(server).stream()
                    .filter(file -> file.toString().endsWith(".pid"))
                    .forEach(ChildProcess::endLeftover);
        }
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException | UncheckedIOException gone) {
            folder.toFile().delete();
        }
    }

    private static List<Path> children(Path folder) {
        try (Stream<Path> children = Files.isDirectory(folder) ? Files.list(folder) : Stream.<Path>empty()) {
            return children.toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
