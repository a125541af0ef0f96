package org.rollcall.engagement.policy.file;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;

/** A YAML mapping whose keys must all be known: one that nobody asks for is a mistake in the file. */
final class YamlMapping {

    private final YamlValue self;
    private final Map<String, YamlValue> values = new HashMap<>();
    private final Set<String> askedFor = new HashSet<>();
    private final @Nullable YamlMapping fallback;

    YamlMapping(YamlValue self, MappingNode node) {
        this.self = self;
        this.fallback = null;
        for (var entry : node.getValue()) {
            var key = new YamlValue(entry.getKeyNode());
            if (values.put(key.asText(), new YamlValue(entry.getValueNode())) != null) {
                throw key.unacceptable(key.asText() + " occurs twice");
            }
        }
    }

    private YamlMapping(YamlMapping own, YamlMapping fallback) {
        this.self = own.self;
        this.values.putAll(own.values);
        this.fallback = fallback;
    }

    /** The same mapping, with another's values for the keys it lacks. */
    YamlMapping fallingBackOn(YamlMapping other) {
        return new YamlMapping(this, other);
    }

    YamlValue get(String key) {
        askedFor.add(key);
        var value = values.get(key);
        if (value != null) {
            return value;
        }
        if (fallback != null) {
            return fallback.get(key);
        }
        throw self.unacceptable(key + " is missing");
    }

    /** Makes something of the whole mapping, and refuses what the thing itself refuses, and keys it had no use for. */
    <T> T make(Supplier<T> maker) {
        var made = self.make(_ -> maker.get());
        for (var entry : values.entrySet()) {
            if (!askedFor.contains(entry.getKey())) {
                throw entry.getValue().unacceptable(entry.getKey() + " is not a parameter here");
            }
        }
        return made;
    }
}
