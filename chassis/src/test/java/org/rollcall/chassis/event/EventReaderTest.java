package org.rollcall.chassis.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.contracts.ContractViolation;
import org.rollcall.contracts.Swipe;
import org.rollcall.contracts.Topic;
import org.rollcall.contracts.Topics;

class EventReaderTest {

    private static final String SWIPE = """
            {"cardNumber":"0000123456","room":"JP-301","readerId":"R-0412","swipedAt":"2026-10-05T09:03:21+01:00"}""";

    @Test
    void a_plain_json_value_is_read_and_named_by_its_coordinates() {
        // when
        var delivery = read(Topics.SWIPES, SWIPE, Map.of());

        // then
        assertThat(delivery.event())
                .isEqualTo(new Swipe("0000123456", "JP-301", "R-0412", Instant.parse("2026-10-05T08:03:21Z")));
        assertThat(delivery.eventId()).isEqualTo("attendance.swipes/2/8812");
    }

    @Test
    void a_cloud_event_in_binary_mode_keeps_its_id() {
        assertThat(read(Topics.SWIPES, SWIPE, Map.of("ce_id", "e-1", "ce_type", "uk.ac.example.swiped"))
                        .eventId())
                .isEqualTo("e-1");
    }

    @Test
    void a_cloud_event_in_structured_mode_is_unwrapped() {
        // when
        var delivery = read(
                Topics.SWIPES,
                """
                {"specversion":"1.0","id":"e-2","type":"swiped","source":"/doors","data":%s}""".formatted(SWIPE),
                Map.of("content-type", "application/cloudevents+json; charset=utf-8"));

        // then
        assertThat(delivery.eventId()).isEqualTo("e-2");
        assertThat(delivery.event().room()).isEqualTo("JP-301");
    }

    @Test
    void the_trace_of_the_producer_is_carried_on() {
        var traceId = "0af7651916cd43dd8448eb211c80319c";

        assertThat(read(Topics.SWIPES, SWIPE, Map.of("traceparent", "00-" + traceId + "-b7ad6b7169203331-01"))
                        .trace())
                .isEqualTo(new TraceParent(traceId, "b7ad6b7169203331"));
    }

    @Test
    void unknown_fields_are_ignored() {
        assertThat(read(Topics.SWIPES, SWIPE.replace("{", "{\"battery\":0.7,"), Map.of())
                        .event()
                        .room())
                .isEqualTo("JP-301");
    }

    @Test
    void a_null_value_on_a_compacted_topic_withdraws_the_key() {
        assertThat(read(Topics.CARDS, null, Map.of()).withdrawn()).isTrue();
    }

