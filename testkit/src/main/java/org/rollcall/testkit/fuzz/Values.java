package org.rollcall.testkit.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes values of a schema, and values that break things. */
final class Values {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final LocalDate AUTUMN = LocalDate.of(2026, 9, 14);
    private static final int DEEPEST = 6;

    /** Texts that somebody's code has stumbled over. */
    private static final List<String> HOSTILE = List.of(
            "",
            " ",
            "\0",
            "a\0b",
            "\u0001",
            "\u007f",
            "\t",
            "\r\nX-Injected: yes",
            "'; DROP TABLE student; --",
            "\" OR \"\"=\"",
            "../../etc/passwd",
            "..%2f..%2fetc%2fpasswd",
            "%",
            "%zz",
            "%00",
            "%s%n%x",
            "null",
            "undefined",
            "NaN",
            "-1",
            "99999999999999999999",
            "1e400",
            "0x10",
            "0001-01-01",
            "9999-12-31",
            "+999999999-12-31",
            "-999999999-01-01",
            "2026-02-30",
            "2026-13-01T00:00:00Z",
            "9999-12-31T23:59:59.999999999Z",
            "0000-01-01T00:00:00Z",
            "+999999999-12-31T23:59:59Z",
            "-999999999-01-01T00:00:00Z",
            "2026-10-05T09:00:00+18:00",
            "9999/00",
            "2026/27",
            "0000/01",
            "\ud83d\ude00",
            "\u202Etxet",
            "\uFFFE",
            "Z\u0351\u036bA\u0334L\u0321GO",
            "\u0130\u0131",
            "<script>alert(1)</script>",
            "${jndi:ldap://127.0.0.1/a}",
            "{{7*7}}",
            "#{7*7}",
            "{}",
            "[]",
            "{id}",
            "/",
            "//",
            ";",
            "a;b=c",
            "?",
            "&",
            "=",
            "+",
            "\\",
            "x".repeat(64),
            "x".repeat(65),
            "x".repeat(255),
            "x".repeat(256),
            "x".repeat(3_000));

    private final OpenApi api;
    private final Known known;
    private final RandomGenerator random;

    Values(OpenApi api, Known known, RandomGenerator random) {
        this.api = api;
        this.known = known;
        this.random = random;
    }

    String hostileText() {
        return pick(HOSTILE);
    }

    /** A value of no particular type. */
    JsonNode hostile() {
        return switch (random.nextInt(12)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.booleanNode(random.nextBoolean());
            case 2 -> JSON.numberNode(0);
            case 3 -> JSON.numberNode(-1);
            case 4 -> JSON.numberNode(new BigDecimal("1.5"));
            case 5 -> JSON.numberNode(new BigInteger("123456789012345678901234567890"));
            case 6 -> JSON.numberNode(Double.MAX_VALUE);
            case 7 -> JSON.objectNode();
            case 8 -> JSON.arrayNode().add(JSON.arrayNode().add(JSON.nullNode()));
            case 9 -> JSON.textNode("\ud800");
            default -> JSON.textNode(hostileText());
        };
    }

    /** A value of the schema, as far as the schema says what that is. */
    JsonNode of(String name, String path, JsonNode schema) {
        return of(name, path, schema, 0);
    }

    private JsonNode of(String name, String path, JsonNode referring, int depth) {
        var schema = api.resolve(referring);
        var choices = schema.has("anyOf") ? schema.get("anyOf") : schema.path("oneOf");
        if (!choices.isEmpty()) {
            return of(name, path, choices.get(random.nextInt(choices.size())), depth);
        }
        if (schema.has("enum")) {
            return schema.get("enum").get(random.nextInt(schema.get("enum").size()));
        }
        return switch (type(schema)) {
            case "null" -> JSON.nullNode();
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            case "integer" -> JSON.numberNode(number(schema));
            case "number" -> JSON.numberNode(BigDecimal.valueOf(number(schema)));
            case "array" -> array(name, path, schema, depth);
            case "object" -> object(path, schema, depth);
            default -> JSON.textNode(text(name, path, schema));
        };
    }

    private String type(JsonNode schema) {
        var type = schema.path("type");
        if (type.isArray()) {
            return type.get(random.nextInt(5) == 0 ? type.size() - 1 : 0).asText();
        }
        return type.asText(schema.has("properties") ? "object" : "string");
    }

    private long number(JsonNode schema) {
        var least = schema.path("minimum").asLong(0);
        var most = schema.path("maximum").asLong(least + 100);
        return switch (random.nextInt(4)) {
            case 0 -> least;
            case 1 -> most;
            default -> random.nextLong(least, Math.min(most, least + 10) + 1);
        };
    }

    private JsonNode array(String name, String path, JsonNode schema, int depth) {
        var array = JSON.arrayNode();
        var least = schema.path("minItems").asInt(0);
        for (var i = depth > DEEPEST ? 0 : least + random.nextInt(3); i > 0; i--) {
            array.add(of(name, path, schema.path("items"), depth + 1));
        }
        return array;
    }

    private JsonNode object(String path, JsonNode schema, int depth) {
        var object = JSON.objectNode();
        var required = new ArrayList<String>();
        schema.path("required").forEach(each -> required.add(each.asText()));
        schema.path("properties").properties().forEach(property -> {
            if (required.contains(property.getKey()) || depth <= DEEPEST && random.nextInt(3) > 0) {
                object.set(property.getKey(), of(property.getKey(), path, property.getValue(), depth + 1));
            }
        });
        if (schema.path("additionalProperties").isObject() && random.nextBoolean()) {
            object.set("step", of("step", path, schema.get("additionalProperties"), depth + 1));
        }
        return object;
    }

    private String text(String name, String path, JsonNode schema) {
        return switch (schema.path("format").asText("")) {
            case "date" -> AUTUMN.plusDays(random.nextInt(120)).toString();
            case "date-time" -> AUTUMN.plusDays(random.nextInt(120)) + "T09:00:00Z";
            case "uuid" -> orElse(known.any(name, path, random), uuid());
            case "uri" -> "https://example.ac.uk/" + random.nextInt(100);
            case "byte" -> "JVBERi0xLjcK";
            default -> orElse(random.nextInt(8) == 0 ? null : known.any(name, path, random), plain(name, schema));
        };
    }

    private String plain(String name, JsonNode schema) {
        if (name.equals("weekStarting")) {
            return AUTUMN.plusWeeks(random.nextInt(12)).toString();
        }
        if (name.equals("academicYear")) {
            return "2026/27";
        }
        if (name.toLowerCase(java.util.Locale.ROOT).endsWith("id") && random.nextBoolean()) {
            return uuid();
        }
        var least = schema.path("minLength").asInt(1);
        var most = schema.path("maxLength").asInt(200);
        return "x"
                .repeat(
                        switch (random.nextInt(5)) {
                            case 0 -> least;
                            case 1 -> most;
                            default -> Math.min(most, least + random.nextInt(20));
                        });
    }

    private String uuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static String orElse(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }
}
