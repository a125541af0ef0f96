package org.rollcall.contracts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator.Feature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The AsyncAPI 3.0 document of the suite, from {@link Topics}, the records' Javadoc and {@link Examples}. */
final class AsyncApi {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String SCHEMAS = "../contracts/src/main/resources/schemas/";
    private static final String KAFKA_BINDING = "0.5.0";

    private static final String DESCRIPTION = """
            Rollcall runs a university's attendance and engagement policy. What other systems publish, it receives; what \
            becomes of it, it sends. Values are UTF-8 JSON. Instants are RFC 3339 with an offset, dates are YYYY-MM-DD in \
            Europe/London, weeks are named by their Monday. Unknown fields are ignored; a field that may be null may \
            be left out by others and is always written by Rollcall.

            Events of Rollcall are CloudEvents 1.0 in Kafka's binary mode. Others may publish plain JSON without \
            headers, or CloudEvents in binary or structured mode (content-type application/cloudevents+json); where \
            a topic carries several types, ce_type must name one.

            Delivery is at least once. Events with a revision carry the whole state, and the highest revision wins; of \
            the others, what has the same id is the same.
            """;

    /** Who writes the topics that the suite writes; the rest are written by others alone. */
    private static final Map<Topic<?>, String> PUBLISHERS = Map.of(
            Topics.ABSENCES, "case-management",
            Topics.RECORDS, "attendance-ingest",
            Topics.REJECTIONS, "attendance-ingest",
            Topics.WEEKS, "engagement-rules",
            Topics.THRESHOLDS, "engagement-rules",
            Topics.CASES, "case-management",
            Topics.APPEALS, "appeals-service",
            Topics.NOTIFICATIONS, "notification-service");

    /** Topics that systems beside the suite publish to: headers are optional there. */
    private static final List<Topic<?>> INBOUND = List.of(
            Topics.STUDENTS,
            Topics.PROGRAMMES,
            Topics.CARDS,
            Topics.SESSIONS,
            Topics.SWIPES,
            Topics.REGISTERS,
            Topics.ABSENCES);

    private AsyncApi() {}

