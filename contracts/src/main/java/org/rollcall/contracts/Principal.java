package org.rollcall.contracts;

import java.util.Set;

/**
 * Somebody who comes to the broker, and what they need there: the broker is told to allow it and nothing else.
 *
 * @param name also that of the consumer group in which a service reads
 * @param reads the topics that they consume
 * @param writes the topics that they publish to
 */
public record Principal(String name, Set<Topic<?>> reads, Set<Topic<?>> writes) {

    public Principal {
        reads = Set.copyOf(reads);
        writes = Set.copyOf(writes);
    }
}
