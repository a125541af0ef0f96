package org.rollcall.notification.invitation;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.CalendarOutputter;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.component.VTimeZone;
import net.fortuna.ical4j.model.parameter.Cn;
import net.fortuna.ical4j.model.parameter.CuType;
import net.fortuna.ical4j.model.parameter.PartStat;
import net.fortuna.ical4j.model.parameter.Role;
import net.fortuna.ical4j.model.parameter.Rsvp;
import net.fortuna.ical4j.model.property.Attendee;
import net.fortuna.ical4j.model.property.Description;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.Location;
import net.fortuna.ical4j.model.property.Method;
import net.fortuna.ical4j.model.property.Organizer;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.Sequence;
import net.fortuna.ical4j.model.property.Status;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.Url;
import net.fortuna.ical4j.model.property.immutable.ImmutableClazz;
import net.fortuna.ical4j.model.property.immutable.ImmutableMethod;
import net.fortuna.ical4j.model.property.immutable.ImmutableStatus;
import net.fortuna.ical4j.model.property.immutable.ImmutableTransp;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.time.AcademicCalendar;
import org.rollcall.contracts.CaseEvent.InterviewCancelled;
import org.rollcall.contracts.CaseEvent.InterviewEvent;

/**
 * Writes an appointment from its event. UID and SEQUENCE are the event's, so a calendar knows a moved or cancelled
 * appointment as the one it has; all else follows from the event too, so the same event makes the same text.
 */
public final class Invitations {

    /**
     * London's time since 1996, by rule and without end. The full history that time zone databases give helps nobody with
     * an appointment and confuses calendars that read simple rules alone.
     */
    private static final String LONDON = """
            BEGIN:VCALENDAR
            VERSION:2.0
            PRODID:-//Rollcall//Time zone//EN
            BEGIN:VTIMEZONE
            TZID:Europe/London
            BEGIN:DAYLIGHT
            TZOFFSETFROM:+0000
            TZOFFSETTO:+0100
            TZNAME:BST
            DTSTART:19960331T010000
            RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
            END:DAYLIGHT
            BEGIN:STANDARD
            TZOFFSETFROM:+0100
            TZOFFSETTO:+0000
            TZNAME:GMT
            DTSTART:19961027T020000
            RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
            END:STANDARD
            END:VTIMEZONE
            END:VCALENDAR
            """.replace("\n", "\r\n");

    private Invitations() {}

    /**
     * What the event asks calendars to do.
     *
     * @param organizer whom answers go to
     * @param attendees who is to come
     */
    public static Invitation of(
            InterviewEvent event, String summary, String description, Party organizer, List<Party> attendees) {
        var cancelled = event instanceof InterviewCancelled;
        var method = cancelled ? ImmutableMethod.CANCEL : ImmutableMethod.REQUEST;
        var appointment = new VEvent(false);
        appointment.add(new Uid(event.uid()));
        appointment.add(new Sequence(event.sequence()));
        appointment.add(new DtStamp(event.occurredAt()));
        appointment.add(new DtStart<>(event.startsAt().atZone(AcademicCalendar.LONDON)));
        appointment.add(new DtEnd<>(event.endsAt().atZone(AcademicCalendar.LONDON)));
        appointment.add(new Summary(summary));
        appointment.add(new Description(description));
        Stream.of(event.location(), event.joinUrl())
                .filter(place -> place != null)
                .findFirst()
                .ifPresent(place -> appointment.add(new Location(place)));
        link(event.joinUrl()).ifPresent(link -> appointment.add(new Url(link)));
        appointment.add(status(cancelled));
        // What it is about is nobody else's who may see the calendar.
        appointment.add(ImmutableClazz.PRIVATE);
        appointment.add(ImmutableTransp.OPAQUE);
        var host = new Organizer(mailto(organizer));
        if (!organizer.name().isEmpty()) {
            host.add(new Cn(quotable(organizer.name())));
        }
        appointment.add(host);
        attendees.forEach(attendee -> appointment.add(attendee(attendee)));
        return new Invitation(method.getValue(), text(method, appointment));
    }

    /** The address of an online meeting, where it is one that a calendar may offer to open. */
    public static Optional<URI> link(@Nullable String joinUrl) {
        try {
            return Optional.ofNullable(joinUrl == null ? null : new URI(joinUrl))
                    .filter(uri -> "https".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null);
        } catch (URISyntaxException noAddress) {
            return Optional.empty();
        }
    }

    private static Status status(boolean cancelled) {
        return cancelled ? ImmutableStatus.VEVENT_CANCELLED : ImmutableStatus.VEVENT_CONFIRMED;
    }

    private static Attendee attendee(Party party) {
        var attendee = new Attendee(mailto(party));
        if (!party.name().isEmpty()) {
            attendee.add(new Cn(quotable(party.name())));
        }
        attendee.add(CuType.INDIVIDUAL);
        attendee.add(Role.REQ_PARTICIPANT);
        attendee.add(PartStat.NEEDS_ACTION);
        attendee.add(Rsvp.TRUE);
        return attendee;
    }

    /** A parameter's value has no way to write a quotation mark (RFC 5545, 3.2). */
    private static String quotable(String name) {
        return name.replace('"', '\'');
    }

    private static URI mailto(Party party) {
        try {
            return new URI("mailto", party.address(), null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("Not an address for a calendar: " + party.address(), e);
        }
    }

    private static String text(Method method, VEvent appointment) {
        try {
            var calendar = new Calendar();
            calendar.add(ImmutableVersion.VERSION_2_0);
            calendar.add(new ProdId("-//Rollcall//Appointments//EN"));
            calendar.add(method);
            calendar.add(london());
            calendar.add(appointment);
            var text = new StringWriter();
            new CalendarOutputter().output(calendar, text);
            return text.toString();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static VTimeZone london() {
        try {
            return (VTimeZone) new CalendarBuilder()
                    .build(new StringReader(LONDON))
                    .getComponents()
                    .getFirst();
        } catch (IOException | ParserException e) {
            throw new IllegalStateException(e);
        }
    }
}
