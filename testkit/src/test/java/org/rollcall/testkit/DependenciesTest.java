package org.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** Each dependency has its reason in {@code docs/dependencies.md}. */
class DependenciesTest {

    private static final Pattern ROW = Pattern.compile("^\\| `([^`]+:[^`]+)` \\| (.+) \\|$", Pattern.MULTILINE);

    /** Whatever in a pom names something that others made. */
    private static final List<String> NAMING = List.of("dependency", "plugin", "path", "artifactItem");

    @Test
    void every_dependency_has_a_reason_and_every_reason_a_dependency() throws Exception {
        assertThat(reasons().keySet()).containsExactlyElementsOf(named());
    }

    @Test
    void a_reason_is_more_than_a_word() throws IOException {
        assertThat(reasons())
                .allSatisfy((dependency, reason) ->
                        assertThat(reason.split(" ")).as(dependency).hasSizeGreaterThanOrEqualTo(3));
    }

    private static Map<String, String> reasons() throws IOException {
        Map<String, String> reasons = new TreeMap<>();
        ROW.matcher(Files.readString(Checkout.root().resolve("docs/dependencies.md")))
                .results()
                .forEach(row -> assertThat(reasons.put(row.group(1), row.group(2)))
                        .as("a second reason for %s", row.group(1))
                        .isNull());
        return reasons;
    }

    private static Set<String> named() throws Exception {
        Set<String> named = new TreeSet<>();
        for (Path pom : poms()) {
            var document =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile());
            for (String naming : NAMING) {
                var elements = document.getElementsByTagName(naming);
                IntStream.range(0, elements.getLength())
                        .mapToObj(index -> (Element) elements.item(index))
                        .filter(element -> !isManaged(element))
                        .flatMap(element -> coordinates(element).stream())
                        .filter(coordinates -> !coordinates.startsWith("org.rollcall:"))
                        .forEach(named::add);
            }
        }
        return named;
    }

    private static List<Path> poms() {
        List<Path> poms = poms(Checkout.root(), 4).toList();
        assertThat(poms).hasSizeGreaterThan(10);
        return poms;
    }

    private static Stream<Path> poms(Path folder, int levels) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList().stream().flatMap(child -> {
                String name = child.getFileName().toString();
                if (name.equals("pom.xml")) {
                    return Stream.of(child);
                }
                boolean ours = Files.isDirectory(child)
                        && !name.startsWith(".")
                        && !Set.of("src", "target").contains(name);
                return ours && levels > 1 ? poms(child, levels - 1) : Stream.of();
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Managed is what a version is said of; it is used where it is named again. */
    private static boolean isManaged(Element element) {
        return element.getParentNode().getParentNode().getNodeName().equals("dependencyManagement");
    }

    private static Optional<String> coordinates(Element element) {
        return child(element, "artifactId")
                .map(artifact -> child(element, "groupId").orElse("org.apache.maven.plugins") + ":" + artifact);
    }

    private static Optional<String> child(Element element, String name) {
        var children = element.getChildNodes();
        return IntStream.range(0, children.getLength())
                .mapToObj(children::item)
                .filter(child -> child.getNodeName().equals(name))
                .map(child -> child.getTextContent().strip())
                .findFirst();
    }
}
