package org.rollcall.benchmarks.ingest;

import static java.util.stream.Collectors.joining;
import static org.rollcall.benchmarks.ingest.Measured.holding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.rollcall.benchmarks.Figures;
import org.rollcall.testkit.Database;
import org.rollcall.testkit.KafkaServer;
import org.rollcall.testkit.PostgresServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Swipes become attendance: matched with a full timetable, each record's history kept, and every change published and
 * acknowledged. Beside it, on the same broker and the same durable database, in the same run: Kafka Connect storing the bare
 * swipes, and two plain consumers doing so, which is the limit; and two that do the least which leaves a history and events.
 *
 * <p>Everybody is warmed up with the first sessions of the term, then held while the others are published, and let go: the
 * time runs from there until the last offset is committed, which each does when its work is durable.
 */
@Command(name = "ingest", description = "Swipes to attendance, beside Kafka Connect and beside plain inserts.")
public final class IngestBenchmark implements Callable<Integer> {

    private static final String SWIPES = "attendance.swipes";
    private static final int PARTS = 8;

    /** What all who are measured, and the timetable, write to the log for a swipe, generously. */
    private static final int LOG_BYTES_PER_SWIPE = 2_500;

    /** What a small disk has room for. */
    private static final int MOST_LOG_MEGABYTES = 5_000;

    @Option(names = "--swipes", defaultValue = "2000000", description = "How many swipes (${DEFAULT-VALUE}).")
    private int swipes;

    @Option(
            names = "--students",
            defaultValue = "30000",
            description = "How many students make them (${DEFAULT-VALUE}).")
    private int students;

    @Option(names = "--instances", defaultValue = "1", description = "How many instances of ours (${DEFAULT-VALUE}).")
    private int instances;

    @Option(names = "--batch", defaultValue = "0", description = "Swipes that ours polls at once; by default its own.")
    private int batch;

    @Option(
            names = "--warm-up",
            defaultValue = "10",
            description = "Percent of the swipes taken before (${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--without-connect", description = "Leave out Kafka Connect, which is fetched otherwise.")
    private boolean withoutConnect;

    @Override
    public Integer call() throws IOException, SQLException {
        var sessions = Math.max(1, Math.round((float) swipes / students));
        var warm = Math.max(1, sessions * warmUp / 100);
        var term = new Term(
                students, warm + sessions, LocalDate.now(ZoneOffset.UTC).plusDays(1));
        var folder = Files.createTempDirectory("rollcall-bench");
        var log = Math.clamp((long) swipes * LOG_BYTES_PER_SWIPE / 1_000_000, 32, MOST_LOG_MEGABYTES);
        var figures = new Figures("ingest");
        try (var kafka = KafkaServer.temporary().start();
                var postgres = PostgresServer.temporary(aged(log)).start();
                var broker = new Broker(kafka.bootstrapServers())) {
            kafka.createTopics();
            postgres.fillLog(log);
            var ours = ours(term, warm, broker, postgres, folder, figures);
            var plain = plain(term, warm, broker, postgres);
            var least = least(term, warm, broker, postgres);
            figures.with("plainPerSecond", plain.perSecond()).with("leastPerSecond", least.perSecond());
            if (!withoutConnect) {
                KafkaConnect.fetch();
                kafka.createTopic(KafkaConnect.TOPIC);
                var connect = connect(term, warm, broker, postgres, folder);
                figures.with("connectPerSecond", connect.perSecond())
                        .ratio("oursToConnect", ours.perSecond(), connect.perSecond());
            }
            figures.ratio("oursToPlain", ours.perSecond(), plain.perSecond())
                    .ratio("leastToPlain", least.perSecond(), plain.perSecond())
                    .ratio("oursToLeast", ours.perSecond(), least.perSecond());
        } finally {
            say("The logs are in %s", folder);
        }
        System.out.println(figures);
        return 0;
    }

    /**
     * A server whose log's files are all there and have room for the whole run: otherwise the first would wait for files to be
     * made which the later find, and a checkpoint would fall into the time of some and not of others.
     */
    private static Map<String, String> aged(int logMegabytes) {
        return Map.of(
                "min_wal_size", logMegabytes + "MB",
                "max_wal_size", 4 * logMegabytes + "MB",
                "checkpoint_timeout", "1h");
    }

