package org.rollcall.local;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.rollcall.campus.Campus;
import org.rollcall.local.demo.Demonstration;
import org.rollcall.local.demo.Demonstration.Ending;
import org.rollcall.local.demo.Suite;
import org.rollcall.testkit.KafkaSecurity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description =
                "Lives eight weeks of a small campus, says what came of them beside what must, and leaves the suite"
                        + " up. Ends with status 0 when all agrees.")
final class DemoCommand implements Callable<Integer> {

    @Option(
            names = "--port-offset",
            paramLabel = "N",
            defaultValue = "0",
            description = "Move every port by N, when the suite is not up yet.")
    private int portOffset;

    private final StackFolder folder = new StackFolder(Layout.usualFolder());
    private final Campus campus = Campus.standard();

    @Override
    public Integer call() throws InterruptedException {
        if (folder.hasData() && folder.clockStart().isEmpty()) {
            throw refusal("it lives by the clock of this machine, and eight weeks would take that long");
        }
        if (folder.owner().isEmpty() && DetachedStart.run(folder, start()) != 0) {
            return 1;
        }
        boolean terminal = System.console() != null && System.console().isTerminal();
        RunningStack running = RunningStack.in(Layout.usualFolder());
        Suite suite = new FromOutside(running, new Tokens(running.layout()));
        return switch (new Demonstration(campus, suite, System.out, terminal).run()) {
            case Ending.Agreement() -> 0;
            case Ending.Difference() -> 1;
            case Ending.Impossible(String reason) -> throw refusal(reason);
        };
    }

    /** Data goes on where it stands; without any, the campus' first morning it is. */
    private List<String> start() {
        List<String> arguments = new ArrayList<>(List.of("up", "--in-background", "--port-offset=" + portOffset));
        if (!folder.hasData()) {
            arguments.add("--clock=" + campus.opens());
        }
        return arguments;
    }

    private static Refusal refusal(String reason) {
        return new Refusal("The demonstration needs a suite of its own, and this one has other data: " + reason + ".\n"
                + "The data is in " + Layout.usualFolder()
                + ": ./rollcall down, move that folder away or delete it, and"
                + " ./rollcall demo begins anew.");
    }

    /** The running stack as the demonstration sees it. */
    private record FromOutside(RunningStack stack, Tokens tokens) implements Suite {

        /** A faculty's office sees also what was refused, and this is everybody's. */
        private static final String USER = "academic-office";

        @Override
        public URI url(Part part) {
            return stack.layout()
                    .url(
                            switch (part) {
                                case ATTENDANCE -> Service.ATTENDANCE_INGEST;
                                case ENGAGEMENT -> Service.ENGAGEMENT_RULES;
                                case CASES -> Service.CASE_MANAGEMENT;
                                case NOTIFICATIONS -> Service.NOTIFICATION_SERVICE;
                            });
        }

        @Override
        public String user() {
            return USER;
        }

        @Override
        public String token() {
            return tokens.patiently(USER);
        }

        @Override
        public Map<String, Object> kafka() {
            return stack.kafka(KafkaSecurity.OBSERVER);
        }

        @Override
        public int imapPort() {
            return stack.layout().imap();
        }

        @Override
        public Instant now() {
            return stack.now();
        }

        @Override
        public void travelTo(Instant target) {
            stack.travelTo(target);
        }

        @Override
        public void settle() {
            stack.settle();
        }

        @Override
        public void publish(List<String> lines) {
            byte[] text = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
            try (Publisher publisher = stack.publisher()) {
                List<String> failed = publisher
                        .publish("demo", new ByteArrayInputStream(text))
                        .unusable();
                if (!failed.isEmpty()) {
                    throw new Refusal("Not everything could be published; ./rollcall demo goes on from here.\n"
                            + String.join("\n", failed));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
