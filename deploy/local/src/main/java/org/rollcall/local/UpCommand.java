package org.rollcall.local;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "up", description = "Starts the whole suite and stays until Ctrl-C, or ./rollcall down, ends it.")
final class UpCommand implements Callable<Integer> {

    @Option(
            names = "--clock",
            paramLabel = "INSTANT",
            description = "Give all services an adjustable clock that begins here, such as 2026-09-21T08:00:00Z.")
    private @Nullable Instant clock;

    @Option(names = "--detach", description = "Return when all is ready; the suite goes on in the background.")
    private boolean detach;

    @Option(names = "--port-offset", paramLabel = "N", defaultValue = "0", description = "Move every port by N.")
    private int portOffset;

    @Option(
            names = "--secured",
            description =
                    "Start a broker that asks everyone who they are, by TLS and a password, and allows each what they"
                            + " need. The settings of its clients are in .rollcall/kafka/security.")
    private boolean secured;

    @Option(names = "--in-background", hidden = true)
    private boolean inBackground;

    private final StackFolder folder = new StackFolder(Layout.usualFolder());

    @Override
    public Integer call() throws InterruptedException {
        if (folder.owner().isPresent()) {
            return sayItIsUp();
        }
        if (detach) {
            return DetachedStart.run(folder, ownArguments());
        }
        Layout layout = Layout.usual(Layout.usualFolder(), portOffset);
        LocalStack stack = switch (ClockPlan.of(clock, folder.clock(), folder.hasData())) {
            case ClockPlan.Machine() -> start(layout, null, "Starting Rollcall on the clock of this machine.");
            case ClockPlan.Standing(Instant at) -> start(layout, at, "Starting Rollcall at " + at + standsLater(at));
            case ClockPlan.Advancing(Instant from, Instant to) -> {
                LocalStack started = start(
                        layout, from, "Starting Rollcall at " + from + ", where its data is; " + to + " comes after.");
                ClockCommand.travel(new RunningStack(layout), to);
                yield started;
            }
            case ClockPlan.Refused() ->
                throw new Refusal("The data in " + Layout.usualFolder()
                        + " was made by the clock of this machine, which cannot be adjusted."
                        + " Start without --clock, or delete that folder to begin anew.");
        };
        System.out.println("\n" + Overview.of(stack.layout()));
        System.out.println(inBackground ? "" : "\nCtrl-C, or ./rollcall down, ends all of it.");
        folder.markReady();
        new CountDownLatch(1).await();
        return 0;
    }

    private LocalStack start(Layout layout, @Nullable Instant at, String announcement) {
        System.out.println(announcement);
        LocalStack stack = new LocalStack(layout, at, System.out::println);
        if (secured) {
            stack.secured();
        }
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "end"));
        long begun = System.nanoTime();
        try {
            stack.start();
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
        System.out.printf("All is ready after %.1f s.%n", (System.nanoTime() - begun) / 1e9);
        return stack;
    }

    private int sayItIsUp() {
        System.out.println(
                folder.isReady() ? "Rollcall is up already." : "Rollcall is just being started by another command.");
        if (clock != null) {
            System.out.println("Its clock is not touched: ./rollcall clock " + clock + " sets it.");
        }
        folder.layout().ifPresent(layout -> System.out.println("\n" + Overview.of(layout)));
        return 0;
    }

    private String standsLater(Instant at) {
        return clock != null && clock.isBefore(at)
                ? ", where its data is: time does not go back to " + clock + ". Delete " + Layout.usualFolder()
                        + " to begin anew."
                : ".";
    }

    private List<String> ownArguments() {
        List<String> arguments = new ArrayList<>(List.of("up", "--in-background", "--port-offset=" + portOffset));
        if (clock != null) {
            arguments.add("--clock=" + clock);
        }
        if (secured) {
            arguments.add("--secured");
        }
        return arguments;
    }
}
