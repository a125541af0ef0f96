package org.rollcall.benchmarks.ingest;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.rollcall.testkit.Checkout;
import org.rollcall.testkit.ChildProcess;
import org.rollcall.testkit.Database;
import org.rollcall.testkit.Ports;

/**
 * Kafka Connect, standalone, with Debezium's JDBC sink: what one would take to store bare swipes without writing a program.
 * Tuned: upserts of three thousand by {@code unnest}, two tasks, repetitions within a batch taken out before.
 */
final class KafkaConnect {

    static final String TOPIC = "bench.swipes";
    static final String GROUP = "connect-swipes";

    private static final Duration START_PATIENCE = Duration.ofMinutes(3);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
    private static final Path PARTS = Checkout.root().resolve("deploy/benchmarks/target/connect");

    private static final String SCHEMA = """
            {"type":"struct","optional":false,"fields":[\
            {"field":"card_number","type":"string","optional":false},\
            {"field":"room","type":"string","optional":false},\
            {"field":"reader_id","type":"string","optional":false},\
            {"field":"swiped_at","type":"string","optional":false,"name":"io.debezium.time.ZonedTimestamp"}]}""";

    private final ChildProcess process;

    private KafkaConnect(ChildProcess process) {
        this.process = process;
    }

    /** Fetches what it needs through Maven, unless it is there. */
    static void fetch() {
        if (Files.isDirectory(PARTS.resolve("worker")) && Files.isDirectory(PARTS.resolve("plugins"))) {
            return;
        }
        try {
            var status = new ProcessBuilder(
                            Checkout.root().resolve("mvnw").toString(),
                            "-q",
                            "-ntp",
                            "-f",
                            "deploy/benchmarks/connect/pom.xml",
                            "process-resources")
                    .directory(Checkout.root().toFile())
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("Kafka Connect could not be fetched");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    /** A swipe as the sink reads it: with its schema, because a table is not made of plain JSON. */
    static String json(Term.Swipe swipe) {
        return "{\"schema\":%s,\"payload\":{\"card_number\":\"%s\",\"room\":\"%s\",\"reader_id\":\"%s\",\"swiped_at\":\"%s\"}}"
                .formatted(SCHEMA, swipe.cardNumber(), swipe.room(), swipe.readerId(), swipe.swipedAt());
    }

    static KafkaConnect start(String bootstrapServers, Database database, Path folder) {
        var port = Ports.free();
        var worker = new Properties();
        worker.put("bootstrap.servers", bootstrapServers);
        worker.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        worker.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        worker.put("value.converter.schemas.enable", "true");
        worker.put(
                "offset.storage.file.filename",
                folder.resolve("connect.offsets").toString());
        worker.put("offset.flush.interval.ms", "200");
        worker.put("plugin.path", PARTS.resolve("plugins").toString());
        worker.put("listeners", "http://127.0.0.1:" + port);
        worker.put("connector.client.config.override.policy", "All");
        var sink = new Properties();
        sink.put("name", "swipes");
        sink.put("connector.class", "io.debezium.connector.jdbc.JdbcSinkConnector");
        sink.put("tasks.max", "2");
        sink.put("topics", TOPIC);
        sink.put("connection.url", database.url());
        sink.put("connection.username", database.application());
        sink.put("connection.password", database.applicationPassword());
        sink.put("collection.name.format", "bare_swipe");
        sink.put("insert.mode", "upsert");
        sink.put("primary.key.mode", "record_value");
        sink.put("primary.key.fields", "card_number,swiped_at,reader_id");
        sink.put("schema.evolution", "none");
        sink.put("batch.size", "3000");
        sink.put("use.reduction.buffer", "true");
        sink.put("dialect.postgres.unnest.insert.enabled", "true");
        sink.put("consumer.override.max.poll.records", "3000");
        sink.put("consumer.override.auto.offset.reset", "earliest");
        var classPath = jars(PARTS.resolve("worker"));
        var command = new ArrayList<>(OurService.JAVA);
        command.addAll(List.of(
                "-cp",
                classPath,
                "org.apache.kafka.connect.cli.ConnectStandalone",
                write(folder.resolve("worker.properties"), worker),
                write(folder.resolve("sink.properties"), sink)));
        var process = ChildProcess.start(
                "Kafka Connect", command, folder.resolve("connect.log"), folder.resolve("connect.pid"));
        process.awaitReady(() -> answers(port), START_PATIENCE);
        return new KafkaConnect(process);
    }

    ChildProcess process() {
        return process;
    }

    void stop() {
        process.stop(STOP_PATIENCE);
    }

    private static String jars(Path folder) {
        var jars = folder.toFile().listFiles(file -> file.getName().endsWith(".jar"));
        if (jars == null) {
            throw new IllegalStateException("There is nothing in " + folder);
        }
        return String.join(
                File.pathSeparator,
                List.of(jars).stream().map(File::toString).sorted().toList());
    }

    private static String write(Path file, Properties properties) {
        try {
            var text = new StringWriter();
            properties.store(text, null);
            return Files.writeString(file, text.toString()).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean answers(int port) {
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/connectors/swipes/status".formatted(port)))
                            .timeout(Duration.ofSeconds(5))
                            .build(),
                    BodyHandlers.ofString());
            return answer.body().contains("\"tasks\":[{");
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
