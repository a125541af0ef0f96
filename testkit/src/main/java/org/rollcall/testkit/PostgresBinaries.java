package org.rollcall.testkit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs for this machine, unpacked from their archive once per checkout. */
final class PostgresBinaries {

    private static final int EXECUTABLE = 0100;

    private PostgresBinaries() {}

    /** The folder that holds {@code bin}, {@code lib} and {@code share}. */
    static Path folder() {
        Path target = Checkout.root().resolve("testkit/target");
        try {
            Files.createDirectories(target);
            URL archive = archive();
            // The size in the name: another version of the archive is unpacked to another folder.
            Path unpacked =
                    target.resolve("postgres-" + archive.openConnection().getContentLengthLong());
            try (FileChannel channel = FileChannel.open(
                            target.resolve("postgres.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (lock.isValid() && !Files.exists(unpacked)) {
                    // Under another name first: a folder of the final name is always whole.
                    Path unfinished = Files.createTempDirectory(target, "postgres-");
                    unpack(archive, unfinished);
                    Files.move(unfinished, unpacked);
                }
            }
            return unpacked;
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL could not be unpacked below " + target, e);
        }
    }

    private static void unpack(URL archive, Path folder) throws IOException {
        try (InputStream packed = new BufferedInputStream(archive.openStream());
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(packed))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = folder.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                    continue;
                }
                Files.createDirectories(path.resolveSibling("."));
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, path);
                    if ((entry.getMode() & EXECUTABLE) != 0 && !path.toFile().setExecutable(true)) {
                        throw new IOException("Cannot make " + path + " executable");
                    }
                }
            }
        }
    }

    private static URL archive() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        String machine = System.getProperty("os.arch", "").equals("aarch64") ? "arm_64" : "x86_64";
        String name = "/postgres-" + os + "-" + machine + ".txz";
        URL archive = PostgresBinaries.class.getResource(name);
        if (archive == null) {
            throw new ServerFailure("No PostgreSQL for this machine: " + name + " is not on the class path");
        }
        return archive;
    }
}
