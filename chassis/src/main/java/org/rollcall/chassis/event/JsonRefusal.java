package org.rollcall.chassis.event;

import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rollcall.contracts.ContractViolation;
import org.rollcall.contracts.ContractViolation.Reason;

/**
 * Says what is wrong with a JSON text in the words of the contract: the field, a stable reason, and a detail that a
 * person understands, without a class name.
 */
public final class JsonRefusal {

    private static final int LONGEST_QUOTE = 80;

    private JsonRefusal() {}

    /** The field and the reason that Jackson's exception stands for. */
    public static ContractViolation of(IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ContractViolation ours) {
                return e instanceof JsonMappingException mapping ? within(path(mapping), ours) : ours;
            }
            if (cause instanceof InputCoercionException) {
                return new ContractViolation(
                        orElse(e instanceof JsonMappingException mapping ? path(mapping) : null, "value"),
                        Reason.INVALID_TYPE,
                        "is not a number of that size");
            }
            // A text that breaks off inside a field is reported as that field's fault; it is no JSON all the same.
            if (cause instanceof StreamReadException broken) {
                return notJson(broken);
            }
        }
        return switch (e) {
            case InvalidFormatException wrong -> wrongText(wrong);
            case UnrecognizedPropertyException unknown ->
                new ContractViolation(orElse(path(unknown), "value"), Reason.INVALID_VALUE, "is not a known field");
            case MismatchedInputException wrong -> mismatch(wrong);
            case JsonMappingException wrong -> {
                // Jackson's own words may name our classes.
                var why = wrong.getCause() instanceof IllegalArgumentException refused ? refused.getMessage() : null;
                yield new ContractViolation(
                        orElse(path(wrong), "value"), Reason.INVALID_TYPE, orElse(why, "cannot be read"));
            }
            default -> new ContractViolation("value", Reason.INVALID_JSON, "is not UTF-8 JSON");
        };
    }

    private static ContractViolation notJson(StreamReadException e) {
        var where = e.getLocation() == null
                ? ""
                : " at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
        return new ContractViolation(
                "value", Reason.INVALID_JSON, "is not JSON" + where + ": " + shortened(e.getOriginalMessage()));
    }

    private static ContractViolation wrongText(InvalidFormatException e) {
        var field = orElse(path(e), "value");
        var given = "'" + shortened(String.valueOf(e.getValue())) + "'";
        var target = e.getTargetType();
        // Of a text that is one, whoever read it says what is wrong.
        if (target == String.class && e.getValue() instanceof String) {
            return new ContractViolation(field, Reason.INVALID_VALUE, orElse(e.getOriginalMessage(), "is no text"));
        }
        if (target == Instant.class) {
            return new ContractViolation(field, Reason.INVALID_INSTANT, given + " is not an RFC 3339 instant");
        }
        if (target == LocalDate.class) {
            return new ContractViolation(field, Reason.INVALID_DATE, given + " is not a date (YYYY-MM-DD)");
        }
        if (target.isEnum()) {
            var allowed = Arrays.stream(target.getEnumConstants())
                    .map(String::valueOf)
                    .collect(Collectors.joining(", "));
            return new ContractViolation(field, Reason.INVALID_VALUE, given + " is not one of " + allowed);
        }
        return new ContractViolation(field, Reason.INVALID_TYPE, given + " is not " + described(target));
    }

    private static ContractViolation mismatch(MismatchedInputException e) {
        var field = orElse(path(e), "value");
        var target = e.getTargetType();
        // Jackson names a missing number or truth value by the path to it, and says "null" of it.
        if (target != null
                && target.isPrimitive()
                && orElse(e.getOriginalMessage(), "").contains("null")) {
            return new ContractViolation(field, Reason.MISSING_FIELD, "is missing");
        }
        return new ContractViolation(
                field, Reason.INVALID_TYPE, target == null ? "has the wrong type" : "is not " + described(target));
    }

    private static String described(Class<?> type) {
        return switch (type) {
            case Class<?> t when t == int.class || t == Integer.class || t == long.class -> "a whole number";
            case Class<?> t when t == boolean.class || t == Boolean.class -> "true or false";
            case Class<?> t when t == String.class || t.isEnum() -> "a text";
            case Class<?> t when Iterable.class.isAssignableFrom(t) -> "an array";
            case Class<?> t when t == Instant.class -> "an RFC 3339 instant";
            case Class<?> t when t == LocalDate.class -> "a date (YYYY-MM-DD)";
            default -> "an object";
        };
    }

    private static ContractViolation within(@Nullable String path, ContractViolation inner) {
        return path == null || path.endsWith(inner.field())
                ? inner
                : new ContractViolation(path + "." + inner.field(), inner.reason(), inner.detail());
    }

    private static @Nullable String path(JsonMappingException e) {
        var path = new StringBuilder();
        for (var step : e.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.isEmpty() ? null : path.toString();
    }

    private static String orElse(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }

    /** A reason is read by people and travels on a topic: a megabyte of wrong input is quoted by its beginning. */
    static String shortened(String text) {
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    }
}
