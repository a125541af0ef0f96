package org.rollcall.attendance.xapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A learning record store for tests, written from the xAPI 1.0.3 specification (part two, data; part three, communication)
 * and from the Jisc attendance recipe: it takes what they allow and refuses all else, all of a request or none of it; it
 * knows a statement by its id, and refuses another one under the same.
 */
final class Receiver implements AutoCloseable {

    private static final Set<String> OF_STATEMENT = Set.of(
            "id",
            "actor",
            "verb",
            "object",
            "result",
            "context",
            "timestamp",
            "stored",
            "authority",
            "version",
            "attachments");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*");
    private static final String JISC = "http://xapi.jisc.ac.uk/";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Map<String, JsonNode> statements = new LinkedHashMap<>();
    private final Queue<Integer> troubles = new ArrayDeque<>();
    private final List<Integer> sizes = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private Predicate<JsonNode> dislikes = _ -> false;
    private int repeated;

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/xapi/statements", this::handle);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/xapi");
    }

    /** Answers the next requests with these codes; 0 closes the connection without an answer, -1 stores and then does so. */
    synchronized void trouble(Integer... codes) {
        troubles.addAll(List.of(codes));
    }

    /** Refuses these for good. */
    synchronized void dislike(Predicate<JsonNode> which) {
        dislikes = which;
    }

    /** What it has, in the order in which it came. */
    synchronized List<JsonNode> statements() {
        return List.copyOf(statements.values());
    }

    /** How many statements it was sent that it had. */
    synchronized int repeated() {
        return repeated;
    }

    /** What was wrong with what it refused. */
    synchronized List<String> complaints() {
        return List.copyOf(complaints);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var trouble = troubles.isEmpty() ? 200 : troubles.remove();
            if (trouble == 0) {
                return;
            }
            if (trouble > 200) {
                answer(exchange, trouble, "not now");
                return;
            }
            try {
                var ids = take(exchange, body);
                if (trouble == 200) {
                    answer(exchange, 200, JSON.writeValueAsString(ids));
                }
            } catch (Wrong why) {
                complaints.add(why.status + " " + why.getMessage());
                answer(exchange, why.status, String.valueOf(why.getMessage()));
            }
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("X-Experience-API-Version", "1.0.3");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private List<String> take(HttpExchange exchange, byte[] body) throws IOException, Wrong {
        must(exchange.getRequestMethod().equals("POST"), "only POST is known here");
        must("1.0.3".equals(header(exchange, "X-Experience-API-Version")), "the version header is missing");
        must("application/json".equals(header(exchange, "Content-Type")), "not JSON by its type");
        var auth = header(exchange, "Authorization");
        if (!"Basic cm9sbGNhbGw6c2VjcmV0".equals(auth)) {
            throw new Wrong(401, "who is it?");
        }
        var batch = JSON.readTree(body);
        must(batch.isArray(), "statements are sent in an array");
        sizes.add(batch.size());
        for (var statement : batch) {
            check(statement);
            if (dislikes.test(statement)) {
                throw new Wrong(400, "I do not like " + statement.get("id"));
            }
            var known = statements.get(statement.get("id").textValue());
            if (known != null && !known.equals(statement)) {
                throw new Wrong(409, "another statement has the id " + statement.get("id"));
            }
        }
        var ids = new ArrayList<String>();
        for (var statement : batch) {
            var id = statement.get("id").textValue();
            must(!ids.contains(id), "the id is there twice: " + id);
            ids.add(id);
            if (statements.putIfAbsent(id, statement) != null) {
                repeated++;
            }
        }
        return ids;
    }

    private static @Nullable String header(HttpExchange exchange, String name) {
        return exchange.getRequestHeaders().getFirst(name);
    }

    /** The rules of xAPI 1.0.3 for a statement about an activity, and those of the Jisc attendance recipe. */
    static void check(JsonNode statement) throws Wrong {
        noNulls(statement, "");
        only(statement, OF_STATEMENT);
        must(isUuid(statement.path("id")), "id is a UUID");
        must(statement.path("version").asText("1.0.0").startsWith("1.0."), "version is 1.0.x");
        var actor = statement.path("actor");
        only(actor, Set.of("objectType", "account"));
        must(actor.path("objectType").asText("Agent").equals("Agent"), "the actor is an agent");
        only(actor.path("account"), Set.of("homePage", "name"));
        must(isIri(actor.path("account").path("homePage")), "account.homePage is an IRL");
        must(!actor.path("account").path("name").asText().isEmpty(), "account.name is there");
        var verb = statement.path("verb");
        only(verb, Set.of("id", "display"));
        must(verb.path("id").asText().equals("http://adlnet.gov/expapi/verbs/attended"), "the verb is attended");
        for (var display : verb.path("display").properties()) {
            must(LANGUAGE.matcher(display.getKey()).matches(), "display is by language");
        }
        checkObject(statement.path("object"));
        checkResult(statement.path("result"));
        var context = statement.path("context");
        only(context, Set.of("extensions", "platform"));
        extensions(context.path("extensions"));
        must(context.at("/extensions").path(JISC + "version").asText().equals("1.1.1"), "the profile's version");
        must(context.at("/extensions").path(JISC + "recipeCat").asText().equals("attendance"), "the recipe");
        must(
                !context.at("/extensions")
                        .path(JISC + "courseArea")
                        .path(JISC + "uddModInstanceID")
                        .asText()
                        .isEmpty(),
                "the module");
        must(isInstant(statement.path("timestamp")), "timestamp is ISO 8601");
        must(
                statement
                        .path("timestamp")
                        .equals(statement
                                .path("object")
                                .path("definition")
                                .path("extensions")
                                .path(JISC + "starttime")),
                "timestamp is the planned start");
    }

    private static void checkObject(JsonNode object) throws Wrong {
        only(object, Set.of("objectType", "id", "definition"));
        must(object.path("objectType").asText().equals("Activity"), "the object is an activity");
        must(isIri(object.path("id")), "the activity's id is an IRI");
        var definition = object.path("definition");
        only(definition, Set.of("name", "description", "type", "moreInfo", "extensions"));
        must(definition.path("type").asText().equals(JISC + "event_timetabled"), "the activity's type");
        var extensions = definition.path("extensions");
        extensions(extensions);
        must(isInstant(extensions.path(JISC + "endtime")), "endtime is ISO 8601");
        must(
                Set.of("0", "1")
                        .contains(extensions.path(JISC + "event_mandatory").toString()),
                "event_mandatory is 0 or 1");
        must(extensions.path(JISC + "event_type_description").isTextual(), "the type is described");
    }

    private static void checkResult(JsonNode result) throws Wrong {
        only(result, Set.of("completion", "extensions"));
        must(result.path("completion").isBoolean(), "completion is true or false");
        var extensions = result.path("extensions");
        extensions(extensions);
        must(isInstant(extensions.path(JISC + "submission_time")), "submission_time is ISO 8601");
        var late = extensions.path(JISC + "attendance_late");
        must(late.isMissingNode() || late.toString().equals("1"), "attendance_late is 1, or not there");
        must(late.isMissingNode() || result.path("completion").booleanValue(), "nobody is late who was not there");
    }

    private static void extensions(JsonNode extensions) throws Wrong {
        must(extensions.isObject(), "extensions are an object");
        for (var extension : extensions.properties()) {
            must(isIri(extension.getKey()), "an extension's key is an IRI: " + extension.getKey());
        }
    }

    private static void only(JsonNode node, Set<String> allowed) throws Wrong {
        must(node.isObject(), "an object is missing among " + allowed);
        for (var field : node.properties()) {
            must(allowed.contains(field.getKey()), "not a property: " + field.getKey());
        }
    }

    private static void noNulls(JsonNode node, String path) throws Wrong {
        must(!node.isNull(), "null is no value: " + path);
        must(!(node.isObject() && node.isEmpty()), "an object is empty: " + path);
        for (var field : node.properties()) {
            noNulls(field.getValue(), path + "/" + field.getKey());
        }
    }

    private static boolean isUuid(JsonNode node) {
        try {
            return UUID.fromString(node.asText()).toString().equals(node.asText());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isIri(JsonNode node) {
        return node.isTextual() && isIri(node.textValue());
    }

    private static boolean isIri(String text) {
        try {
            return new URI(text).isAbsolute();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isInstant(JsonNode node) {
        try {
            OffsetDateTime.parse(node.asText());
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static void must(boolean holds, String rule) throws Wrong {
        if (!holds) {
            throw new Wrong(400, rule);
        }
    }

    /** A request that is not taken. */
    static final class Wrong extends Exception {

        private static final long serialVersionUID = 1L;

        private final int status;

        Wrong(int status, String why) {
            super(why);
            this.status = status;
        }
    }
}
