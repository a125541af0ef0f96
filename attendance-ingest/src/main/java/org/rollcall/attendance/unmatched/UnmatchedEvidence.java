package org.rollcall.attendance.unmatched;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rollcall.contracts.Register;

/** A swipe or a mark that waits for what it belongs to. */
sealed interface UnmatchedEvidence {

    /** What can be asked for. */
    enum Kind {
        SWIPE,
        MARK
    }

    Kind kind();

    /**
     * A swipe that counts for no session.
     *
     * @param reader the room, where no reader was named
     * @param studentId who held the card on that day; null where nobody is known to have
     */
    record UnmatchedSwipe(
            Kind kind,
            String cardNumber,
            String room,
            String reader,
            Instant swipedAt,
            @Nullable String studentId,
            Instant receivedAt)
            implements UnmatchedEvidence {}

    /** A mark for a session that is not known, or does not name the student. */
    record UnmatchedMark(
            Kind kind,
            String sessionId,
            String studentId,
            Register.Mark.Value mark,
            Instant takenAt,
            String takenBy,
            Instant receivedAt)
            implements UnmatchedEvidence {}
}
