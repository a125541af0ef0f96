package org.rollcall.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.rollcall.testkit.ChildProcess;
import org.rollcall.testkit.MailServer;
import org.rollcall.testkit.Ports;

/** The mail server of the stack as a process of its own, so that mail goes on whatever becomes of the process above it. */
public final class MailProcess {

    private static final Duration START_PATIENCE = Duration.ofSeconds(30);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);

    private final Layout layout;
    private final StackFolder folder;
    private volatile @Nullable ChildProcess process;

    MailProcess(Layout layout, StackFolder folder) {
        this.layout = layout;
        this.folder = folder;
    }

    /** What runs in that process: serves mail until it is ended. */
    public static void main(String[] arguments) throws InterruptedException {
        MailServer.keeping(Path.of(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]))
                .start();
        new CountDownLatch(1).await();
    }

    /** Starts the server and returns when it is ready. */
    void start() {
        ChildProcess started = ChildProcess.start(
                "Mail",
                OwnJvm.command(
                        List.of("-Xmx256m"),
                        MailProcess.class,
                        List.of(
                                layout.folder().resolve("mail").toString(),
                                Integer.toString(layout.smtp()),
                                Integer.toString(layout.imap()))),
                layout.log("mail"),
                folder.mailPidFile());
        process = started;
        started.awaitReady(() -> Ports.answers(layout.smtp()) && Ports.answers(layout.imap()), START_PATIENCE);
    }

    Optional<ChildProcess> process() {
        return Optional.ofNullable(process);
    }

    void stop() {
        process().ifPresent(running -> running.stop(STOP_PATIENCE));
    }
}
