package org.rollcall.testkit.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What there is to ask for: the ids that answers have told. */
final class Known {

    private static final int MOST = 50;

    private final Map<String, List<String>> ids = new HashMap<>();

    void learn(String name, String id) {
        var known = ids.computeIfAbsent(name.toLowerCase(Locale.ROOT), _ -> new ArrayList<>());
        if (known.size() < MOST && !known.contains(id)) {
            known.add(id);
        }
    }

    /** Every text that is called an id, or a code. */
    void learn(JsonNode answer) {
        answer.properties().forEach(field -> {
            var name = field.getKey();
            if (field.getValue().isTextual()
                    && (name.endsWith("Id") || name.endsWith("Code") || name.endsWith("version"))) {
                learn(name, field.getValue().asText());
            }
            learn(field.getValue());
        });
        if (answer.isArray()) {
            answer.forEach(this::learn);
        }
    }

    /**
     * One that the parameter may mean; null where none is known.
     *
     * @param path of the operation: {@code {id}} after {@code /appeals} is an appealId
     */
    @Nullable
    String any(String parameter, String path, RandomGenerator random) {
        var name = parameter;
        var here = path.indexOf("/{" + parameter + "}");
        if (parameter.equals("id") && here > 0) {
            var segment = path.substring(path.lastIndexOf('/', here - 1) + 1, here);
            name = segment.replaceFirst("s$", "") + "Id";
        }
        for (var candidate : List.of(name, name + "Id", name + "Code")) {
            var known = ids.get(candidate.toLowerCase(Locale.ROOT));
            if (known != null) {
                return known.get(random.nextInt(known.size()));
            }
        }
        return null;
    }
}
