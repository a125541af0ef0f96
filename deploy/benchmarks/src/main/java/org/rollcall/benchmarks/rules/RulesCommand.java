package org.rollcall.benchmarks.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.rollcall.benchmarks.Figures;
import org.rollcall.engagement.policy.Policy;
import org.rollcall.testkit.KafkaServer;
import org.rollcall.testkit.PostgresServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./rollcall bench rules}. */
@Command(
        name = "rules",
        description = {
            "engagement-rules: facts stored beside a bare unnest upsert of the same rows; the closing of weeks, week after "
                    + "week and for ten times as many students; a year replayed; the core beside the same rules in Drools."
        })
public final class RulesCommand implements Callable<Integer> {

    private static final String DATABASE = "engagement";
    private static final long BETWEEN_LOOKS = 50_000_000L;
    private static final double WARM = 0.2;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--students",
            defaultValue = "30000",
            description = "Students of the university (${DEFAULT-VALUE}).")
    private int students;

    @Option(
            names = "--many",
            defaultValue = "300000",
            description = "Students of the large one, of which one week is closed; 0 leaves it out (${DEFAULT-VALUE}).")
    private int many;

    @Option(names = "--weeks", defaultValue = "10", description = "Weeks of the university's year (${DEFAULT-VALUE}).")
    private int weeks;

    @Option(
            names = "--sessions",
            defaultValue = "12",
            description = "Sessions of a student in a week (${DEFAULT-VALUE}).")
    private int sessions;

    @Option(
            names = "--seconds",
            defaultValue = "5",
            description = "Seconds for each measurement of the core and of Drools (${DEFAULT-VALUE}).")
    private double seconds;

    @Option(
            names = "--jvm",
            split = ",",
            description = "Arguments for the service's JVM, such as -Drollcall.engagement.students-at-once=1000.")
    private List<String> jvm = new ArrayList<>();

    @Override
    public Integer call() throws IOException, SQLException {
        var figures = new Figures("rules").with("cores", Runtime.getRuntime().availableProcessors());
        if (seconds > 0) {
            measureCore(figures);
        }
        measureYear(figures);
        if (many > 0) {
            measureMany(figures);
        }
        say(figures.toString());
        return 0;
    }

    private void measureCore(Figures figures) {
        var evaluations = new Evaluations();
        for (var length : List.of(1, 5, 10, 20, 40)) {
            var rates = evaluations.measure(length, seconds);
            say("%2d weeks behind them: the core assesses %,.0f students a second, Drools %,.0f"
                    .formatted(length, rates.core(), rates.engine()));
            figures.with("core%dWeeksPerSecond".formatted(length), Math.round(rates.core()))
                    .with("drools%dWeeksPerSecond".formatted(length), Math.round(rates.engine()))
                    .ratio("coreOverDrools%dWeeks".formatted(length), rates.core(), rates.engine());
        }
    }

    private void measureYear(Figures figures) throws IOException, SQLException {
        var university = new University(students, sessions);
        try (var servers = new Servers()) {
            var limit = limit(servers, university, figures);
            try (var topics = new Topics(servers.kafka.bootstrapServers())) {
                topics.publishStudents(university);
                for (var week = 1; week <= weeks; week++) {
                    topics.publishWeek(university, week);
                }
                say("%,d facts of %,d students are published"
                        .formatted((long) weeks * university.factsAWeek(), students));
                try (var service = servers.startService(jvm)) {
                    var rate = factsPerSecond(topics, (long) weeks * university.factsAWeek());
                    say("Facts stored: %,.0f a second, %.0f %% of the limit".formatted(rate, 100 * rate / limit));
                    figures.with("factsPerSecond", Math.round(rate)).ratio("factsOfLimit", rate, limit);
                    service.awaitSettled();
                    closeWeeks(service, figures);
                    replay(service, figures);
                }
            }
        }
    }

    private double limit(Servers servers, University university, Figures figures) throws SQLException {
        var upsert = new BareUpsert(servers.postgres.createDatabase("bare"), university);
        // Not fewer rows than a term has: a table that fits into the server's memory would make another limit.
        var limitWeeks = Math.min(weeks, 10);
        var one = upsert.rowsPerSecond(limitWeeks, 1);
        var two = upsert.rowsPerSecond(limitWeeks, 2);
        say("Bare unnest upsert: %,.0f rows a second by one connection, %,.0f by two".formatted(one, two));
        figures.with("bareUpsertPerSecond", Math.round(one)).with("bareUpsertByTwoPerSecond", Math.round(two));
        return Math.max(one, two);
    }

    /** Once warm: from a fifth of the facts on to the last. */
    private static double factsPerSecond(Topics topics, long facts) {
        var begun = 0L;
        var before = 0L;
        while (true) {
            var taken = topics.taken();
            var now = System.nanoTime();
            if (begun == 0 && taken >= facts * WARM) {
                begun = now;
                before = taken;
            }
            if (taken >= facts) {
                return (taken - before) * 1e9 / (now - begun);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS);
        }
    }

    private void closeWeeks(Service service, Figures figures) {
        var slowest = 0.0;
        var first = 0.0;
        var last = 0.0;
        for (var week = 1; week <= weeks; week++) {
            last = close(service, week);
            first = week == 1 ? last : first;
            slowest = Math.max(slowest, last);
            say("Week %d of %,d students: closed, assessed, published and acknowledged in %.1f s"
                    .formatted(week, students, last));
        }
        figures.with("students", students)
                .with("firstWeekSeconds", rounded(first))
                .with("weeks", weeks)
                .with("lastWeekSeconds", rounded(last))
                .with("slowestWeekSeconds", rounded(slowest));
    }

    private static double close(Service service, int week) {
        var begun = System.nanoTime();
        service.setClock(University.closeOf(week));
        service.awaitSettled();
        return (System.nanoTime() - begun) / 1e9;
    }

    private void replay(Service service, Figures figures) throws IOException {
        var begun = System.nanoTime();
        var path = "/policy-replays/"
                + service.post("/policy-replays", Map.of("academicYear", "2026/27", "policy", candidate()))
                        .get("id")
                        .asText();
        while (!service.get(path).get("state").asText().equals("DONE")) {
            LockSupport.parkNanos(BETWEEN_LOOKS);
        }
        var took = (System.nanoTime() - begun) / 1e9;
        var facts = (long) weeks * students * sessions;
        say("A candidate policy over the year: %,d facts in %.1f s, %s raises would differ"
                .formatted(facts, took, service.get(path).get("differences").get("total")));
        figures.with("replaySeconds", rounded(took)).with("replayedFactsPerSecond", Math.round(facts / took));
    }

    /** The default policy with an earlier second contact. */
    private static String candidate() throws IOException {
        try (var file = Objects.requireNonNull(Policy.class.getResourceAsStream("/policies/default.yaml"))) {
            return new String(file.readAllBytes(), UTF_8).replace("weeks: 3", "weeks: 2");
        }
    }

    private void measureMany(Figures figures) throws IOException, SQLException {
        var university = new University(many, sessions);
        try (var servers = new Servers();
                var topics = new Topics(servers.kafka.bootstrapServers())) {
            topics.publishStudents(university);
            topics.publishWeek(university, 1);
            try (var service = servers.startService(jvm)) {
                var rate = factsPerSecond(topics, university.factsAWeek());
                say("Facts of %,d students: %,.0f a second".formatted(many, rate));
                service.awaitSettled();
                var took = close(service, 1);
                say("A week of %,d students: closed, assessed, published and acknowledged in %.1f s"
                        .formatted(many, took));
                figures.with("many", many)
                        .with("manyFactsPerSecond", Math.round(rate))
                        .with("manyWeekSeconds", rounded(took));
            }
        }
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    private static double rounded(double seconds) {
        return Math.round(10 * seconds) / 10.0;
    }

    /** A broker and a database server of their own, with nothing in them. */
    private static final class Servers implements AutoCloseable {

        private final Path folder;
        private final KafkaServer kafka;
        private final PostgresServer postgres;

        Servers() throws IOException {
            folder = Files.createTempDirectory("rollcall-bench-");
            kafka = KafkaServer.temporary();
            postgres = PostgresServer.temporary();
            kafka.start().createTopics();
            postgres.start();
        }

        Service startService(List<String> jvmArguments) {
            return new Service(folder, kafka.bootstrapServers(), postgres.createDatabase(DATABASE), jvmArguments);
        }

        @Override
        public void close() {
            kafka.close();
            postgres.close();
            try (var files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
