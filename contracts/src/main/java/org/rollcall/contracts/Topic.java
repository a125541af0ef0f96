package org.rollcall.contracts;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A topic of the suite.
 *
 * @param type the event, or the sealed interface of the events, that it carries
 * @param keyField the field that is the record key, and so fixes partition and order; null where the key is the one of
 *     the record that the event speaks of
 * @param compacted a null value withdraws the key
 */
public record Topic<E>(String name, Class<E> type, @Nullable String keyField, boolean compacted) {

    /** Asked for every record that is read, and reflection is slow. */
    private static final ClassValue<List<Class<?>>> RECORDS = new ClassValue<>() {
        @Override
        protected List<Class<?>> computeValue(Class<?> type) {
            return records(type).toList();
        }
    };

    /** The records that it carries, in the order of their declaration. */
    @SuppressWarnings("unchecked") // what a type permits, and the type itself, are of that type
    public List<Class<? extends E>> types() {
        return (List<Class<? extends E>>) (List<?>) RECORDS.get(type);
    }

    /** The CloudEvents type: {@code org.rollcall.<Name>.v1}. */
    public static String ceType(Class<?> event) {
        return "org.rollcall." + event.getSimpleName() + ".v1";
    }

    private static Stream<Class<?>> records(Class<?> type) {
        return type.isSealed() ? Stream.of(type.getPermittedSubclasses()).flatMap(Topic::records) : Stream.of(type);
    }
}
