package org.rollcall.local;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "clock",
        description =
                "Shows the clocks of the services, or lives on to an instant: all that falls due on the way is done.")
final class ClockCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Parameters(arity = "0..1", paramLabel = "INSTANT", description = "Such as 2026-10-12T00:00:00Z.")
    private @Nullable Instant target;

    @Override
    public Integer call() {
        RunningStack stack = RunningStack.in(Layout.usualFolder());
        if (target == null) {
            System.out.println(table(stack));
        } else {
            travel(stack, target);
        }
        return 0;
    }

    /** Lives until the target and says so. */
    static void travel(RunningStack stack, Instant target) {
        long begun = System.nanoTime();
        try (Progress progress = new Progress(System.out)) {
            stack.travelTo(target, PATIENCE, passing -> progress.show("It is " + passing), progress::waitingFor);
        }
        System.out.printf("All clocks stand at %s, after %.1f s.%n", target, (System.nanoTime() - begun) / 1e9);
    }

    private static Table table(RunningStack stack) {
        List<List<String>> rows = new ArrayList<>();
        stack.clocks()
                .forEach((service, clock) -> rows.add(List.of(
                        service.title(),
                        clock.now().toString(),
                        clock.nextDue() == null ? "-" : clock.nextDue().toString())));
        return new Table(List.of("Service", "Clock", "Next work"), rows);
    }
}
