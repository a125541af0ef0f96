package org.rollcall.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One line of a file to be published. */
sealed interface Line {

    /** A record: an object is published as JSON, a string as it is, whatever it holds; null withdraws the key. */
    record Message(String topic, @Nullable String key, byte @Nullable [] value) implements Line {}

    /** A line that says nothing that could be published. */
    record Unusable(String reason) implements Line {}

    /** An empty line. */
    record Blank() implements Line {}

    ObjectMapper JSON = new ObjectMapper();

    static Line parse(String text) {
        if (text.isBlank()) {
            return new Blank();
        }
        JsonNode line;
        try {
            line = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return new Unusable("not JSON: " + e.getOriginalMessage());
        }
        JsonNode topic = line.path("topic");
        JsonNode key = line.path("key");
        JsonNode value = line.path("value");
        if (!topic.isTextual()) {
            return new Unusable("'topic' is missing or not a string");
        }
        if (!key.isTextual() && !key.isNull() && !key.isMissingNode()) {
            return new Unusable("'key' is not a string");
        }
        return switch (value.getNodeType()) {
            case OBJECT -> new Message(topic.textValue(), key.textValue(), bytes(value.toString()));
            case STRING -> new Message(topic.textValue(), key.textValue(), bytes(value.textValue()));
            case NULL -> new Message(topic.textValue(), key.textValue(), null);
            case MISSING -> new Unusable("'value' is missing");
            case ARRAY, BINARY, BOOLEAN, NUMBER, POJO ->
                new Unusable("'value' is neither an object, nor a string, nor null");
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
