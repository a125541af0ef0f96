package org.rollcall.engagement.policy.file;

import java.io.Reader;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A YAML value that knows its line, so that a mistake in it can be told with the line. */
record YamlValue(Node node) {

    private static final int LONGEST_ID = 64;

    static YamlValue read(Reader yaml) {
        try {
            var node = new Yaml(new LoaderOptions()).compose(yaml);
            if (node == null) {
                throw new Unacceptable(1, "the file is empty");
            }
            return new YamlValue(node);
        } catch (MarkedYAMLException e) {
            throw new Unacceptable(e.getProblemMark().getLine() + 1, String.valueOf(e.getProblem()));
        } catch (YAMLException e) {
            throw new Unacceptable(1, String.valueOf(e.getMessage()));
        }
    }

    YamlMapping asMapping() {
        if (node instanceof MappingNode mapping) {
            return new YamlMapping(this, mapping);
        }
        throw unacceptable("expected parameters with values");
    }

    <T> List<T> asList(Function<YamlValue, T> item) {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream().map(YamlValue::new).map(item).toList();
        }
        throw unacceptable("expected a list");
    }

    String asText() {
        if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return scalar.getValue();
        }
        throw unacceptable("expected a text");
    }

    /** A text that goes out in events, where an id has 1 to 64 characters. */
    String asId() {
        var text = asText();
        if (text.codePointCount(0, text.length()) > LONGEST_ID || text.chars().anyMatch(Character::isISOControl)) {
            throw unacceptable("expected 1 to %d characters, none of them a control character".formatted(LONGEST_ID));
        }
        return text;
    }

    int asNumber(int least, int most) {
        try {
            var number = Integer.parseInt(asText());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Falls through: it is told as what a number out of bounds is told as.
        }
        throw unacceptable("'%s' is not a whole number from %d to %d".formatted(asText(), least, most));
    }

    LocalDate asDate() {
        try {
            return LocalDate.parse(asText());
        } catch (DateTimeParseException e) {
            throw unacceptable("'" + asText() + "' is not a date of the form 2026-08-01");
        }
    }

    /** A constant, written {@code end-run} for {@code END_RUN}. */
    <E extends Enum<E>> E asOneOf(Class<E> type) {
        for (var constant : type.getEnumConstants()) {
            if (written(constant).equals(asText())) {
                return constant;
            }
        }
        var choices =
                Arrays.stream(type.getEnumConstants()).map(YamlValue::written).collect(Collectors.joining(", "));
        throw unacceptable("'" + asText() + "' is none of " + choices);
    }

    private static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Makes something of the value, and refuses the value where the thing itself does. */
    <T> T make(Function<YamlValue, T> maker) {
        try {
            return maker.apply(this);
        } catch (IllegalArgumentException e) {
            throw unacceptable(String.valueOf(e.getMessage()));
        }
    }

    /** Where it stands, counted from 1. */
    int line() {
        return node.getStartMark().getLine() + 1;
    }

    Unacceptable unacceptable(String reason) {
        return new Unacceptable(line(), reason);
    }

    /** Ends the reading of a file; it does not leave this package. */
    static final class Unacceptable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final int line;
        private final String reason;

        Unacceptable(int line, String reason) {
            super(reason);
            this.line = line;
            this.reason = reason;
        }

        int line() {
            return line;
        }

        String reason() {
            return reason;
        }
    }
}
