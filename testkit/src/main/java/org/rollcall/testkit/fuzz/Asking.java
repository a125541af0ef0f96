package org.rollcall.testkit.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.rollcall.testkit.fuzz.OpenApi.Operation;
import org.rollcall.testkit.fuzz.RawHttp.Request;

/** Makes requests of an operation: one half as it wants them, the other with something wrong in each. */
final class Asking {

    private static final byte[] NOTHING = {};
    private static final String JSON = "application/json";
    private static final String FORM = "multipart/form-data";
    private static final String BOUNDARY = "----rollcall";

    private static final List<String> BROKEN_JSON = List.of(
            "",
            "null",
            "{",
            "{\"",
            "[]",
            "[{}]",
            "{}",
            "true",
            "\"text\"",
            "{\"a\":1}{\"b\":2}",
            "{\"a\":1,\"a\":2}",
            "\ufeff{}",
            "{'a':1}",
            "<a/>",
            "{\"a\":NaN}",
            "{\"\\u0000\":\"\\u0000\"}",
            "\0\1\2",
            "[".repeat(2_000),
            "{\"a\":".repeat(1_500));

    private static final List<String> MEDIA_TYPES = List.of(
            "text/plain",
            "application/xml",
            "application/x-www-form-urlencoded",
            "application/json;charset=utf-16",
            "*/*",
            "x",
            "",
            "application/json; charset=bogus",
            "multipart/form-data",
            "application/octet-stream",
            "/;=");

    private final OpenApi api;
    private final Known known;
    private final Values values;
    private final RandomGenerator random;

    Asking(OpenApi api, Known known, RandomGenerator random) {
        this.api = api;
        this.known = known;
        this.values = new Values(api, known, random);
        this.random = random;
    }

    /** What is wrong with a request. */
    private enum Fault {
        PATH,
        RAW_PATH,
        QUERY,
        REPEATED_QUERY,
        UNKNOWN_QUERY,
        HEADER,
        FIELD,
        UNKNOWN_FIELD,
        MISSING_FIELD,
        BROKEN_BODY,
        LONG_BODY,
        MEDIA_TYPE,
        ACCEPT
    }

    /**
     * A request.
     *
     * @param operation which it asks for
     */
    record Asked(Operation operation, Request request, String how) {}

    Asked next(Operation operation, Map<String, String> credentials) {
        var fault = random.nextInt(5) < 2 ? null : Fault.values()[random.nextInt(Fault.values().length)];
        var headers = new ArrayList<Map.Entry<String, String>>(credentials.entrySet());
        headers.add(Map.entry("Accept", fault == Fault.ACCEPT ? pick(MEDIA_TYPES) : accept(operation)));
        var target = target(operation, fault, headers);
        var body = body(operation, fault, headers);
        return new Asked(
                operation, new Request(operation.method(), target, headers, body), fault == null ? "" : fault.name());
    }

    private String accept(Operation operation) {
        for (var answer : operation.node().path("responses").properties()) {
            if (answer.getKey().startsWith("2") && answer.getValue().has("content")) {
                var types = answer.getValue().get("content").properties().stream()
                        .map(Map.Entry::getKey)
                        .toList();
                return types.isEmpty() ? "*/*" : pick(types);
            }
        }
        return "*/*";
    }

    private String target(Operation operation, @Nullable Fault fault, List<Map.Entry<String, String>> headers) {
        var path = operation.path();
        var query = new ArrayList<String>();
        for (var referred : operation.node().path("parameters")) {
            var parameter = api.resolve(referred);
            var name = parameter.path("name").asText();
            var value =
                    values.of(name, operation.path(), parameter.path("schema")).asText();
            switch (parameter.path("in").asText()) {
                case "path" ->
                    path = path.replace(
                            "{" + name + "}",
                            fault == Fault.RAW_PATH
                                    ? raw(values.hostileText())
                                    : encoded(fault == Fault.PATH ? values.hostileText() : value));
                case "query" -> {
                    var given = fault == Fault.QUERY && random.nextInt(2) == 0 ? values.hostileText() : value;
                    if (parameter.path("required").asBoolean() || random.nextInt(3) > 0) {
                        query.add(encoded(name) + "=" + encoded(given));
                    }
                    if (fault == Fault.REPEATED_QUERY) {
                        query.add(encoded(name) + "=" + encoded(values.hostileText()));
                    }
                }
                case "header" -> {
                    if (random.nextInt(3) == 0) {
                        headers.add(
                                Map.entry(name, fault == Fault.HEADER ? header(values.hostileText()) : header(value)));
                    }
                }
                default -> throw new IllegalStateException("No such place: " + parameter);
            }
        }
        if (fault == Fault.UNKNOWN_QUERY) {
            query.add(random.nextBoolean() ? raw(values.hostileText()) : encoded(values.hostileText()) + "=1");
        }
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }

