package org.rollcall.campus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.rollcall.contracts.Topic;
import org.rollcall.contracts.Topics;

class PublishedLinesTest {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final Map<String, Topic<?>> TOPICS =
            Topics.all().stream().collect(Collectors.toMap(Topic::name, Function.identity()));

    private static final Campus CAMPUS = Campus.standard();

    @Test
    void what_is_published_is_as_the_contracts_say_with_the_key_they_name() throws JsonProcessingException {
        List<Line> valid = CampusTest.lines(CAMPUS).stream()
                .filter(line -> line.value().isObject())
                .toList();

        assertThat(valid).hasSizeGreaterThan(9_000);
        for (Line line : valid) {
            Topic<?> topic = topic(line);
            assertThat(JSON.readValue(line.text(), topic.type())).isNotNull();
            assertThat(line.value()
                            .path(Objects.requireNonNull(topic.keyField()))
                            .textValue())
                    .isEqualTo(line.key());
        }
    }

    @Test
    void what_is_malformed_cannot_be_read() {
        List<Line> malformed = CampusTest.lines(CAMPUS).stream()
                .filter(line -> line.value().isTextual())
                .toList();

        assertThat(malformed).hasSize(CAMPUS.expectation().swipes().refusedInAll());
        assertThat(malformed)
                .allMatch(line -> catchThrowable(
                                () -> JSON.readValue(line.text(), topic(line).type()))
                        != null);
    }

    @Test
    void a_line_of_a_file_holds_topic_key_and_value() throws JsonProcessingException {
        for (Line line : CampusTest.lines(CAMPUS)) {
            assertThat(JSON.readValue(line.json(), Line.class)).isEqualTo(line);
        }
    }

    @Test
    void no_name_and_no_address_leaves_student_records() {
        String everythingElse = CampusTest.lines(CAMPUS).stream()
                .filter(line -> !line.topic().equals(Topics.STUDENTS.name()))
                .map(Line::text)
                .collect(Collectors.joining());

        assertThat(everythingElse).doesNotContain("student.example.ac.uk", "givenName", "familyName");
    }

    private static Topic<?> topic(Line line) {
        return Objects.requireNonNull(TOPICS.get(line.topic()), line.topic());
    }
}
