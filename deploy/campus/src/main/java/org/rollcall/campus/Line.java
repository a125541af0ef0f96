package org.rollcall.campus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import org.rollcall.contracts.Topic;

/**
 * One record to be published.
 *
 * @param value an object is published as JSON; a string as it is, whatever it holds
 */
public record Line(String topic, String key, JsonNode value) {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    static <E> Line of(Topic<E> topic, String key, E event) {
        return new Line(topic.name(), key, JSON.valueToTree(event));
    }

    static Line raw(Topic<?> topic, String key, String value) {
        return new Line(topic.name(), key, TextNode.valueOf(value));
    }

    /** The value as it is published. */
    public String text() {
        return value.isTextual() ? value.textValue() : value.toString();
    }

    /** As a line of a file: {@code {"topic","key","value"}}. */
    public String json() {
        try {
            return JSON.writeValueAsString(JsonNodeFactory.instance
                    .objectNode()
                    .put("topic", topic)
                    .put("key", key)
                    .set("value", value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
