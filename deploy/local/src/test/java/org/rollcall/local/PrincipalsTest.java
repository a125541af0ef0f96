package org.rollcall.local;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rollcall.contracts.Principal;
import org.rollcall.contracts.Principals;
import org.rollcall.contracts.Topic;
import org.rollcall.contracts.Topics;
import org.rollcall.testkit.Checkout;

/** What the broker allows the services is what they do. */
class PrincipalsTest {

    private static final Pattern TOPIC = Pattern.compile("\\bTopics\\.([A-Z]+)\\b");

    @ParameterizedTest
    @EnumSource
    void a_service_may_read_the_topics_that_it_is_configured_to_consume(Service service) throws IOException {
        Properties configuration = new Properties();
        try (var reader =
                Files.newBufferedReader(module(service).resolve("src/main/resources/application.properties"))) {
            configuration.load(reader);
        }

        Set<String> consumed = configuration.stringPropertyNames().stream()
                .filter(name -> name.matches("mp\\.messaging\\.incoming\\.[^.]+\\.topic"))
                .map(configuration::getProperty)
                .collect(toSet());

        assertThat(names(service.principal().reads())).isEqualTo(consumed);
        assertThat(configuration)
                .containsEntry("quarkus.application.name", service.principal().name());
    }

    /** Each topic that a service's code speaks of and does not read is one that it publishes to, and there are no others. */
    @ParameterizedTest
    @EnumSource
    void a_service_may_write_the_topics_that_its_code_publishes_to(Service service) throws IOException {
        Principal principal = service.principal();
        Set<String> named = new HashSet<>();
        try (Stream<Path> sources = Files.walk(module(service).resolve("src/main/java"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                TOPIC.matcher(Files.readString(source)).results().forEach(found -> named.add(topic(found.group(1))));
            }
        }
        named.removeAll(names(principal.reads()));
        Set<String> written = new HashSet<>(names(principal.writes()));
        written.removeAll(names(principal.reads()));

        assertThat(written).isNotEmpty().isEqualTo(named);
    }

    @Test
    void every_topic_has_someone_who_writes_it_and_someone_who_reads_it_or_is_for_others() {
        Set<String> written = names(Principals.TIMETABLING.writes());
        Set<String> read = new HashSet<>(Set.of(Topics.REJECTIONS.name()));
        for (Principal service : Principals.services()) {
            written.addAll(names(service.writes()));
            read.addAll(names(service.reads()));
        }

        assertThat(written).isEqualTo(names(Set.copyOf(Topics.all())));
        assertThat(read).isEqualTo(names(Set.copyOf(Topics.all())));
    }

    @Test
    void the_universitys_systems_write_what_comes_in_and_read_nothing() {
        assertThat(names(Principals.TIMETABLING.writes()))
                .containsExactlyInAnyOrder(
                        "student.records",
                        "programme.records",
                        "student.cards",
                        "timetable.sessions",
                        "attendance.swipes",
                        "attendance.registers",
                        "absence.authorisations");
        assertThat(Principals.TIMETABLING.reads()).isEmpty();
    }

    private static Path module(Service service) {
        return Checkout.root().resolve(service.title());
    }

    private static String topic(String constant) {
        try {
            return ((Topic<?>) Topics.class.getField(constant).get(null)).name();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("No topic " + constant, e);
        }
    }

    private static Set<String> names(Set<Topic<?>> topics) {
        return topics.stream().map(Topic::name).collect(toSet());
    }
}
