package org.rollcall.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The laws that every event of the contract keeps, whoever adds the next one. */
class PublishedEventsTest {
    /** The one topic with personal contact data, and the one with the people of a programme. */
    private static final Set<Topic<?>> WITH_PERSONS = Set.of(Topics.STUDENTS, Topics.PROGRAMMES);

    private static final List<String> PERSONAL =
            List.of("name", "email", "address", "phone", "circumstances", "explanation", "notes", "comment", "text");

    /** Ids that contain one of these words and say nothing about a person. */
    private static final Set<String> HARMLESS = Set.of("emailId");

    static Stream<Class<?>> types() {
        return Topics.all().stream().flatMap(topic -> topic.types().stream());
    }

    static Stream<Class<?>> typesWithoutPersons() {
        return Topics.all().stream()
                .filter(topic -> !WITH_PERSONS.contains(topic))
                .flatMap(topic -> topic.types().stream());
    }

    @Test
    void every_record_of_the_contract_is_carried_by_a_topic() {
        var records = Stored.filesUnder(Stored.SOURCES).stream()
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .filter(name -> !name.equals("package-info"))
                .map(PublishedEventsTest::load)
                .flatMap(PublishedEventsTest::withNested)
                .filter(type -> type.isRecord() && type.isAnnotationPresent(Payload.class))
                .filter(type -> type != Register.Mark.class)
                .toList();

        assertThat(records).hasSameElementsAs(types().toList());
    }

    @Test
    void the_sealed_interfaces_hold_as_many_events_as_the_policy_has() {
        assertThat(Topics.THRESHOLDS.types()).hasSize(2);
        assertThat(Topics.CASES.types()).hasSize(19);
        assertThat(Topics.APPEALS.types()).hasSize(7);
        assertThat(Topics.NOTIFICATIONS.types()).hasSize(2);
    }

    @Test
    void every_golden_file_belongs_to_an_event() {
        var expected = Topics.all().stream()
                .flatMap(topic -> topic.types().stream().map(type -> Stored.golden(topic, type)))
                .toList();

        assertThat(Stored.filesUnder(Stored.GOLDEN))
                .containsAll(expected)
                .allSatisfy(file -> assertThat(Stored.GOLDEN.relativize(file).toString())
                        .matches("[a-z.]+/[A-Z][A-Za-z]+\\.v\\d+\\.json"));
    }

    @ParameterizedTest
    @MethodSource("types")
    void every_event_says_in_words_what_it_means(Class<?> type) {
        assertThat(Javadoc.of(type)).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("types")
    void an_event_is_named_once_in_the_whole_contract(Class<?> type) {
        assertThat(types().map(Class::getSimpleName)).containsOnlyOnce(type.getSimpleName());
    }

    @ParameterizedTest
    @MethodSource("typesWithoutPersons")
    void no_name_address_or_reason_of_a_person_travels(Class<?> type) {
        assertThat(type.getRecordComponents()).allSatisfy(component -> {
            assertThat(mayHoldAPerson(component))
                    .as("%s.%s", type.getSimpleName(), component.getName())
                    .isFalse();
        });
    }

    /** A reason is a word of a vocabulary, never a text; a title of a session or a template is no name. */
    private static boolean mayHoldAPerson(RecordComponent component) {
        String name = component.getName();
        if (name.equals("reason")) {
            return !component.getType().isEnum()
                    && !component.getAnnotatedType().isAnnotationPresent(Code.class);
        }
        return !HARMLESS.contains(name) && PERSONAL.stream().anyMatch(name.toLowerCase(Locale.ROOT)::contains);
    }

    private static Stream<Class<?>> withNested(Class<?> type) {
        return Stream.concat(
                Stream.of(type), Stream.of(type.getDeclaredClasses()).flatMap(PublishedEventsTest::withNested));
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(Topics.class.getPackageName() + "." + name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
