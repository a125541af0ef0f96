package org.rollcall.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every event has been stored once as JSON; what was published so stays readable for ever. */
class GoldenFilesTest {

    record Event(Topic<?> topic, Class<?> type) {
        @Override
        public String toString() {
            return topic.name() + " " + type.getSimpleName();
        }
    }

    record Version(Class<?> type, Path file) {
        @Override
        public String toString() {
            return file.getFileName().toString();
        }
    }

    static List<Event> events() {
        return Topics.all().stream()
                .flatMap(topic -> topic.types().stream().map(type -> new Event(topic, type)))
                .toList();
    }

    static Stream<Version> versions() {
        return events().stream()
                .flatMap(event -> Stored.filesUnder(
                                Stored.GOLDEN.resolve(event.topic().name()))
                        .stream()
                        .filter(file -> file.getFileName()
                                .toString()
                                .startsWith(event.type().getSimpleName() + ".v"))
                        .map(file -> new Version(event.type(), file)));
    }

    @ParameterizedTest
    @MethodSource("versions")
    void every_version_can_be_read_and_is_valid(Version version) throws JsonProcessingException {
        String json = Stored.read(version.file());

        Object event = Json.READER.readValue(json, version.type());

        assertThat(Json.READER.readValue(Json.WRITER.writeValueAsString(event), version.type()))
                .isEqualTo(event);
        assertThat(Schemas.errors(version.type(), json)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("events")
    void the_latest_version_reads_as_the_event_that_was_written(Event event) throws JsonProcessingException {
        String golden = Stored.read(Stored.golden(event.topic(), event.type()));

        assertThat((Object) Json.READER.readValue(golden, event.type())).isEqualTo(Examples.of(event.type()));
    }

    @ParameterizedTest
    @MethodSource("events")
    void a_field_that_nobody_knows_yet_is_ignored(Event event) throws JsonProcessingException {
        var json = ((ObjectNode) Json.tree(Examples.of(event.type()))).put("addedNextYear", "so what");

        assertThat((Object) Json.READER.treeToValue(json, event.type())).isEqualTo(Examples.of(event.type()));
        assertThat(Schemas.errors(event.type(), json.toString())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("events")
    void a_nullable_field_is_written_as_null_and_may_be_left_out_by_others(Event event) throws JsonProcessingException {
        var json = (ObjectNode) Json.tree(Examples.of(event.type()));
        var nulls = json.properties().stream()
                .filter(field -> field.getValue().isNull())
                .toList();

        nulls.forEach(field -> json.remove(field.getKey()));

        assertThat((Object) Json.READER.treeToValue(json, event.type())).isEqualTo(Examples.of(event.type()));
        assertThat(Schemas.errors(event.type(), json.toString())).isEmpty();
    }
}
