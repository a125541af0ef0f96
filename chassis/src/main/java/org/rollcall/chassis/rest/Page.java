package org.rollcall.chassis.rest;

import java.util.List;

/**
 * One page of a list.
 *
 * @param page counted from 0
 * @param total how many there are in all
 */
public record Page<T>(List<T> items, int page, int size, long total) {
    public Page {
        items = List.copyOf(items);
    }

    /** The asked page of a list that is at hand as a whole. */
    public static <T> Page<T> of(List<T> all, PageRequest asked) {
        var items = all.stream().skip(asked.offset()).limit(asked.size()).toList();
        return new Page<>(items, asked.page(), asked.size(), all.size());
    }
}
