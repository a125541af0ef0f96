package org.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks for every operation of a service as everyone, and compares the answers with the service's table in
 * {@code docs/access.md}. An operation without its row is a mistake, and so is a row without its operation.
 *
 * <p>Each is asked for without a token, in every role of the suite and in none, with ids that are the asker's, somebody
 * else's, and nobody's. Somebody else's and nobody's have to be answered alike: status, headers and body.
 */
public final class AccessMatrix {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int UUID_LENGTH = 36;

    /** What is shorter may stand in an answer by chance. */
    private static final int SHORTEST_ID = 5;

    private static final String NOBODY = "offline_access";
    private static final List<String> STAFF =
            List.of("programme-leader", "faculty-admin", "registry", "compliance", "administrator");
    private static final Set<String> BOUND = Set.of("student", "programme-leader", "faculty-admin");
    private static final List<String> ROLES = Stream.concat(
                    STAFF.stream(), Stream.of("student", "timetabling", "mailer", NOBODY))
            .toList();
    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| ([^|]*) \\| ([^|]*) \\|.*");
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, Row> rows;
    private final URI root;
    private final Map<String, Body> bodies = new HashMap<>();
    private final Map<String, String> queries = new HashMap<>();
    private final Map<String, Function<Tokens, Map<String, String>>> senders = new HashMap<>();
    private final Map<String, Map<String, String>> under = new HashMap<>();
    private final List<String> wrong = new ArrayList<>();
    private Function<String, Tokens> people = role -> Tokens.of("a-" + role, role);
    private Map<String, String> own = Map.of();
    private Map<String, String> foreign = Map.of();
    private Map<String, String> absent = Map.of();

    private AccessMatrix(Map<String, Row> rows, URI root) {
        this.rows = rows;
        this.root = root;
    }