    private Measured ours(Term term, int warm, Broker broker, PostgresServer postgres, Path folder, Figures figures)
            throws SQLException {
        var database = postgres.createDatabase("attendance");
        var services = new ArrayList<OurService>();
        try {
            for (var number = 1; number <= instances; number++) {
                services.add(OurService.start(broker.bootstrapServers(), database, batch, folder, number));
            }
            var processes = services.stream().map(OurService::process).toList();
            var begun = Instant.now();
            broker.publishing("student.cards", outlet -> {
                for (var number = 0; number < term.students(); number++) {
                    outlet.publish(Term.card(number), term.cardJson(number));
                }
            });
            broker.awaitTaken(OurService.GROUP, List.of("student.cards"));
            broker.publishing("timetable.sessions", outlet -> {
                for (var session = 0; session < term.sessionsEach(); session++) {
                    for (var group = 0; group < term.groups(); group++) {
                        outlet.publish(term.sessionId(group, session), term.sessionJson(group, session));
                    }
                }
            });
            broker.awaitTaken(OurService.GROUP, List.of("timetable.sessions"));
            var timetable = Duration.between(begun, Instant.now());
            say("The timetable of %,d places was taken in %s", expected(database), inWords(timetable));
            tidy(database);

            publish(term, 0, warm, broker);
            broker.awaitTaken(OurService.GROUP, List.of(SWIPES));
            var published = new AtomicLong();
            holding(processes, () -> published.set(publish(term, warm, term.sessionsEach(), broker)));
            var processorBefore =
                    processes.stream().map(Measured::processorTime).reduce(Duration.ZERO, Duration::plus);
            var logBefore = written(database);
            var begin = Instant.now();
            var progress = new Progress(begin, published.get());
            Instant end;
            List<String> shares;
            try (var profile = new Profile(database)) {
                end = broker.awaitTaken(OurService.GROUP, List.of(SWIPES), progress::left);
                shares = profile.shares(12);
            }
            var measured = Measured.between(begin, end, published.get());
            var log = written(database) - logBefore;
            var processor = processes.stream()
                    .map(Measured::processorTime)
                    .reduce(Duration.ZERO, Duration::plus)
                    .minus(processorBefore);
            check(database, term);
            var rates = progress.perSecond(PARTS);
            sayEachPart(rates);
            say("What its connections did meanwhile, in shares of the time:");
            shares.forEach(share -> say("  %s", share));
            figures.with("swipes", measured.swipes())
                    .with("students", students)
                    .with("instances", instances)
                    .with("oursPerSecond", measured.perSecond())
                    .ratio("oursLastEighthToFirst", rates.getLast(), rates.getFirst())
                    .with("oursSeconds", seconds(measured.took()))
                    .with("oursProcessorSeconds", seconds(processor))
                    .with("oursLogBytesPerSwipe", log / measured.swipes())
                    .with(
                            "oursMemoryMiB",
                            processes.stream().mapToLong(Measured::memory).max().orElse(0))
                    .with("timetablePlacesPerSecond", Math.round(expected(database) * 1e9 / timetable.toNanos()));
            say(
                    "Ours: %,d swipes in %s, %,d a second",
                    measured.swipes(), inWords(measured.took()), measured.perSecond());
            return measured;
        } finally {
            services.forEach(OurService::stop);
        }
    }

    private Measured plain(Term term, int warm, Broker broker, PostgresServer postgres) throws SQLException {
        var database = postgres.createDatabase("plain");
        BareSwipes.createTable(database);
        var measured = byPlainConsumers(term, warm, broker, database, new BareSwipes());
        say(
                "Plain consumers: %,d swipes in %s, %,d a second",
                measured.swipes(), inWords(measured.took()), measured.perSecond());
        return measured;
    }

    private Measured least(Term term, int warm, Broker broker, PostgresServer postgres) throws SQLException {
        var database = postgres.createDatabase("least");
        LeastRecords.createTable(database);
        try (var work = new LeastRecords(term, broker.producer())) {
            var measured = byPlainConsumers(term, warm, broker, database, work);
            var expected = (long) term.students() * term.sessionsEach();
            var lines = number(database, "SELECT count(*) FROM line");
            if (lines != expected) {
                throw new IllegalStateException("Of %d lines %d were written".formatted(expected, lines));
            }
            say(
                    "The least with a history and events: %,d swipes in %s, %,d a second",
                    measured.swipes(), inWords(measured.took()), measured.perSecond());
            return measured;
        }
    }

