package org.rollcall.journey;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.rollcall.contracts.Topic;
import org.rollcall.contracts.Topics;

/**
 * Words that may leave the services' databases only in e-mails, letters and answers: names, addresses, and what people
 * wrote. They are looked for wherever else a word can go.
 */
final class Canaries {

    static final String CIRCUMSTANCES = "canary: my grandmother has died";
    static final String ABSENCE = "canary: a funeral abroad";
    static final String NOTES = "canary: waited for half an hour";
    static final String RECOMMENDATION = "canary: no word since October";
    static final String DECISION = "canary: the panel saw no prospect";
    static final String STATEMENT = "canary: nobody wrote to me";
    static final String FINDING = "canary: the dossier shows it";
    static final String ANSWER = "canary: looked into";
    static final String RULING = "canary: each step was compared";

    /** Of a student whose record cannot be used. */
    static final String REFUSED_NAME = "Canaria";

    private static final List<String> WRITTEN = List.of(
            CIRCUMSTANCES,
            ABSENCE,
            NOTES,
            RECOMMENDATION,
            DECISION,
            STATEMENT,
            FINDING,
            ANSWER,
            RULING,
            REFUSED_NAME,
            "Dr P. Marsh",
            "p.marsh@example",
            "fet-admin@example");

    /** The contract lets contact data travel on these two alone. */
    private static final Set<Topic<?>> CONTACT_DATA = Set.of(Topics.STUDENTS, Topics.PROGRAMMES);

    private final List<String> words;

    private Canaries(List<String> words) {
        this.words = List.copyOf(words);
    }

    /** What was written, and the names and addresses of these students. */
    static Canaries of(List<String> students) {
        var words = new ArrayList<>(WRITTEN);
        for (var student : students) {
            words.add(University.givenName(student));
            words.add(University.familyName(student));
            words.add(University.mailbox(student));
        }
        return new Canaries(words.stream().map(Canaries::lower).toList());
    }

    /** Every place in which one was found: topics with keys and headers, logs of all processes, metrics of all services. */
    List<String> foundIn(Suite suite) {
        return Stream.of(inTopics(suite, topic -> !CONTACT_DATA.contains(topic)), inLogs(suite), inMetrics(suite))
                .flatMap(found -> found)
                .distinct()
                .toList();
    }

    /** Every place on the topics of contact data in which one was found. */
    List<String> foundWhereTheyMayBe(Suite suite) {
        return inTopics(suite, CONTACT_DATA::contains).distinct().toList();
    }

    private Stream<String> inTopics(Suite suite, Predicate<Topic<?>> which) {
        return Topics.all().stream()
                .filter(which)
                .flatMap(topic -> suite.kafka().all(topic).stream()
                        .flatMap(event -> in(topic.name(), event.key() + " " + event.headers() + " " + event.value())));
    }

    private Stream<String> inLogs(Suite suite) {
        try (var logs = Files.list(suite.logs())) {
            return logs.toList().stream().flatMap(log -> in(log.getFileName().toString(), read(log)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Stream<String> inMetrics(Suite suite) {
        return suite.metrics().entrySet().stream()
                .flatMap(page -> in("metrics of " + page.getKey().title(), page.getValue()));
    }

    private Stream<String> in(String place, String text) {
        var searched = lower(text);
        return words.stream().filter(searched::contains).map(word -> place + ": " + word);
    }

    private static String read(Path log) {
        try {
            return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
