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
}
