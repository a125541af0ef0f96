package org.rollcall.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts the stack in a process that outlives this one and its terminal, and shows what it says until it is ready. */
final class DetachedStart {

    private static final int POLL_MILLIS = 100;

    private DetachedStart() {}

    /** Returns when all is ready, with 0, or when the start has failed, with 1. */
    static int run(StackFolder folder, List<String> arguments) throws InterruptedException {
        Path log = Layout.usualFolder().resolve("logs/rollcall.log");
        try {
            Files.createDirectories(log.resolveSibling("."));
            // A log of its own for every start: what is shown is what this one says.
            Files.deleteIfExists(log);
            Files.createFile(log);
            List<String> command = new ArrayList<>(List.of("nohup"));
            command.addAll(OwnJvm.command(List.of(), Rollcall.class, arguments));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            try (InputStream output = Files.newInputStream(log)) {
                boolean over = false;
                while (!over) {
                    over = process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS) || folder.isReady();
                    output.transferTo(System.out);
                }
            }
            if (!process.isAlive()) {
                return 1;
            }
            System.out.println("Rollcall goes on in the background; ./rollcall down ends it.");
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