    /** As it is, save what would end the request line. */
    private static String raw(String text) {
        return text.replaceAll("[\\s\\x00?#]", "");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** As it is, save what would end the header. */
    private static String header(String text) {
        return text.replaceAll("[\\r\\n\\x00]", "");
    }

    private byte[] body(Operation operation, @Nullable Fault fault, List<Map.Entry<String, String>> headers) {
        var content = operation.node().path("requestBody").path("content");
        if (content.isEmpty()) {
            return NOTHING;
        }
        var types = content.properties().stream().map(Map.Entry::getKey).toList();
        var type = pick(types);
        headers.add(Map.entry(
                "Content-Type",
                fault == Fault.MEDIA_TYPE
                        ? pick(MEDIA_TYPES)
                        : type.equals(FORM) ? FORM + "; boundary=" + BOUNDARY : type));
        if (fault == Fault.LONG_BODY) {
            return ("[\"" + "x".repeat(2 * 1024 * 1024) + "\"]").getBytes(StandardCharsets.UTF_8);
        }
        if (fault == Fault.BROKEN_BODY) {
            return pick(BROKEN_JSON).getBytes(StandardCharsets.UTF_8);
        }
        return switch (type) {
            case JSON ->
                json(operation, content.path(type).path("schema"), fault)
                        .toString()
                        .getBytes(StandardCharsets.UTF_8);
            case FORM -> form(fault).getBytes(StandardCharsets.UTF_8);
            default -> (values.hostileText() + "\t" + values.hostileText() + "\n").getBytes(StandardCharsets.UTF_8);
        };
    }

    private JsonNode json(Operation operation, JsonNode schema, @Nullable Fault fault) {
        var body = values.of("", operation.path(), schema);
        switch (fault) {
            case FIELD -> change(body);
            case UNKNOWN_FIELD -> {
                if (body instanceof ObjectNode object) {
                    object.set(values.hostileText(), values.hostile());
                }
            }
            case MISSING_FIELD -> {
                if (body instanceof ObjectNode object && !object.isEmpty()) {
                    object.remove(pick(names(object)));
                }
            }
            case null, default -> {}
        }
        return body;
    }

    /** Puts something else into one field, somewhere. */
    private void change(JsonNode body) {
        if (body instanceof ObjectNode object && !object.isEmpty()) {
            var name = pick(names(object));
            var inner = object.get(name);
            if (inner.isContainerNode() && !inner.isEmpty() && random.nextBoolean()) {
                change(inner);
            } else {
                object.set(name, values.hostile());
            }
        } else if (body instanceof ArrayNode array && !array.isEmpty()) {
            var index = random.nextInt(array.size());
            if (array.get(index).isContainerNode() && random.nextBoolean()) {
                change(array.get(index));
            } else {
                array.set(index, values.hostile());
            }
        }
    }

    private static List<String> names(ObjectNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    private String form(@Nullable Fault fault) {
        var name = fault == Fault.FIELD ? header(values.hostileText()) : "statement.pdf";
        return "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: application/pdf\r\n\r\n%s\r\n--%s--\r\n"
                .formatted(
                        BOUNDARY,
                        name,
                        fault == Fault.UNKNOWN_FIELD ? values.hostileText() : "%PDF-1.7\n",
                        fault == Fault.MISSING_FIELD ? "" : BOUNDARY);
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
