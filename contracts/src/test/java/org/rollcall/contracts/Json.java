package org.rollcall.contracts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** JSON as anybody's Jackson reads it, and as Quarkus' writes it. */
final class Json {
    /** With the java.time module and nothing else: the records ask no more of a reader. */
    static final ObjectMapper READER = new ObjectMapper().registerModule(new JavaTimeModule());

    static final ObjectMapper WRITER = READER.copy().disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");

    private Json() {}

    static JsonNode tree(String json) {
        try {
            return READER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + json, e);
        }
    }

    /** By way of the text, as a reader would get it. */
    static JsonNode tree(Object event) {
        try {
            return tree(WRITER.writeValueAsString(event));
        } catch (JsonProcessingException e) {
            throw new AssertionError("cannot be written: " + event, e);
        }
    }

    /** Indented by two, with line feeds on every platform and one at the end. */
    static String pretty(JsonNode json) {
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter(Separators.createDefaultInstance().withObjectFieldValueSpacing(Spacing.AFTER));
        printer.indentObjectsWith(INDENTER);
        printer.indentArraysWith(INDENTER);
        try {
            return WRITER.writer(printer).writeValueAsString(json) + "\n";
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
