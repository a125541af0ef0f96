package org.rollcall.testkit.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An OpenAPI 3.1 document, as far as it is needed to ask by it and to hold the answers against it. */
final class OpenApi {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private final JsonNode document;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<String, Schema> schemas = new HashMap<>();

    private OpenApi(JsonNode document) {
        this.document = document;
    }

    /** Reads a document that is written as JSON. */
    static OpenApi parse(String json) {
        return new OpenApi(tree(json));
    }

    static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("This is no JSON: " + json, e);
        }
    }

    /** An operation; its parts are as they stand in the document. */
    record Operation(String method, String path, JsonNode node) {

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** In the order of the document. */
    List<Operation> operations() {
        var operations = new ArrayList<Operation>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    if (METHODS.contains(method.getKey())) {
                        operations.add(new Operation(
                                method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue()));
                    }
                }));
        return operations;
    }

    Set<String> methodsOf(String path) {
        return document.path("paths").path(path).properties().stream()
                .map(method -> method.getKey().toUpperCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    /** What a node stands for, where it only refers to another. */
    JsonNode resolve(JsonNode node) {
        var ref = node.path("$ref").asText("");
        return ref.startsWith("#/") ? resolve(document.at(ref.substring(1))) : node;
    }

    /** The answer that the operation declares for the status; null where it declares none. */
    @Nullable
    JsonNode answer(Operation operation, int status) {
        var declared = operation.node().path("responses").get(String.valueOf(status));
        return declared == null ? null : resolve(declared);
    }

    /** What is wrong with a JSON text by a schema of the document. */
    List<String> errors(JsonNode schema, String json) {
        return schemas.computeIfAbsent(schema.toString(), this::compiled).validate(json, InputFormat.JSON).stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                .toList();
    }

    private Schema compiled(String schema) {
        var whole = ((ObjectNode) tree(schema));
        whole.set("components", document.path("components"));
        return registry.getSchema(whole.toString(), InputFormat.JSON);
    }
}