    /**
     * The table of a service.
     *
     * @param service as its heading in the document has it
     * @param port where it runs
     */
    public static AccessMatrix of(String service, int port) {
        try {
            var document = Files.readString(Checkout.root().resolve("docs").resolve("access.md"));
            var section = document.split("\n### " + service + "\n", 2)[1].split("\n#", 2)[0];
            var rows = section.lines()
                    .map(ROW::matcher)
                    .filter(Matcher::matches)
                    .collect(Collectors.toMap(
                            row -> row.group(1),
                            row -> Row.of(row.group(2).strip(), row.group(3).strip()),
                            (one, other) -> {
                                throw new IllegalStateException("An operation has two rows: " + one + other);
                            },
                            LinkedHashMap::new));
            return new AccessMatrix(rows, URI.create("http://127.0.0.1:" + port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The student, the programme and the faculty that those who ask are, lead and work for. */
    public AccessMatrix asked(String student, String programme, String faculty) {
        people = role -> Tokens.of("a-" + role, role)
                .leading(programme)
                .ofFaculty(faculty)
                .with("student_id", student);
        return this;
    }

    /** What is filled into the places of paths, queries and bodies, of a row that is everyone's who is bound. */
    public AccessMatrix own(Map<String, String> values) {
        own = Map.copyOf(values);
        return this;
    }

    /** The same, of a row that is nobody's who is bound; places that are not named are filled as of one's own. */
    public AccessMatrix foreign(Map<String, String> values) {
        foreign = Map.copyOf(values);
        absent = foreign.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> like(entry.getValue())));
        return this;
    }

    /** What is filled in, in the place of the former, where a path begins so; of what nobody's rows hang on. */
    public AccessMatrix under(String path, Map<String, String> values) {
        under.put(path, Map.copyOf(values));
        return this;
    }

    /** An id of the same form that nothing has. */
    private static String like(String id) {
        return id.length() == UUID_LENGTH
                ? UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString()
                : id.replaceAll("[0-9]", "9").replaceAll("[A-Z]", "X");
    }

    /** What an operation is asked for with; places are filled in. */
    public AccessMatrix body(String operation, String json) {
        return body(operation, "application/json", json);
    }

    public AccessMatrix body(String operation, String contentType, String body) {
        bodies.put(operation, new Body(contentType, body));
        return this;
    }

    public AccessMatrix query(String operation, String query) {
        queries.put(operation, query);
        return this;
    }

    /** How somebody sends what only its sender sees: the ids of what they sent. */
    public AccessMatrix sent(String operation, Function<Tokens, Map<String, String>> sender) {
        senders.put(operation, sender);
        return this;
    }

    /** Asks for all of them. */
    public void holds() {
        var operations = operations();
        operations.stream()
                .filter(operation -> !rows.containsKey(operation.name()))
                .forEach(operation -> wrong.add(operation.name() + " has no row"));
        rows.keySet().stream()
                .filter(name -> operations.stream()
                        .noneMatch(operation -> operation.name().equals(name)))
                .forEach(name -> wrong.add(name + " is no operation of the service"));
        for (var operation : operations) {
            var row = rows.get(operation.name());
            if (row != null) {
                withoutToken(operation);
                ROLES.forEach(role -> inRole(operation, row, role));
            }
        }
        assertThat(wrong).as("what is otherwise than docs/access.md says").isEmpty();
    }

    private void withoutToken(Operation operation) {
        for (var values : List.of(own, foreign, absent)) {
            var answer = ask(operation, null, values);
            expect(operation, "nobody", answer, 401, "unauthenticated");
            if (!answer.headers().getOrDefault("www-authenticate", "").startsWith("Bearer")) {
                wrong.add(operation.name() + " without a token: no WWW-Authenticate");
            }
        }
    }

    private void inRole(Operation operation, Row row, String role) {
        var token = people.apply(role);
        if (!row.openTo().contains(role)) {
            for (var values : List.of(own, foreign, absent)) {
                expect(operation, role, ask(operation, token, values), 403, "not-permitted");
            }
            return;
        }
        switch (row.rows()) {
            case NONE -> allowed(operation, role, ask(operation, token, own));
            case STUDENT -> {
                var foreigns = ask(operation, token, foreign);
                if (BOUND.contains(role)) {
                    alike(operation, role, foreigns, ask(operation, token, absent));
                } else {
                    allowed(operation, role, foreigns);
                }
                allowed(operation, role, ask(operation, token, own));
            }
            case SENDER -> {
                var sent = sender(operation).apply(token);
                allowed(operation, role, ask(operation, token, sent));
                alike(
                        operation,
                        role,
                        ask(operation, people.apply(role).with("preferred_username", "another"), sent),
                        ask(operation, token, absent));
            }
            case LIST -> list(operation, role, token);
        }
    }

    private Function<Tokens, Map<String, String>> sender(Operation operation) {
        var sender = senders.get(operation.name());
        if (sender == null) {
            throw new IllegalStateException("Nothing says how to send what is asked for by " + operation.name());
        }
        return sender;
    }

    private void list(Operation operation, String role, Tokens token) {
        var answer = ask(operation, token, own);
        allowed(operation, role, answer);
        if (own.keySet().stream().noneMatch(place -> answer.body().contains("{" + place + "}"))) {
            wrong.add("%s as %s: their own is missing: %s".formatted(operation.name(), role, answer));
        }
        var others = foreign.values().stream().anyMatch(answer.body()::contains);
        if (others == BOUND.contains(role)) {
            wrong.add("%s as %s: %s".formatted(operation.name(), role, others ? "foreign rows" : "rows are missing"));
        }
        var page = json(answer.body());
        if (page.has("total")
                && page.path("total").asInt() != page.path("items").size()) {
            wrong.add("%s as %s: the total is not that of what is shown".formatted(operation.name(), role));
        }
    }

    private void allowed(Operation operation, String role, Answer answer) {
        if (Set.of(401, 403, 404, 405, 406, 415).contains(answer.status()) || answer.status() >= 500) {
            wrong.add("%s as %s: %s".formatted(operation.name(), role, answer));
        }
    }

    private void expect(Operation operation, String role, Answer answer, int status, String type) {
        if (answer.status() != status
                || !answer.headers().getOrDefault("content-type", "").startsWith("application/problem+json")
                || !json(answer.body()).path("type").asText().endsWith("/" + type)) {
            wrong.add("%s as %s: expected %d %s, and got %s".formatted(operation.name(), role, status, type, answer));
        }
    }

    private void alike(Operation operation, String role, Answer foreign, Answer absent) {
        expect(operation, role, foreign, 404, "not-found");
        expect(operation, role, absent, 404, "not-found");
        if (!foreign.equals(absent)) {
            wrong.add("%s as %s: foreign %s, absent %s".formatted(operation.name(), role, foreign, absent));
        }
    }

    private Answer ask(Operation operation, @Nullable Tokens token, Map<String, String> given) {
        var values = new HashMap<>(own);
        values.putAll(given);
        under.forEach((path, instead) -> {
            if (operation.path().startsWith(path)) {
                values.putAll(instead);
            }
        });
        var query = queries.get(operation.name());
        var request = HttpRequest.newBuilder(
                root.resolve(filled(operation.path() + (query == null ? "" : "?" + query), values, true)));
        if (token != null) {
            request.header("Authorization", token.bearer());
        }
        request.header("Accept", operation.produces());
        var body = bodies.get(operation.name());
        if (body != null) {
            request.header("Content-Type", body.contentType());
        }
        request.method(
                operation.method(),
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(filled(body.text(), values, false)));
        try {
            return Answer.from(http.send(request.build(), BodyHandlers.ofString()), values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String filled(String text, Map<String, String> values, boolean inUri) {
        return PLACE.matcher(text).replaceAll(place -> {
            var value = values.get(place.group(1));
            if (value == null) {
                throw new IllegalStateException("Nothing fills " + place.group() + " in " + text);
            }
            return Matcher.quoteReplacement(inUri ? URLEncoder.encode(value, StandardCharsets.UTF_8) : value);
        });
    }

    private List<Operation> operations() {
        var request =
                HttpRequest.newBuilder(root.resolve("/q/openapi?format=json")).build();
        try {
            var document =
                    JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
            var operations = new ArrayList<Operation>();
            document.path("paths").properties().stream()
                    .filter(path -> !path.getKey().startsWith("/dev/"))
                    .forEach(path -> path.getValue().properties().stream()
                            .filter(method -> method.getValue().has("responses"))
                            .forEach(method -> variants(
                                    path.getKey(),
                                    method.getKey().toUpperCase(Locale.ROOT),
                                    method.getValue().path("responses"),
                                    operations::add)));
            assertThat(operations).isNotEmpty();
            return operations;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What is answered in several media types is as many operations: each may be open to others. */
    private static void variants(String path, String method, JsonNode responses, Consumer<Operation> to) {
        var types = new TreeSet<String>();
        responses.properties().stream()
                .filter(response -> response.getKey().startsWith("2"))
                .forEach(response -> response.getValue()
                        .path("content")
                        .fieldNames()
                        .forEachRemaining(type -> types.add(type.split(";", 2)[0])));
        if (types.size() < 2) {
            to.accept(new Operation(method + " " + path, method, path, types.isEmpty() ? "*/*" : types.first()));
        } else {
            types.forEach(
                    type -> to.accept(new Operation("%s %s (%s)".formatted(method, path, type), method, path, type)));
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }

    private record Operation(String name, String method, String path, String produces) {}

    private record Body(String contentType, String text) {}

    /** What decides of a row whose it is, as the document says it. */
    private enum Rows {
        NONE("–"),
        STUDENT("student's"),
        LIST("list"),
        SENDER("sender's");

        private final String word;

        Rows(String word) {
            this.word = word;
        }

        static Rows named(String word) {
            return Stream.of(values())
                    .filter(rows -> rows.word.equals(word))
                    .findAny()
                    .orElseThrow(() -> new IllegalStateException("docs/access.md says of rows: " + word));
        }
    }

    private record Row(Set<String> openTo, Rows rows) {

        static Row of(String openTo, String rows) {
            var roles = Stream.of(openTo.split(", ", -1))
                    .flatMap(role -> role.equals("staff") ? STAFF.stream() : Stream.of(role))
                    .collect(Collectors.toUnmodifiableSet());
            assertThat(ROLES).as("the suite's roles").containsAll(roles);
            return new Row(roles, Rows.named(rows));
        }
    }

    /** An answer, with the places in it where the ids were. */
    private record Answer(int status, Map<String, String> headers, String body) {

        static Answer from(HttpResponse<String> response, Map<String, String> values) {
            var headers = new TreeMap<String, String>();
            response.headers().map().forEach((name, all) -> headers.put(name, emptied(String.join(", ", all), values)));
            headers.remove("date");
            return new Answer(response.statusCode(), headers, emptied(response.body(), values));
        }

        private static String emptied(String text, Map<String, String> values) {
            var result = text;
            for (var value : values.entrySet()) {
                if (value.getValue().length() < SHORTEST_ID) {
                    continue;
                }
                result = result.replace(value.getValue(), "{" + value.getKey() + "}");
            }
            return result;
        }
    }
}
