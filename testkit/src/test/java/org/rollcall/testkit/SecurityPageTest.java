package org.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page about security rests on tests; they are where it says. */
class SecurityPageTest {

    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+(?:Test|IT))(?:#(\\w+))?`");

    @Test
    void every_test_that_the_page_names_is_there() throws IOException {
        // given
        var page = Files.readString(Checkout.root().resolve("docs/security.md"));
        Map<String, String> sources = sources();

        // when
        var missing = new TreeSet<String>();
        List<MatchResult> named = TEST.matcher(page).results().toList();
        for (var test : named) {
            var source = sources.getOrDefault(test.group(1), "");
            if (source.isEmpty() || test.group(2) != null && !source.contains("void " + test.group(2) + "(")) {
                missing.add(test.group());
            }
        }

        // then
        assertThat(named).hasSizeGreaterThan(50);
        assertThat(missing).isEmpty();
    }

    /** The texts of all tests, by the name of the class; several classes may share one. */
    private static Map<String, String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Checkout.root())) {
            return files.filter(file -> file.toString().contains("/src/test/java/"))
                    .filter(file -> file.toString().endsWith(".java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            SecurityPageTest::text,
                            String::concat));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
