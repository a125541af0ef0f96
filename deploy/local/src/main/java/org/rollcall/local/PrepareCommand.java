package org.rollcall.local;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.rollcall.campus.Campus;
import org.rollcall.campus.Day;
import org.rollcall.campus.Line;
import org.rollcall.campus.Week;
import org.rollcall.testkit.Checkout;
import org.rollcall.testkit.Folders;
import picocli.CommandLine.Command;

/**
 * Runs what was just built once, beside whatever else runs, so that its starts are quick from then on: a campus lives its
 * first week, while each service notes down which classes it needs. What the services say of it is thrown away.
 */
@Command(name = "prepare", hidden = true, description = "Gets what was just built ready for quick starts.")
final class PrepareCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Path FOLDER = Checkout.root().resolve("deploy/local/target/preparing");

    @Override
    public Integer call() throws IOException {
        new StackFolder(FOLDER).endLeftovers();
        Folders.delete(FOLDER);
        Campus campus = Campus.standard();
        LocalStack stack = LocalStack.recording(Layout.onFreePorts(FOLDER), campus.opens());
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "end"));
        try (stack) {
            stack.start();
            live(campus, new RunningStack(stack.layout()));
            look(campus, stack.layout());
        }
        Folders.delete(FOLDER);
        return 0;
    }

    /** Until the first week has closed, so that every service has had something to do. */
    private static void live(Campus campus, RunningStack stack) throws IOException {
        Week first = campus.weeks().get(0);
        Week second = campus.weeks().get(1);
        try (Publisher publisher = stack.publisher()) {
            publish(publisher, campus.reference());
            for (Day day : first.days()) {
                publish(publisher, day.lines());
            }
        }
        stack.travelTo(second.days().get(2).evening());
    }

    /** What a user looks at first. */
    private static void look(Campus campus, Layout layout) throws IOException {
        String student = campus.students().getFirst();
        Map<Service, String> pages = Map.of(
                Service.ATTENDANCE_INGEST, "/students/" + student + "/attendance",
                Service.ENGAGEMENT_RULES, "/students/" + student + "/engagement?academicYear=2026/27",
                Service.CASE_MANAGEMENT, "/cases",
                Service.APPEALS_SERVICE, "/appeals",
                Service.NOTIFICATION_SERVICE, "/emails");
        String token = new Tokens(layout).of("r.holt");
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (Map.Entry<Service, String> page : pages.entrySet()) {
                client.send(
                        HttpRequest.newBuilder(layout.url(page.getKey()).resolve(page.getValue()))
                                .header("Authorization", "Bearer " + token)
                                .timeout(PATIENCE)
                                .build(),
                        BodyHandlers.discarding());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void publish(Publisher publisher, List<Line> lines) throws IOException {
        String text = lines.stream().map(Line::json).collect(Collectors.joining("\n"));
        publisher.publish("campus", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
