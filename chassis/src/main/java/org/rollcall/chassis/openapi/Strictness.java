package org.rollcall.chassis.openapi;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jspecify.annotations.Nullable;

/** Says of everything that is read from a body that it has no other fields than these: others are refused. */
final class Strictness {

    private final Map<String, Schema> schemas;
    private final Set<String> seen;

    private Strictness(Map<String, Schema> schemas, Set<String> seen) {
        this.schemas = schemas;
        this.seen = seen;
    }

    /**
     * Completes the schemas of all bodies.
     *
     * @param contractual are left as they are: what may travel on a topic may have fields that nobody here knows yet
     */
    static void complete(OpenAPI api, Set<String> contractual) {
        var strictness = new Strictness(api.getComponents().getSchemas(), new HashSet<>(contractual));
        for (var item : api.getPaths().getPathItems().values()) {
            for (var operation : item.getOperations().values()) {
                var body = operation.getRequestBody();
                if (body != null && body.getContent() != null) {
                    var json = body.getContent().getMediaType("application/json");
                    strictness.close(json == null ? null : json.getSchema());
                }
            }
        }
    }

    private void close(@Nullable Schema schema) {
        if (schema == null) {
            return;
        }
        if (schema.getRef() != null) {
            var name = schema.getRef().substring(schema.getRef().lastIndexOf('/') + 1);
            if (seen.add(name)) {
                close(schemas.get(name));
            }
            return;
        }
        if (schema.getProperties() != null) {
            schema.setAdditionalPropertiesBoolean(false);
            schema.getProperties().values().forEach(this::close);
        }
        close(schema.getItems());
        if (schema.getAnyOf() != null) {
            schema.getAnyOf().forEach(this::close);
        }
    }
}
