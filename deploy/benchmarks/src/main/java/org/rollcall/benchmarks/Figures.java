package org.rollcall.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a benchmark found, in the order in which it was found: printed as one line of JSON, the last of its output. */
public final class Figures {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Object> values = new LinkedHashMap<>();

    public Figures(String benchmark) {
        values.put("benchmark", benchmark);
    }

    /**
     * Adds a figure.
     *
     * @param name with its unit, such as {@code rowsPerSecond}
     */
    public Figures with(String name, Object value) {
        values.put(name, value);
        return this;
    }

    /** Adds how one figure compares with another, with two decimals. */
    public Figures ratio(String name, double of, double to) {
        return with(name, Math.round(100 * of / to) / 100.0);
    }

    @Override
    public String toString() {
        try {
            return JSON.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Not a figure that JSON can hold", e);
        }
    }
}
