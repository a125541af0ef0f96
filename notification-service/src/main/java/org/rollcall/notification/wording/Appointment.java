package org.rollcall.notification.wording;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.time.AcademicCalendar;
import org.rollcall.contracts.CaseEvent.InterviewCancelled;
import org.rollcall.contracts.CaseEvent.InterviewEvent;
import org.rollcall.contracts.CaseEvent.InterviewRescheduled;
import org.rollcall.notification.invitation.Invitations;
import org.rollcall.notification.people.Names;
import org.rollcall.notification.people.Programme;

/**
 * An interview's time and place, in words.
 *
 * @param time from when to when, London time
 * @param place null where it is held online only
 * @param link what to open for an online meeting; null where there is none that is safe to open
 * @param online how to join, where that is no link: a number to ring, say
 * @param interviewer the name where it is known, or else the id
 * @param isWithLeader whether the Programme Leader holds it
 */
public record Appointment(
        String day,
        String time,
        @Nullable String place,
        @Nullable String link,
        @Nullable String online,
        String interviewer,
        boolean isWithLeader,
        boolean isMoved,
        boolean isCancelled) {

    static Appointment from(InterviewEvent event, Programme programme) {
        var link = Invitations.link(event.joinUrl()).map(URI::toString).orElse(null);
        var withLeader = programme.isLedBy(event.interviewer());
        return new Appointment(
                Days.day(AcademicCalendar.dayOf(event.startsAt())),
                Days.time(event.startsAt()) + " to " + Days.time(event.endsAt()),
                event.location() == null ? null : Names.inText(event.location()),
                link,
                link != null || event.joinUrl() == null ? null : Names.inText(event.joinUrl()),
                withLeader && !programme.leaderName().isEmpty()
                        ? Names.inText(programme.leaderName())
                        : event.interviewer(),
                withLeader,
                event instanceof InterviewRescheduled,
                event instanceof InterviewCancelled);
    }
}
