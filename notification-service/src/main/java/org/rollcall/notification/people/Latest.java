package org.rollcall.notification.people;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.event.Delivery;

/**
 * The last word of a batch on each key; what it says before that is overtaken. In the order of the keys, so that two
 * instances that take the same ones while partitions move lock their rows in the same order.
 */
public record Latest<E>(List<E> told, List<String> withdrawn) {

    public static <E> Latest<E> of(List<Delivery<E>> deliveries, Function<E, String> keyOf) {
        var last = new TreeMap<String, @Nullable E>();
        for (var delivery : deliveries) {
            var record = delivery.payload();
            var key = record == null
                    ? Objects.requireNonNull(delivery.key(), "a withdrawal without a key")
                    : keyOf.apply(record);
            last.put(key, record);
        }
        var told = new ArrayList<E>();
        var withdrawn = new ArrayList<String>();
        last.forEach((key, record) -> {
            if (record == null) {
                withdrawn.add(key);
            } else {
                told.add(record);
            }
        });
        return new Latest<>(told, withdrawn);
    }
}
