package org.rollcall.notification.wording;

import io.quarkus.qute.EngineBuilder;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.TemplateLocator;
import io.quarkus.qute.Variant;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.rollcall.notification.life.Template;

/**
 * Templates of the university's own, which take the place of those of the same name: {@code circumstances.html},
 * {@code circumstances.txt}, {@code layout.html} and so on, in one folder. They are tried with the example data when the
 * service starts: one that would break a letter is refused there and then, with its line and the reason, and not when
 * the first student is to be written to.
 */
@Singleton
class Replacements {

    private static final Logger LOG = Logger.getLogger(Replacements.class);
    private static final String IN_BUNDLE = "mail/";

    /** What several letters have in common. */
    private static final Set<String> PARTS =
            Set.of("layout.html", "weeks.html", "weeks.txt", "details.html", "details.txt");

    private final Optional<Path> folder;
    private final Set<String> files;

    Replacements(@ConfigProperty(name = "rollcall.templates.folder") Optional<Path> folder) {
        this.folder = folder;
        this.files = folder.map(Replacements::files).orElse(Set.of());
    }

    /** Has Qute look here first. */
    void lookHereFirst(@Observes EngineBuilder engine) {
        if (!files.isEmpty()) {
            engine.addLocator(new FirstChoice());
        }
    }

    /** Tries every letter, if any template was replaced. */
    void tryAll(@Observes @Priority(1) StartupEvent event, Wording wording) {
        if (files.isEmpty()) {
            return;
        }
        for (var template : Template.values()) {
            try {
                wording.write(Examples.of(template));
            } catch (TemplateException e) {
                throw new IllegalStateException(refusal(e), e);
            } catch (RuntimeException e) {
                throw new IllegalStateException(
                        "The replaced template %s is refused: %s".formatted(template.label(), e.getMessage()), e);
            }
        }
        LOG.infof("Templates replaced from %s: %s", folder.orElseThrow(), files);
    }

    /** A message of Qute's with what a person needs to find the place. */
    static String refusal(TemplateException e) {
        var origin = e.getOrigin();
        return origin == null
                ? "A replaced template is refused: " + e.getMessage()
                : "The replaced template %s is refused, line %d: %s"
                        .formatted(
                                origin.getTemplateId()
                                        .substring(origin.getTemplateId().lastIndexOf('/') + 1),
                                origin.getLine(),
                                e.getMessage());
    }

    /** The replacements that are there; a name that replaces nothing is a mistake, and nobody would notice it. */
    private static Set<String> files(Path folder) {
        var known = Stream.concat(
                        PARTS.stream(),
                        Stream.of(Template.values())
                                .flatMap(template ->
                                        Stream.of("html", "txt").map(form -> template.label() + "." + form)))
                .collect(Collectors.toSet());
        try (var found = Files.list(folder)) {
            return found.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".html") || name.endsWith(".txt"))
                    .peek(name -> {
                        if (!known.contains(name)) {
                            throw new IllegalStateException("%s in %s replaces no template: there are %s"
                                    .formatted(
                                            name,
                                            folder,
                                            known.stream().sorted().toList()));
                        }
                    })
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "rollcall.templates.folder is %s, and that folder cannot be read".formatted(folder), e);
        }
    }

    private final class FirstChoice implements TemplateLocator {

        @Override
        public int getPriority() {
            return DEFAULT_PRIORITY + 100;
        }

        @Override
        public Optional<TemplateLocation> locate(String id) {
            var name = id.startsWith(IN_BUNDLE) ? id.substring(IN_BUNDLE.length()) : "";
            return files.contains(name) ? Optional.of(new Replacement(name)) : Optional.empty();
        }
    }

    private final class Replacement implements TemplateLocator.TemplateLocation {

        private final String name;

        Replacement(String name) {
            this.name = name;
        }

        @Override
        public Reader read() {
            try {
                return new StringReader(Files.readString(folder.orElseThrow().resolve(name)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Optional<Variant> getVariant() {
            return Optional.of(Variant.forContentType(name.endsWith(".html") ? Variant.TEXT_HTML : Variant.TEXT_PLAIN));
        }
    }
}
