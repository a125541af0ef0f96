package org.rollcall.local;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "status", description = "Shows what runs where; ends with status 0 when all of it is ready.")
final class StatusCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        StackFolder folder = new StackFolder(Layout.usualFolder());
        Optional<Layout> layout = folder.layout();
        if (layout.isEmpty() || (folder.owner().isEmpty() && !folder.hasLeftovers())) {
            System.out.println("Rollcall is not up.");
            return 1;
        }
        if (folder.owner().isEmpty()) {
            System.out.println("Rollcall was killed and has left parts running: ./rollcall down, or up, ends them.\n");
        }
        Overview overview = Overview.of(layout.get());
        System.out.println(overview);
        folder.clock().ifPresent(clock -> System.out.println("\nThe adjustable clock stands at " + clock + "."));
        System.out.println("\nWho can be asked for with ./rollcall token:\n" + DemoUser.table());
        return overview.isComplete() ? 0 : 1;
    }
}
