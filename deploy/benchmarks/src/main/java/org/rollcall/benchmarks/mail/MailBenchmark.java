package org.rollcall.benchmarks.mail;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.rollcall.benchmarks.Figures;
import org.rollcall.benchmarks.mail.MailSink.Keeping;
import org.rollcall.testkit.Database;
import org.rollcall.testkit.KafkaServer;
import org.rollcall.testkit.PostgresServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Raises of a step become mails: each written, committed as being sent, handed over with its copy for the journal, and
 * committed and published as sent. Beside it, to the same mail server in the same run, the limit: a bare loop over Angus Mail
 * with one connection, and with as many as the service has; and the same loop with the {@linkplain NotedMails least} that makes
 * a mail provable, to tell what is ours from what nobody could spare.
 *
 * <p>All of it twice: with a mail server that has every mail on the disk before it answers, as mail servers do, and with one
 * that only counts, which no real one is as fast as. The time runs from the first event that is published to the last mail
 * that is taken; everybody is warm by then.
 */
@Command(name = "mail", description = "Events to mails at the mail server, beside a bare loop over Angus Mail.")
public final class MailBenchmark implements Callable<Integer> {

    private static final String DATABASE = "notifications";

    @Option(names = "--mails", defaultValue = "20000", description = "How many mails (${DEFAULT-VALUE}).")
    private int mails;

    @Option(
            names = "--warm-up",
            defaultValue = "20000",
            description = "Mails that are sent before, and not counted (${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--connections",
            defaultValue = "4",
            description = "Connections to the mail server at once (${DEFAULT-VALUE}).")
    private int connections;

    @Option(
            names = "--jvm",
            split = ",",
            description = "Arguments for the service's JVM, such as -XX:TieredStopAtLevel=1.")
    private List<String> jvm = new ArrayList<>();

    @Override
    public Integer call() throws IOException, SQLException, MessagingException {
        var folder = Files.createTempDirectory("rollcall-bench");
        var figures = new Figures("mail")
                .with("cores", Runtime.getRuntime().availableProcessors())
                .with("mails", mails)
                .with("connections", connections);
        try (var kafka = KafkaServer.temporary().start();
                var postgres = PostgresServer.temporary().start();
                var sink = new MailSink(folder.resolve("mails"))) {
            kafka.createTopics();
            var ours = new EnumMap<Keeping, Double>(Keeping.class);
            var database = postgres.createDatabase(DATABASE);
            try (var students = new Students(kafka.bootstrapServers());
                    var service =
                            new Service(folder, kafka.bootstrapServers(), database, sink.port(), connections, jvm)) {
                students.areEnrolled(warmUp + mails * Keeping.values().length);
                sink.begin(Keeping.NOTHING);
                students.missAWeek(0, warmUp);
                sink.await(warmUp);
                var first = warmUp;
                for (var keeping : Keeping.values()) {
                    var processorBefore = service.processorTime();
                    var begun = System.nanoTime();
                    sink.begin(keeping);
                    students.missAWeek(first, first + mails);
                    sink.await(mails);
                    var rate = mails * 1e9 / (System.nanoTime() - begun);
                    ours.put(keeping, rate);
                    say(
                            "%s: ours %,.0f mails a second, %.2f ms of the processor each",
                            told(keeping),
                            rate,
                            service.processorTime().minus(processorBefore).toNanos() / 1e6 / mails);
                    first += mails;
                }
                awaitSent(database, first);
            }
            try (var noted = new NotedMails(database, kafka.bootstrapServers())) {
                compare(ours, new BareLoop(sink.latest(), sink.port()), noted, sink, figures);
            }
        } finally {
            say("The logs are in %s", folder);
        }
        say(figures.toString());
        return 0;
    }

    private void compare(Map<Keeping, Double> ours, BareLoop loop, NotedMails noted, MailSink sink, Figures figures) {
        sink.begin(Keeping.NOTHING);
        loop.mailsPerSecond(warmUp, connections);
        loop.mailsPerSecond(warmUp, connections, noted);
        ours.forEach((keeping, rate) -> {
            sink.begin(keeping);
            var one = loop.mailsPerSecond(mails, 1);
            var many = loop.mailsPerSecond(mails, connections);
            var least = loop.mailsPerSecond(mails, connections, noted);
            var name = switch (keeping) {
                case NOTHING -> "Counting";
                case EVERYTHING -> "Keeping";
            };
            say(
                    "%s: a bare loop %,.0f with one connection, %,.0f with %d, %,.0f with the least that has to be noted",
                    told(keeping), one, many, connections, least);
            figures.with("ours" + name + "PerSecond", Math.round(rate))
                    .with("bareOne" + name + "PerSecond", Math.round(one))
                    .with("bareMany" + name + "PerSecond", Math.round(many))
                    .with("notedMany" + name + "PerSecond", Math.round(least))
                    .ratio("oursToBare" + name, rate, Math.max(one, many))
                    .ratio("notedToBare" + name, least, Math.max(one, many))
                    .ratio("oursToNoted" + name, rate, least);
        });
    }

    private static String told(Keeping keeping) {
        return switch (keeping) {
            case NOTHING -> "A mail server that only counts";
            case EVERYTHING -> "A mail server that has each mail on the disk before it answers";
        };
    }

    /** A rate of what was not done is no rate: every mail is stored as sent, too. */
    private static void awaitSent(Database database, int wanted) throws SQLException {
        try (var connection = database.connectAsOwner();
                var count = connection.prepareStatement("SELECT count(*) FROM email WHERE stage = 'SENT'")) {
            for (var tries = 0; tries < 100; tries++) {
                try (var row = count.executeQuery()) {
                    row.next();
                    if (row.getInt(1) == wanted) {
                        return;
                    }
                }
                LockSupport.parkNanos(100_000_000L);
            }
        }
        throw new IllegalStateException("Not all mails are stored as sent");
    }

    private static void say(String text, Object... values) {
        System.out.println(values.length == 0 ? text : text.formatted(values));
    }
}
