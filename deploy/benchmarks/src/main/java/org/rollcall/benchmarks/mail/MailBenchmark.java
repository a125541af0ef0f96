package org.rollcall.benchmarks.mail;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
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
 * that only counts, which no real one is as fast as. And all of that in portions, one after the other, so that an hour of this
 * machine in which it is slow is slow for all. The time runs from the first event that is published to the last mail that is
 * taken; everybody is as warm as everybody else by then.
 */
@Command(name = "mail", description = "Events to mails at the mail server, beside a bare loop over Angus Mail.")
public final class MailBenchmark implements Callable<Integer> {

    private static final String DATABASE = "notifications";

    @Option(names = "--mails", defaultValue = "20000", description = "How many mails (${DEFAULT-VALUE}).")
    private int mails;

    @Option(
            names = "--portions",
            defaultValue = "4",
            description = "In how many portions, in turn with the bare loops (${DEFAULT-VALUE}).")
    private int portions;

    @Option(
            names = "--warm-up",
            defaultValue = "60000",
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

    /** Who sends. */
    private enum Sender {
        OURS,
        BARE_ONE,
        BARE_MANY,
        NOTED_MANY
    }

    /** Sends so many mails, and says how many a second it were. */
    @FunctionalInterface
    private interface Sending {
        double mailsPerSecond(int mails) throws SQLException;
    }

    /** What was sent in all portions, by one sender to one kind of server. */
    private static final class Pace {

        private int mails;
        private double seconds;

        void add(int sent, double perSecond) {
            mails += sent;
            seconds += sent / perSecond;
        }

        double perSecond() {
            return mails / seconds;
        }
    }

    @Override
    public Integer call() throws IOException, SQLException, MessagingException {
        var folder = Files.createTempDirectory("rollcall-bench");
        var figures = new Figures("mail")
                .with("cores", Runtime.getRuntime().availableProcessors())
                .with("mails", mails)
                .with("portions", portions)
                .with("connections", connections);
        try (var kafka = KafkaServer.temporary().start();
                var postgres = PostgresServer.temporary().start();
                var sink = new MailSink(folder.resolve("mails"))) {
            kafka.createTopics();
            var database = postgres.createDatabase(DATABASE);
            try (var students = new Students(kafka.bootstrapServers());
                    var service =
                            new Service(folder, kafka.bootstrapServers(), database, sink.port(), connections, jvm)) {
                students.areEnrolled(warmUp + mails * Keeping.values().length);
                var ours = new Ours(students, service, database, sink);
                sink.begin(Keeping.NOTHING);
                ours.mailsPerSecond(warmUp);
                ours.isWarm();
                try (var noted = new NotedMails(database, kafka.bootstrapServers())) {
                    var bare = new BareLoop(sink.latest(), sink.port());
                    sink.begin(Keeping.NOTHING);
                    bare.mailsPerSecond(warmUp, connections);
                    bare.mailsPerSecond(warmUp, connections, noted);
                    compare(
                            Map.of(
                                    Sender.OURS, ours::mailsPerSecond,
                                    Sender.BARE_ONE, some -> bare.mailsPerSecond(some, 1),
                                    Sender.BARE_MANY, some -> bare.mailsPerSecond(some, connections),
                                    Sender.NOTED_MANY, some -> bare.mailsPerSecond(some, connections, noted)),
                            sink,
                            figures);
                }
                figures.with("oursProcessorMillisPerMail", Math.round(100 * ours.processorMillis()) / 100.0);
            }
        } finally {
            say("The logs are in %s", folder);
        }
        say(figures.toString());
        return 0;
    }

    private void compare(Map<Sender, Sending> senders, MailSink sink, Figures figures) throws SQLException {
        var paces = new EnumMap<Keeping, Map<Sender, Pace>>(Keeping.class);
        for (var portion = 0; portion < portions; portion++) {
            for (var keeping : Keeping.values()) {
                for (var sender : Sender.values()) {
                    sink.begin(keeping);
                    var some = mails / portions + (portion < mails % portions ? 1 : 0);
                    paces.computeIfAbsent(keeping, _ -> new EnumMap<>(Sender.class))
                            .computeIfAbsent(sender, _ -> new Pace())
                            .add(some, senders.get(sender).mailsPerSecond(some));
                }
            }
        }
        paces.forEach((keeping, pace) -> tell(keeping, pace, figures));
    }

    private void tell(Keeping keeping, Map<Sender, Pace> paces, Figures figures) {
        var ours = paces.get(Sender.OURS).perSecond();
        var one = paces.get(Sender.BARE_ONE).perSecond();
        var many = paces.get(Sender.BARE_MANY).perSecond();
        var least = paces.get(Sender.NOTED_MANY).perSecond();
        var name = switch (keeping) {
            case NOTHING -> "Counting";
            case EVERYTHING -> "Keeping";
        };
        say(
                "%s: ours %,.0f mails a second; a bare loop %,.0f with one connection, %,.0f with %d, %,.0f with the least that has to be noted",
                told(keeping), ours, one, many, connections, least);
        figures.with("ours" + name + "PerSecond", Math.round(ours))
                .with("bareOne" + name + "PerSecond", Math.round(one))
                .with("bareMany" + name + "PerSecond", Math.round(many))
                .with("notedMany" + name + "PerSecond", Math.round(least))
                .ratio("oursToBare" + name, ours, Math.max(one, many))
                .ratio("notedToBare" + name, least, Math.max(one, many))
                .ratio("oursToNoted" + name, ours, least);
    }

    private static String told(Keeping keeping) {
        return switch (keeping) {
            case NOTHING -> "A mail server that only counts";
            case EVERYTHING -> "A mail server that has each mail on the disk before it answers";
        };
    }

    /** The service; each call is for students of their own. */
    private static final class Ours {

        private final Students students;
        private final Service service;
        private final Database database;
        private final MailSink sink;
        private int sent;
        private Duration processorTime = Duration.ZERO;
        private int measured;

        Ours(Students students, Service service, Database database, MailSink sink) {
            this.students = students;
            this.service = service;
            this.database = database;
            this.sink = sink;
        }

        double mailsPerSecond(int mails) throws SQLException {
            var processorBefore = service.processorTime();
            var begun = System.nanoTime();
            students.missAWeek(sent, sent + mails);
            sink.await(mails);
            var rate = mails * 1e9 / (System.nanoTime() - begun);
            sent += mails;
            awaitSettled();
            processorTime = processorTime.plus(service.processorTime().minus(processorBefore));
            measured += mails;
            return rate;
        }

        /** What was done until now does not count. */
        void isWarm() {
            processorTime = Duration.ZERO;
            measured = 0;
        }

        /** For a mail, in the mean of all calls. */
        double processorMillis() {
            return processorTime.toNanos() / 1e6 / measured;
        }

        /**
         * A rate of what was not done is no rate: every mail is stored as sent, too. And what the database has begun to
         * clear up by then takes nothing from whoever is next.
         */
        private void awaitSettled() throws SQLException {
            await("SELECT count(*) FROM email WHERE stage = 'SENT'", sent, "Not all mails are stored as sent");
            await("SELECT count(*) FROM pg_stat_progress_vacuum", 0, "The database does not come to rest");
        }

        private void await(String question, int answer, String otherwise) throws SQLException {
            try (var connection = database.connectAsOwner();
                    var count = connection.prepareStatement(question)) {
                for (var tries = 0; tries < 300; tries++) {
                    try (var row = count.executeQuery()) {
                        row.next();
                        if (row.getInt(1) == answer) {
                            return;
                        }
                    }
                    LockSupport.parkNanos(100_000_000L);
                }
            }
            throw new IllegalStateException(otherwise);
        }
    }

    private static void say(String text, Object... values) {
        System.out.println(values.length == 0 ? text : text.formatted(values));
    }
}
