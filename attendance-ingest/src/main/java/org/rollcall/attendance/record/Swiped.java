package org.rollcall.attendance.record;

import java.time.Instant;
import java.util.Comparator;
import org.rollcall.chassis.database.Columns;
import org.rollcall.contracts.Swipe;

/**
 * A swipe as it is kept. Card, instant and reader identify it.
 *
 * @param reader the room, where no reader was named
 */
public record Swiped(String cardNumber, Instant swipedAt, String reader, String room) {

    /** What makes two swipes the same one. */
    public record Id(String cardNumber, Instant swipedAt, String reader) implements Comparable<Id> {

        private static final Comparator<Id> ORDER =
                Comparator.comparing(Id::cardNumber).thenComparing(Id::swipedAt).thenComparing(Id::reader);

        @Override
        public int compareTo(Id other) {
            return ORDER.compare(this, other);
        }
    }

    public static Swiped from(Swipe swipe) {
        var reader = swipe.readerId() == null ? swipe.room() : swipe.readerId();
        return new Swiped(swipe.cardNumber(), Columns.kept(swipe.swipedAt()), reader, swipe.room());
    }

    public Id id() {
        return new Id(cardNumber, swipedAt, reader);
    }
}
