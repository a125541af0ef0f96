package org.rollcall.attendance.swipe;

import java.time.Instant;
import org.rollcall.attendance.sql.Columns;
import org.rollcall.contracts.Swipe;

/**
 * A swipe as it is kept. Card, instant and reader identify it.
 *
 * @param reader the room, where no reader was named
 */
record Swiped(String cardNumber, Instant swipedAt, String reader, String room) {

    static Swiped from(Swipe swipe) {
        var reader = swipe.readerId() == null ? swipe.room() : swipe.readerId();
        return new Swiped(swipe.cardNumber(), Columns.kept(swipe.swipedAt()), reader, swipe.room());
    }
}
