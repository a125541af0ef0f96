package org.rollcall.chassis.privacy;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Period;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.eclipse.microprofile.config.Config;

/**
 * How long each category is kept: {@code rollcall.retention.<category>}, a period such as {@code P6Y} or {@code P90D}, or
 * {@code forever}; where nothing is set, as the category says.
 */
@ApplicationScoped
public class RetentionTerms {

    private static final String PREFIX = "rollcall.retention.";
    private static final String BATCH = "batch";
    private static final String FOREVER = "forever";

    private final Map<String, Term> terms = new HashMap<>();

    RetentionTerms(DataMap map, Config config) {
        var known = new TreeSet<String>();
        for (var category : map.categories()) {
            var usual = category.term();
            if (usual != null) {
                known.add(category.name());
                var set = config.getOptionalValue(PREFIX + category.name(), String.class)
                        .map(String::strip);
                if (!set.equals(Optional.of(FOREVER))) {
                    terms.put(
                            category.name(),
                            set.map(text -> term(usual, category.name(), text)).orElse(usual));
                }
            }
        }
        // A category that is misspelt would be kept for a time that nobody chose.
        for (var property : config.getPropertyNames()) {
            if (property.startsWith(PREFIX)
                    && !property.equals(PREFIX + BATCH)
                    && !known.contains(property.substring(PREFIX.length()))) {
                throw new IllegalStateException("%s is no category of this service; there are %s"
                        .formatted(property, String.join(", ", known)));
            }
        }
    }

    /** Empty for what is kept for ever, and for what the system that it comes from withdraws. */
    Optional<Term> of(Category category) {
        return Optional.ofNullable(terms.get(category.name()));
    }

    String inWords(Category category) {
        if (category.term() == null) {
            return "until it is withdrawn";
        }
        return of(category)
                .map(term -> term.period()
                        + switch (term.from()) {
                            case THE_DAY -> "";
                            case THE_END_OF_THE_YEAR -> " after the end of the academic year";
                        })
                .orElse(FOREVER);
    }

    private static Term term(Term usual, String category, String text) {
        try {
            return usual.lasting(Period.parse(text));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "%s%s is a period such as P6Y, or %s, and not '%s'".formatted(PREFIX, category, FOREVER, text), e);
        }
    }
}
