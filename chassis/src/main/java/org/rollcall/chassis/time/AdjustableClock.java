package org.rollcall.chassis.time;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * A clock that stands still until it is set, so that a term can be lived in a minute. With a file it stands where it was
 * when its service starts again.
 */
public final class AdjustableClock implements InstantSource {

    private final Optional<Path> file;
    private volatile Instant now;

    AdjustableClock(Instant start, Optional<Path> file) {
        this.file = file;
        this.now = file.filter(Files::exists).map(AdjustableClock::read).orElse(start);
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** Sets the clock, in either direction: only the edge insists that time goes forward. */
    public synchronized void set(Instant instant) {
        file.ifPresent(path -> write(path, instant));
        now = instant;
    }

    private static Instant read(Path path) {
        try {
            return Instant.parse(Files.readString(path).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By way of a second file, so that a kill in the middle leaves the old instant or the new one. */
    private static void write(Path path, Instant instant) {
        try {
            var draft = path.resolveSibling(path.getFileName() + ".new");
            Files.writeString(draft, instant.toString());
            Files.move(draft, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
