package org.rollcall.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of the contract, as they stand in the checkout. */
final class Stored {
    static final Path SOURCES = module("src/main/java");
    static final Path GOLDEN = module("src/test/resources/golden");
    static final Path SCHEMAS = module("src/main/resources/schemas");
    static final Path ASYNC_API = module("../docs/asyncapi.yaml");

    private static final boolean REWRITE = Boolean.getBoolean("rollcall.rewrite");
    private static final String COMMAND = "./mvnw -pl contracts test -Dtest=StoredFilesTest -Drollcall.rewrite=true";

    private Stored() {}

    static Path golden(Topic<?> topic, Class<?> event) {
        return GOLDEN.resolve(topic.name()).resolve(event.getSimpleName() + ".v1.json");
    }

    static Path schema(Class<?> event) {
        return SCHEMAS.resolve(event.getSimpleName() + ".v1.json");
    }

    /** Fails when the file says something else, or writes it when the build was asked to. */
    static void holds(Path file, String generated) {
        if (REWRITE) {
            write(file, generated);
        }
        assertThat(Files.exists(file) ? read(file) : "")
                .as("%s is written from the records, and they have changed: run %s", file, COMMAND)
                .isEqualTo(generated);
    }

    /** What is golden was published so: only a file that isn't there yet is ever written. */
    static void staysGolden(Path file, String written) {
        if (REWRITE && !Files.exists(file)) {
            write(file, written);
        }
        assertThat(file).as("an event without a golden file: run %s", COMMAND).exists();
        assertThat(Json.tree(written))
                .as("%s was published so: a change that breaks it is a new version of the event", file)
                .isEqualTo(Json.tree(read(file)));
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> filesUnder(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Surefire and IDEs start tests in the module's folder. */
    private static Path module(String path) {
        return Path.of(path).toAbsolutePath().normalize();
    }
}
