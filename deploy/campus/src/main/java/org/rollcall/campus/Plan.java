package org.rollcall.campus;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** All that is written down about the campus; the generator makes the rest of it. */
record Plan(
        Calendar calendar,
        List<Programme> programmes,
        List<Module> modules,
        List<Behaviour> behaviours,
        Mishaps mishaps,
        Names names) {

    private static final ObjectMapper YAML =
            YAMLMapper.builder().addModule(new JavaTimeModule()).build();

    Plan {
        programmes = List.copyOf(programmes);
        modules = List.copyOf(modules);
        behaviours = List.copyOf(behaviours);
    }

    /** What people are called here. */
    record Names(List<String> given, List<String> family) {

        Names {
            given = List.copyOf(given);
            family = List.copyOf(family);
        }
    }

    /** Reads the files beside the code. */
    static Plan read() {
        return new Plan(
                read("calendar", new TypeReference<>() {}),
                read("programmes", new TypeReference<>() {}),
                read("modules", new TypeReference<>() {}),
                read("behaviours", new TypeReference<>() {}),
                read("mishaps", new TypeReference<>() {}),
                read("names", new TypeReference<>() {}));
    }

    private static <T> T read(String name, TypeReference<T> type) {
        String file = "/campus/" + name + ".yaml";
        try (InputStream yaml = Objects.requireNonNull(Plan.class.getResourceAsStream(file), file)) {
            return YAML.readValue(yaml, type);
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }
}
