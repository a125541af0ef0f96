package org.rollcall.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a JVM noted down of one run of an application, so that later ones start in half the time: its classes, read and
 * linked. It is of use to the same jars on the same JDK alone, and so carries both in its name. Without one, or with one
 * that the JVM refuses, a start is slower and nothing else.
 */
final class AotCache {

    /** Writing one belongs to the end of a process, and several may end at once. */
    static final Duration WRITING_PATIENCE = Duration.ofMinutes(4);

    private final Path folder;
    private final Path file;
    private final Path unfinished;

    private AotCache(Path folder, String name) {
        this.folder = folder;
        this.file = folder.resolve(name + ".aot");
        this.unfinished = folder.resolve(name + ".unfinished");
    }

    /** The cache of what is run by {@code -jar}, kept beside the folder that the jar lies in. */
    static AotCache of(Path jar) {
        Path application = jar.toAbsolutePath().resolveSibling(".").normalize();
        return new AotCache(application.resolveSibling("aot"), fingerprint(application));
    }

    boolean isWritten() {
        return Files.exists(file);
    }

    /**
     * What to tell a JVM that is to start fast. To compile early what was often called in the run that was noted down would take a
     * start on few cores more time than it saves.
     */
    List<String> use() {
        return isWritten()
                ? List.of("-XX:AOTCache=" + file, "-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTReplayTraining")
                : List.of();
    }

    /** What to tell a JVM that is to note down what it does; it writes the cache while it ends, which takes seconds. */
    List<String> record() {
        try {
            Files.createDirectories(folder);
            return List.of("-XX:AOTCacheOutput=" + unfinished);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Once the JVM that recorded has ended: its cache is used from now on, and those of earlier builds go. */
    void keep() {
        try (Stream<Path> earlier = Files.list(folder)) {
            List<Path> obsolete =
                    earlier.filter(path -> !path.equals(unfinished)).toList();
            if (Files.exists(unfinished)) {
                for (Path path : obsolete) {
                    Files.delete(path);
                }
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the JDK and of all jars: their names, sizes and the time they were written at, which the JVM compares too. */
    private static String fingerprint(Path application) {
        List<String> parts =
                new ArrayList<>(List.of(Runtime.version().toString(), System.getProperty("java.home", "")));
        try (Stream<Path> files = Files.walk(application)) {
            for (Path jar : files.filter(path -> path.toString().endsWith(".jar"))
                    .sorted()
                    .toList()) {
                parts.add(jar + " " + Files.size(jar) + " " + Files.getLastModifiedTime(jar));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Integer.toHexString(parts.hashCode());
    }
}
