package org.rollcall.local;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "settle",
        description = "Waits until no service has anything left to consume, to publish or to do at its present time.")
final class SettleCommand implements Callable<Integer> {

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description = "Give up after this long, with status 1.")
    private int timeout;

    @Override
    public Integer call() {
        RunningStack stack = RunningStack.in(Layout.usualFolder());
        long begun = System.nanoTime();
        try (Progress progress = new Progress(System.out)) {
            stack.settle(Duration.ofSeconds(timeout), progress::waitingFor);
        }
        System.out.printf("Settled after %.1f s.%n", (System.nanoTime() - begun) / 1e9);
        return 0;
    }
}
