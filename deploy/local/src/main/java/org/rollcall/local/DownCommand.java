package org.rollcall.local;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;

@Command(name = "down", description = "Ends the suite, in order.")
final class DownCommand implements Callable<Integer> {

    private static final int PATIENCE_SECONDS = 60;

    @Override
    public Integer call() throws InterruptedException {
        StackFolder folder = new StackFolder(Layout.usualFolder());
        Optional<ProcessHandle> owner = folder.owner();
        if (owner.isEmpty()) {
            System.out.println(
                    folder.hasLeftovers()
                            ? "Rollcall was killed; what it had left running is ended."
                            : "Rollcall is not up.");
        } else {
            System.out.println("Ending Rollcall (process " + owner.get().pid() + ").");
            end(owner.get());
            System.out.println("Rollcall is down.");
        }
        folder.endLeftovers();
        folder.release();
        return 0;
    }

    private static void end(ProcessHandle owner) throws InterruptedException {
        owner.destroy();
        try {
            owner.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            System.out.println("It does not end within " + PATIENCE_SECONDS + " s and is killed.");
            owner.destroyForcibly();
        }
    }
}