    static String yaml() {
        YAMLMapper mapper = YAMLMapper.builder(YAMLFactory.builder()
                        .enable(Feature.MINIMIZE_QUOTES)
                        .enable(Feature.INDENT_ARRAYS_WITH_INDICATOR)
                        .disable(Feature.WRITE_DOC_START_MARKER)
                        .disable(Feature.SPLIT_LINES)
                        .stringQuotingChecker(new DigitsAreText())
                        .build())
                .build();
        try {
            return "# Written from the records by StoredFilesTest in contracts: change those, not this.\n"
                    + mapper.writeValueAsString(document());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static ObjectNode document() {
        ObjectNode document = NODES.objectNode().put("asyncapi", "3.0.0").put("id", "urn:org.rollcall:events");
        document.putObject("info")
                .put("title", "Rollcall")
                .put("version", "1.0.0")
                .put("description", DESCRIPTION)
                .set("license", license());
        document.put("defaultContentType", "application/json");
        ObjectNode channels = document.putObject("channels");
        ObjectNode operations = document.putObject("operations");
        ObjectNode components = document.putObject("components");
        ObjectNode messages = components.putObject("messages");
        for (Topic<?> topic : Topics.all()) {
            channels.set(topic.name(), channel(topic));
            if (INBOUND.contains(topic)) {
                operations.set("receive." + topic.name(), operation("receive", topic));
            }
            if (PUBLISHERS.containsKey(topic)) {
                operations.set("send." + topic.name(), operation("send", topic));
            }
            topic.types().forEach(type -> messages.set(type.getSimpleName(), message(topic, type)));
        }
        components.putObject("schemas").set("CloudEvent", cloudEvent());
        return document;
    }

    private static ObjectNode license() {
        return NODES.objectNode().put("name", "Apache-2.0").put("url", "https://www.apache.org/licenses/LICENSE-2.0");
    }

    private static ObjectNode channel(Topic<?> topic) {
        ObjectNode channel = NODES.objectNode().put("address", topic.name());
        String keys = topic.keyField() == null
                ? "The record key is that of the record it speaks of."
                : "The record key is " + topic.keyField() + ".";
        String tombstone = topic.compacted() ? " Compacted: a null value withdraws the key." : "";
        channel.put("description", description(topic) + " " + keys + tombstone);
        ObjectNode messages = channel.putObject("messages");
        topic.types().forEach(type -> messages.set(type.getSimpleName(), ref("#/components/messages/", type)));
        ObjectNode kafka = channel.putObject("bindings").putObject("kafka");
        kafka.put("topic", topic.name()).put("partitions", 12);
        kafka.putObject("topicConfiguration").putArray("cleanup.policy").add(topic.compacted() ? "compact" : "delete");
        kafka.put("bindingVersion", KAFKA_BINDING);
        return channel;
    }

    private static ObjectNode operation(String action, Topic<?> topic) {
        ObjectNode operation = NODES.objectNode().put("action", action);
        if (action.equals("send")) {
            operation.put("summary", "Sent by " + PUBLISHERS.get(topic) + ".");
        }
        operation.putObject("channel").put("$ref", "#/channels/" + topic.name());
        var messages = operation.putArray("messages");
        topic.types().forEach(type -> messages.add(ref("#/channels/" + topic.name() + "/messages/", type)));
        return operation;
    }

    private static ObjectNode message(Topic<?> topic, Class<?> type) {
        ObjectNode message = NODES.objectNode()
                .put("name", Topic.ceType(type))
                .put("title", type.getSimpleName())
                .put("summary", Objects.requireNonNull(Javadoc.of(type)))
                .put("contentType", "application/json");
        message.set("headers", headers(topic, type));
        message.putObject("payload").put("$ref", SCHEMAS + type.getSimpleName() + ".v1.json");
        ObjectNode kafka = message.putObject("bindings").putObject("kafka");
        kafka.set("key", key(topic, type));
        kafka.put("bindingVersion", KAFKA_BINDING);
        ObjectNode example = message.putArray("examples").addObject().put("name", type.getSimpleName());
        JsonNode payload = Json.tree(Examples.of(type));
        if (!INBOUND.contains(topic)) {
            example.set("headers", exampleHeaders(topic, type, payload));
        }
        example.set("payload", payload);
        return message;
    }

    private static JsonNode key(Topic<?> topic, Class<?> type) {
        return topic.keyField() == null
                ? NODES.objectNode().set("type", NODES.arrayNode().add("string").add("null"))
                : JsonSchemas.of(type).at("/properties/" + topic.keyField());
    }

    private static ObjectNode headers(Topic<?> topic, Class<?> type) {
        ObjectNode headers = NODES.objectNode().put("type", "object");
        headers.putObject("properties").putObject("ce_type").put("const", Topic.ceType(type));
        if (!INBOUND.contains(topic)) {
            headers.putArray("allOf").addObject().put("$ref", "#/components/schemas/CloudEvent");
        }
        return headers;
    }

    private static ObjectNode exampleHeaders(Topic<?> topic, Class<?> type, JsonNode payload) {
        return NODES.objectNode()
                .put("ce_specversion", "1.0")
                .put("ce_id", "019a2f4e-6f01-7b3c-8d4e-5f60718293a4")
                .put("ce_type", Topic.ceType(type))
                .put("ce_source", "/rollcall/" + PUBLISHERS.get(topic))
                .put("ce_time", "2026-10-28T00:00:04.125Z")
                .put("ce_subject", payload.path("studentId").asText("S1000001"))
                .put("content-type", "application/json")
                .put("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    }

    private static ObjectNode cloudEvent() {
        ObjectNode schema = NODES.objectNode()
                .put("type", "object")
                .put(
                        "description",
                        "The headers of every event that Rollcall publishes: CloudEvents 1.0, binary mode.");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("ce_specversion").put("const", "1.0");
        text(properties, "ce_id", "Unique per source; the same event published again has the same.");
        text(properties, "ce_type", "org.rollcall.<Name>.v1");
        text(properties, "ce_source", "/rollcall/<service>");
        text(properties, "ce_time", "When it happened.").put("format", "date-time");
        text(properties, "ce_subject", "The id of the student whom it is about.");
        properties.putObject("content-type").put("const", "application/json");
        text(properties, "traceparent", "W3C trace context: the trace that caused it.");
        var required = schema.putArray("required");
        properties.fieldNames().forEachRemaining(required::add);
        return schema;
    }

    private static ObjectNode text(ObjectNode properties, String name, String description) {
        return properties.putObject(name).put("type", "string").put("description", description);
    }

    private static ObjectNode ref(String prefix, Class<?> type) {
        return NODES.objectNode().put("$ref", prefix + type.getSimpleName());
    }

    private static String description(Topic<?> topic) {
        return Stream.of(Topics.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && topic.equals(valueOf(field)))
                .map(field -> Javadoc.ofConstant(Topics.class, field.getName()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new AssertionError(topic.name() + " has no Javadoc in Topics"));
    }

    private static @Nullable Object valueOf(Field field) {
        try {
            return field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    /** YAML readers take 2026-10-05 for a date and 0000123456 for a number: such texts keep their quotes. */
    private static final class DigitsAreText extends StringQuotingChecker.Default {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean needToQuoteValue(String value) {
            return super.needToQuoteValue(value) || value.startsWith("-") || startsWithDigit(value);
        }

        private static boolean startsWithDigit(String value) {
            return !value.isEmpty() && Character.isDigit(value.charAt(0));
        }
    }
}
