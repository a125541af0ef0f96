package org.rollcall.chassis.rest;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.problem.Problems;

/** Reads parameters that are no texts, and refuses by name what is none of their type. */
@Provider
class ParameterTypes implements ParamConverterProvider {

    private static final Map<Class<?>, Reading<?>> READINGS = Map.of(
            int.class, new Reading<>("a whole number", Integer::valueOf),
            Integer.class, new Reading<>("a whole number", Integer::valueOf),
            long.class, new Reading<>("a whole number", Long::valueOf),
            Long.class, new Reading<>("a whole number", Long::valueOf),
            boolean.class, new Reading<>("true or false", ParameterTypes::truth),
            Boolean.class, new Reading<>("true or false", ParameterTypes::truth),
            LocalDate.class, new Reading<>("a date (YYYY-MM-DD)", ParameterTypes::date));

    @Override
    @SuppressWarnings("unchecked") // the reading of a type gives that type, boxed
    public <T> @Nullable ParamConverter<T> getConverter(Class<T> type, Type generic, Annotation[] annotations) {
        var reading = READINGS.get(type);
        return reading == null ? null : (ParamConverter<T>) new Converter<>(name(annotations), reading);
    }

    private static String name(Annotation[] annotations) {
        return Stream.of(annotations)
                .map(annotation -> switch (annotation) {
                    case QueryParam query -> query.value();
                    case PathParam path -> path.value();
                    case HeaderParam header -> header.value();
                    default -> "";
                })
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("a parameter");
    }

    private static LocalDate date(String text) {
        if (text.length() != "YYYY-MM-DD".length()) {
            throw new IllegalArgumentException();
        }
        return LocalDate.parse(text);
    }

    private static Boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException();
        };
    }

    /** How a type is read, and what it is called in a refusal. */
    private record Reading<T>(String called, Function<String, T> reader) {}

    private record Converter<T>(String name, Reading<T> reading) implements ParamConverter<T> {

        @Override
        public @Nullable T fromString(@Nullable String text) {
            if (text == null) {
                return null;
            }
            try {
                return reading.reader().apply(text);
            } catch (IllegalArgumentException | DateTimeException e) {
                throw Problems.badRequest(name, "is not " + reading.called());
            }
        }

        @Override
        public String toString(T value) {
            return String.valueOf(value);
        }
    }
}
