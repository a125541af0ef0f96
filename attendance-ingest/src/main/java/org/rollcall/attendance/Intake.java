package org.rollcall.attendance;

import java.time.Instant;
import java.util.List;
import org.rollcall.chassis.event.Delivery;
import org.rollcall.chassis.event.Publication;

/**
 * Takes what a topic brings, many at once, in the transaction that is open.
 *
 * @param <E> the topic's event
 */
public interface Intake<E> {

    /**
     * Takes the deliveries, in their order.
     *
     * @param now when they reached the service
     * @return what is to be published after the commit; for the same deliveries the same again, or what it has become
     */
    List<Publication> take(List<Delivery<E>> deliveries, Instant now);
}
