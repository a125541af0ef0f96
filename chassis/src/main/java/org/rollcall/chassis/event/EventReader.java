package org.rollcall.chassis.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.rollcall.contracts.ContractViolation;
import org.rollcall.contracts.ContractViolation.Reason;
import org.rollcall.contracts.Topic;

/**
 * Reads a Kafka record as the event that its topic promises: plain JSON, a CloudEvent in binary mode, or one in
 * structured mode. What cannot be read says which field is wrong and why.
 */
public final class EventReader {

    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String OUR_TYPES = "org.rollcall.";

    private EventReader() {}

    /**
     * Reads one record.
     *
     * @throws ContractViolation when the record is not what the contract of its topic says
     */
    public static <E> Delivery<E> read(ConsumerRecord<String, byte[]> record, Topic<E> topic) {
        var at = new Coordinates(record.topic(), record.partition(), record.offset());
        var trace = TraceParent.parse(header(record, TraceParent.HEADER)).orElse(null);
        var id = orElse(header(record, "ce_id"), at.toString());
        var value = record.value();
        if (value == null) {
            if (!topic.compacted()) {
                throw new ContractViolation("value", Reason.MISSING_FIELD, "is missing");
            }
            return new Delivery<>(at, record.key(), id, trace, null);
        }
        try {
            if (orElse(header(record, "content-type"), "").startsWith(STRUCTURED)) {
                var envelope = EventJson.MAPPER.readTree(value);
                var data = envelope.get("data");
                if (data == null || data.isNull()) {
                    throw new ContractViolation("data", Reason.MISSING_FIELD, "is missing from the CloudEvent");
                }
                var type = typeOf(topic, text(envelope, "type"));
                return new Delivery<>(
                        at,
                        record.key(),
                        orElse(text(envelope, "id"), id),
                        trace,
                        EventJson.MAPPER.treeToValue(data, type));
            }
            var type = typeOf(topic, header(record, "ce_type"));
            return new Delivery<>(at, record.key(), id, trace, notNull(EventJson.MAPPER.readValue(value, type)));
        } catch (IOException e) {
            throw JsonRefusal.of(e);
        }
    }

    /** On a topic of one type the type need not be named; a name of ours must be one that the topic carries. */
    private static <E> Class<? extends E> typeOf(Topic<E> topic, @Nullable String name) {
        var types = topic.types();
        for (var type : types) {
            if (Topic.ceType(type).equals(name)) {
                return type;
            }
        }
        if (types.size() == 1 && (name == null || !name.startsWith(OUR_TYPES))) {
            return types.getFirst();
        }
        throw new ContractViolation(
                "ce_type",
                name == null ? Reason.MISSING_FIELD : Reason.UNKNOWN_TYPE,
                name == null
                        ? "is missing"
                        : "'" + JsonRefusal.shortened(name) + "' is not an event of " + topic.name());
    }

    private static <E> E notNull(@Nullable E event) {
        if (event == null) {
            throw new ContractViolation("value", Reason.INVALID_TYPE, "is the JSON null, not an object");
        }
        return event;
    }

    private static @Nullable String text(JsonNode envelope, String field) {
        var node = envelope.get(field);
        return node == null || !node.isTextual() ? null : node.textValue();
    }

    private static @Nullable String header(ConsumerRecord<String, byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static String orElse(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }
}