    @Test
    void a_null_value_elsewhere_is_refused() {
        assertThat(refusal(Topics.SWIPES, null, Map.of()).reason()).isEqualTo(ContractViolation.Reason.MISSING_FIELD);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"cardNumber\":\"1\"           | INVALID_JSON    | value     | is not JSON at line 1",
                "{\"cardNumber\":\"1\",\"room\":\"R\",\"readerId\":\"D\",\"swipedAt\":\"2026-1 | INVALID_JSON | value | is not JSON at line 1",
                "[1]                             | INVALID_TYPE    | value     | is not an object",
                "null                            | INVALID_TYPE    | value     | JSON null",
                "{\"cardNumber\":\"1\",\"room\":\"R\",\"readerId\":\"D\"}   | MISSING_FIELD   | swipedAt  | missing",
                "{\"cardNumber\":\"1\",\"room\":\"R\",\"readerId\":\"D\",\"swipedAt\":\"2026-13-05T09:00:00Z\"} | INVALID_INSTANT | swipedAt | '2026-13-05T09:00:00Z' is not an RFC 3339 instant",
                "{\"cardNumber\":\"1\",\"room\":\"R\",\"readerId\":\"D\",\"swipedAt\":\"2026-10-05T09:00:00\"}  | INVALID_INSTANT | swipedAt | is not an RFC 3339 instant",
                "{\"cardNumber\":\"1\",\"room\":\"R\",\"readerId\":\"D\",\"swipedAt\":1759651200}               | INVALID_INSTANT | swipedAt | '1759651200' is not an RFC 3339 instant",
                "{\"cardNumber\":\"1\",\"room\":\"R\",\"readerId\":\"D\",\"swipedAt\":{}}                       | INVALID_TYPE    | swipedAt | is not an RFC 3339 instant",
                "{\"cardNumber\":7,\"room\":\"R\",\"readerId\":\"D\",\"swipedAt\":\"2026-10-05T09:00:00Z\"}     | INVALID_TYPE    | cardNumber | is not a text",
                "{\"cardNumber\":\"1\\u0000\",\"room\":\"R\",\"readerId\":\"D\",\"swipedAt\":\"2026-10-05T09:00:00Z\"} | INVALID_ID | cardNumber | control",
            })
    void a_wrong_swipe_is_refused_with_its_field_and_reason(
            String json, ContractViolation.Reason reason, String field, String detail) {
        // when
        var refusal = refusal(Topics.SWIPES, json, Map.of());

        // then
        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal.field()).isEqualTo(field);
        assertThat(refusal).hasMessageContaining(detail);
    }

    @Test
    void a_wrong_value_in_a_list_is_named_by_its_place() {
        // given
        var register = """
                {"sessionId":"S","takenAt":"2026-10-06T11:05:00+01:00","takenBy":"p.marsh",
                 "marks":[{"studentId":"A","mark":"PRESENT"},{"studentId":"B","mark":"HERE"}]}""";

        // when
        var refusal = refusal(Topics.REGISTERS, register, Map.of());

        // then
        assertThat(refusal.field()).isEqualTo("marks[1].mark");
        assertThat(refusal).hasMessageContaining("'HERE' is not one of PRESENT, LATE, ABSENT");
    }

    @Test
    void a_text_is_not_taken_for_a_number_nor_an_absent_number_for_nought() {
        var student = """
                {"studentId":"S","givenName":"A","familyName":"B","email":"a@example.ac.uk","programmeCode":"P",%s
                 "status":"ENROLLED","enrolledFrom":"2026-09-14","enrolledTo":null,"sponsored":true,"fundingBodies":[]}""";

        assertThat(refusal(Topics.STUDENTS, student.formatted("\"level\":\"5\","), Map.of())
                        .reason())
                .isEqualTo(ContractViolation.Reason.INVALID_TYPE);
        assertThat(refusal(Topics.STUDENTS, student.formatted(""), Map.of()).reason())
                .isEqualTo(ContractViolation.Reason.MISSING_FIELD);
    }

    @Test
    void an_event_type_that_the_topic_does_not_carry_is_refused() {
        assertThat(refusal(Topics.THRESHOLDS, "{}", Map.of("ce_type", "org.rollcall.ThresholdForgotten.v1"))
                        .reason())
                .isEqualTo(ContractViolation.Reason.UNKNOWN_TYPE);
    }

    @Test
    void a_long_wrong_value_is_quoted_by_its_beginning() {
        // given
        var card = """
                {"cardNumber":"1","studentId":"S","validFrom":"%s","validTo":null}""".formatted("9".repeat(1_000_000));

        // when
        var refusal = refusal(Topics.CARDS, card, Map.of());

        // then
        assertThat(refusal.getMessage()).hasSizeLessThan(200);
    }

    private static <E> Delivery<E> read(Topic<E> topic, @Nullable String json, Map<String, String> headers) {
        var value = json == null ? null : json.getBytes(StandardCharsets.UTF_8);
        var record = new ConsumerRecord<String, byte[]>(topic.name(), 2, 8812, "key", value);
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return EventReader.read(record, topic);
    }

    private static ContractViolation refusal(Topic<?> topic, @Nullable String json, Map<String, String> headers) {
        return catchThrowableOfType(ContractViolation.class, () -> read(topic, json, headers));
    }
}
