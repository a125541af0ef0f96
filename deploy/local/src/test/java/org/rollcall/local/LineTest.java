package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineTest {

    @Test
    void an_object_is_published_as_json() {
        assertMessage(
                "{\"topic\":\"student.cards\",\"key\":\"0000123456\",\"value\":{ \"cardNumber\": \"0000123456\" }}",
                "student.cards",
                "0000123456",
                "{\"cardNumber\":\"0000123456\"}");
    }

    @Test
    void a_string_is_published_as_it_is() {
        assertMessage(
                "{\"topic\":\"attendance.swipes\",\"key\":\"1\",\"value\":\"{not json – at all\"}",
                "attendance.swipes",
                "1",
                "{not json – at all");
    }

    @Test
    void null_withdraws_the_key() {
        assertMessage("{\"topic\":\"student.cards\",\"key\":\"1\",\"value\":null}", "student.cards", "1", null);
    }

    @Test
    void a_key_is_not_needed() {
        assertMessage("{\"topic\":\"t\",\"value\":{}}", "t", null, "{}");
        assertMessage("{\"topic\":\"t\",\"key\":null,\"value\":{}}", "t", null, "{}");
    }

    @Test
    void an_empty_line_is_passed_over() {
        assertThat(Line.parse("  ")).isEqualTo(new Line.Blank());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"topic":            | not JSON
                    ["topic"]            | 'topic' is missing or not a string
                    {"value":{}}         | 'topic' is missing or not a string
                    {"topic":"t"}        | 'value' is missing
                    {"topic":"t","value":7} | 'value' is neither an object, nor a string, nor null
                    {"topic":"t","key":7,"value":{}} | 'key' is not a string
                    """)
    void a_line_that_cannot_be_published_says_why(String text, String reason) {
        assertThat(Line.parse(text))
                .isInstanceOfSatisfying(
                        Line.Unusable.class, line -> assertThat(line.reason()).startsWith(reason));
    }

    private static void assertMessage(String text, String topic, @Nullable String key, @Nullable String value) {
        assertThat(Line.parse(text)).isInstanceOfSatisfying(Line.Message.class, message -> {
            assertThat(message.topic()).isEqualTo(topic);
            assertThat(message.key()).isEqualTo(key);
            assertThat(message.value() == null ? null : new String(message.value(), StandardCharsets.UTF_8))
                    .isEqualTo(value);
        });
    }
}
