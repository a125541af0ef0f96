package org.rollcall.local;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One line that keeps changing while something goes on; where no terminal is, a line now and then. */
final class Progress implements AutoCloseable {

    private static final String CLEAR = "\r\u001b[2K";
    private static final int WIDTH = 110;
    private static final Duration NOW_AND_THEN = Duration.ofSeconds(10);

    private final PrintStream out;
    private final boolean terminal;
    private @Nullable String shown;
    private long lastPrinted = System.nanoTime();

    Progress(PrintStream out) {
        this.out = out;
        this.terminal = System.console() != null && System.console().isTerminal();
    }

    void show(String line) {
        if (line.equals(shown)) {
            return;
        }
        if (terminal) {
            out.print(CLEAR + (line.length() > WIDTH ? line.substring(0, WIDTH) + "…" : line));
            out.flush();
            shown = line;
        } else if (System.nanoTime() - lastPrinted > NOW_AND_THEN.toNanos()) {
            out.println(line);
            lastPrinted = System.nanoTime();
            shown = line;
        }
    }

    void waitingFor(List<String> outstanding) {
        show("Waiting for " + String.join("; ", outstanding));
    }

    /** Takes the line away again. */
    @Override
    public void close() {
        if (terminal && shown != null) {
            out.print(CLEAR);
            out.flush();
        }
    }
}
