package org.rollcall.notification.wording;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rollcall.notification.life.Mailing;
import org.rollcall.notification.people.Programme;
import org.rollcall.notification.people.Student;
import org.rollcall.notification.sessions.MissedSession;

/**
 * All that a letter is written from.
 *
 * @param event what asks for it
 * @param corrected when the e-mail was sent that this one corrects; null for one that corrects none
 * @param missed the student's missed sessions, those of other weeks than the event's too
 * @param today the day on which it is written, Europe/London
 */
public record Matter(
        Mailing mailing,
        Object event,
        Student student,
        Programme programme,
        @Nullable Instant corrected,
        List<MissedSession> missed,
        LocalDate today) {

    public Matter {
        missed = List.copyOf(missed);
    }

    /** The event as what the template is about. */
    <E> E event(Class<E> type) {
        if (type.isInstance(event)) {
            return type.cast(event);
        }
        throw new IllegalArgumentException("The template %s is not about a %s"
                .formatted(mailing.template(), event.getClass().getSimpleName()));
    }
}
