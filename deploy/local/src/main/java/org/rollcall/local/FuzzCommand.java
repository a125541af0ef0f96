package org.rollcall.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rollcall.testkit.fuzz.Credentials;
import org.rollcall.testkit.fuzz.Fuzzer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "fuzz",
        description = {
            "Asks every service of the running suite what its OpenAPI lets one ask, and much that it does not, as people of",
            "every role, and tells which answers are failures or other than described. It changes what it can: use a suite",
            "whose data nobody needs."
        })
final class FuzzCommand implements Callable<Integer> {

    @Option(names = "--requests", paramLabel = "N", defaultValue = "5000", description = "How many of each service.")
    private int requests;

    @Option(names = "--seed", paramLabel = "N", description = "The run that was printed with it, once more.")
    private @Nullable Long seed;

    @Option(names = "--service", paramLabel = "NAME", description = "Only this one.")
    private @Nullable String only;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Layout layout = RunningStack.in(Layout.usualFolder()).layout();
        long usedSeed = seed == null ? System.nanoTime() : seed;
        boolean sound = true;
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (Service service : asked()) {
                URI url = layout.url(service);
                String openApi = client.send(
                                HttpRequest.newBuilder(url.resolve("/q/openapi?format=JSON"))
                                        .build(),
                                BodyHandlers.ofString())
                        .body();
                Fuzzer.Report report = new Fuzzer(openApi, url, credentials(layout), usedSeed).run(requests);
                System.out.printf("%s: %s%n%n", service.title(), report);
                sound &= report.findings().isEmpty();
            }
        }
        return sound ? 0 : 1;
    }

    /** Of each role the first demo user who has it. */
    private static Credentials credentials(Layout layout) {
        Tokens tokens = new Tokens(layout);
        return caller -> DemoUser.all().stream()
                .filter(user -> user.role().equals(caller.role()))
                .findFirst()
                .map(user -> Map.of("Authorization", "Bearer " + tokens.of(user.name())))
                .orElse(Map.of());
    }

    private List<Service> asked() {
        List<Service> asked = List.of(Service.values()).stream()
                .filter(service -> only == null || service.title().equals(only))
                .toList();
        if (asked.isEmpty()) {
            throw new Refusal("There is no service " + only);
        }
        return asked;
    }
}
