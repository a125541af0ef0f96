package org.rollcall.contracts;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The JSON Schema (draft 2020-12) of an event, from its record: the components, their types, our annotations and their
 * Javadoc. It uses only keywords that mean the same in draft 07, which is what AsyncAPI tools read.
 *
 * <p>What no schema can say, that one field comes after another or that a date is a Monday, only the record checks.
 */
final class JsonSchemas {
    private static final String CONTROL = "\\u0000-\\u001F\\u007F-\\u009F";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonSchemas() {}

    static ObjectNode of(Class<?> event) {
        ObjectNode schema = NODES.objectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$id", "https://rollcall.example/schemas/" + event.getSimpleName() + ".v1.json");
        schema.put("title", event.getSimpleName());
        describe(schema, Javadoc.of(event));
        return schema.setAll(object(event));
    }

    /** A field is required when the record refuses its absence; of the others, null and absent mean the same. */
    static boolean isRequired(RecordComponent component) {
        return !isNullable(component.getAnnotatedType()) && !component.isAnnotationPresent(OrNone.class);
    }

    private static boolean isNullable(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }

    private static ObjectNode object(Class<?> type) {
        ObjectNode schema = NODES.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = schema.putArray("required");
        for (RecordComponent component : type.getRecordComponents()) {
            ObjectNode property = property(component);
            describe(property, Javadoc.ofComponent(type, component.getName()), ofConstants(component.getType()));
            properties.set(component.getName(), property);
            if (isRequired(component)) {
                required.add(component.getName());
            }
        }
        return schema;
    }

    private static ObjectNode property(RecordComponent component) {
        ObjectNode property = value(component.getAnnotatedType());
        Whole whole = component.getAnnotation(Whole.class);
        if (whole != null) {
            property.put("minimum", whole.min());
        }
        if (component.getType() == int.class) {
            property.put("maximum", Integer.MAX_VALUE);
        }
        if (!isRequired(component)) {
            String type = property.get("type").textValue();
            property.putArray("type").add(type).add("null");
        }
        return property;
    }

    private static ObjectNode value(AnnotatedType annotated) {
        ObjectNode schema = NODES.objectNode();
        if (annotated instanceof AnnotatedParameterizedType list) {
            schema.put("type", "array").set("items", value(list.getAnnotatedActualTypeArguments()[0]));
            return schema;
        }
        Class<?> type = (Class<?>) annotated.getType();
        if (type == String.class) {
            return text(schema.put("type", "string"), annotated);
        }
        if (type == Instant.class) {
            return schema.put("type", "string").put("format", "date-time");
        }
        if (type == LocalDate.class) {
            return schema.put("type", "string").put("format", "date");
        }
        if (type == int.class || type == long.class) {
            return schema.put("type", "integer");
        }
        if (type == boolean.class) {
            return schema.put("type", "boolean");
        }
        if (type.isEnum()) {
            ArrayNode constants = schema.put("type", "string").putArray("enum");
            List.of(type.getEnumConstants()).forEach(constant -> constants.add(constant.toString()));
            return schema;
        }
        if (type.isRecord()) {
            return object(type);
        }
        throw new AssertionError("the contract knows no " + type);
    }

    private static ObjectNode text(ObjectNode schema, AnnotatedType type) {
        if (type.isAnnotationPresent(Id.class)) {
            return schema.put("minLength", 1).put("maxLength", Check.ID_LENGTH).put("pattern", "^[^" + CONTROL + "]*$");
        }
        Line line = type.getAnnotation(Line.class);
        if (line != null) {
            if (line.min() > 0) {
                schema.put("minLength", line.min());
            }
            return schema.put("maxLength", Check.LINE_LENGTH).put("pattern", "^[^" + CONTROL + "]*$");
        }
        if (type.isAnnotationPresent(Prose.class)) {
            return schema.put("maxLength", Check.PROSE_LENGTH).put("pattern", "^[^\\u0000]*$");
        }
        if (type.isAnnotationPresent(Code.class)) {
            return schema.put("pattern", "^[A-Z][A-Z0-9_]{0,63}$");
        }
        if (type.isAnnotationPresent(AcademicYear.class)) {
            return schema.put("pattern", "^[0-9]{4}/[0-9]{2}$");
        }
        return schema;
    }

    private static void describe(ObjectNode schema, @Nullable String... texts) {
        String description = Stream.of(texts).filter(Objects::nonNull).collect(Collectors.joining(" "));
        if (!description.isEmpty()) {
            schema.put("description", description);
        }
    }

    /** What the constants of an enum mean, where that needs saying. */
    private static @Nullable String ofConstants(Class<?> type) {
        if (!type.isEnum()) {
            return null;
        }
        Stream<@Nullable String> constants = Stream.of(type.getEnumConstants()).map(constant -> {
            String text = Javadoc.ofConstant(type, constant.toString());
            return text == null ? null : constant + ": " + text;
        });
        return Stream.concat(Stream.of(Javadoc.of(type)), constants)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
    }
}