    /** The topic of before, read again: first a part of it, to warm up. */
    private static Measured byPlainConsumers(
            Term term, int warm, Broker broker, Database database, PlainConsumers.Work work) {
        var consumers = new PlainConsumers(broker.bootstrapServers(), database, 10_000, work);
        var ends = broker.ends(SWIPES);
        var begins = new HashMap<>(ends);
        var warmed = new HashMap<>(ends);
        begins.replaceAll((_, _) -> 0L);
        warmed.replaceAll((_, end) -> end * warm / term.sessionsEach());
        consumers.take(begins, warmed);
        return consumers.take(warmed, ends);
    }

    private Measured connect(Term term, int warm, Broker broker, PostgresServer postgres, Path folder)
            throws SQLException {
        var database = postgres.createDatabase("connect");
        BareSwipes.createTable(database);
        var connect = KafkaConnect.start(broker.bootstrapServers(), database, folder);
        try {
            publishForConnect(term, 0, warm, broker);
            broker.awaitTaken(KafkaConnect.GROUP, List.of(KafkaConnect.TOPIC));
            var published = new AtomicLong();
            holding(
                    List.of(connect.process()),
                    () -> published.set(publishForConnect(term, warm, term.sessionsEach(), broker)));
            var begin = Instant.now();
            var progress = new Progress(begin, published.get());
            var end = broker.awaitTaken(KafkaConnect.GROUP, List.of(KafkaConnect.TOPIC), progress::left);
            var measured = Measured.between(begin, end, published.get());
            sayEachPart(progress.perSecond(PARTS));
            say(
                    "Kafka Connect: %,d swipes in %s, %,d a second",
                    measured.swipes(), inWords(measured.took()), measured.perSecond());
            return measured;
        } finally {
            connect.stop();
        }
    }

    private static long publish(Term term, int from, int to, Broker broker) {
        var many = new AtomicLong();
        broker.publishing(
                SWIPES,
                outlet -> many.set(term.swipes(from, to, swipe -> outlet.publish(swipe.cardNumber(), swipe.json()))));
        return many.get();
    }

    private static long publishForConnect(Term term, int from, int to, Broker broker) {
        var many = new AtomicLong();
        broker.publishing(
                KafkaConnect.TOPIC,
                outlet -> many.set(
                        term.swipes(from, to, swipe -> outlet.publish(swipe.cardNumber(), KafkaConnect.json(swipe)))));
        return many.get();
    }

    /** A rate of what was not done is no rate. */
    private static void check(Database database, Term term) throws SQLException {
        var expected = (long) term.students() * term.sessionsEach();
        var seen = number(database, "SELECT count(*) FROM record_now WHERE status IN ('PRESENT', 'LATE')");
        var remembered = number(
                database, "SELECT count(*) FROM record_history WHERE source = 'SWIPE' AND reported_by IS NOT NULL");
        if (seen != expected || remembered < expected) {
            throw new IllegalStateException("Of %d records %d say that the student was seen, and %d are in the history"
                    .formatted(expected, seen, remembered));
        }
    }

    private static long expected(Database database) throws SQLException {
        return number(database, "SELECT count(*) FROM attendance_record");
    }

    /** As the server does by itself before a term begins; otherwise some of that work would fall into some runs. */
    private static void tidy(Database database) throws SQLException {
        try (var connection = database.connectAsOwner();
                var statement = connection.createStatement()) {
            statement.execute("VACUUM (ANALYZE)");
        }
    }

    /** Bytes that the server has written to its log so far, on whosever behalf. */
    private static long written(Database database) throws SQLException {
        return number(database, "SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')");
    }

    private static long number(Database database, String query) throws SQLException {
        try (var connection = database.connectAsOwner();
                var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }

    private static void sayEachPart(List<Long> rates) {
        say(
                "Of the swipes each eighth, a second: %s",
                rates.stream().map("%,d"::formatted).collect(joining("; ")));
    }

    private static double seconds(Duration duration) {
        return Math.round(duration.toMillis() / 100.0) / 10.0;
    }

    private static String inWords(Duration duration) {
        return "%.1f s".formatted(duration.toMillis() / 1000.0);
    }

    private static void say(String text, Object... values) {
        System.out.println(text.formatted(values));
    }
}
