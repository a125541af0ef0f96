package org.rollcall.notification.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.ParseWarning;
import biweekly.io.text.ICalReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.TimeZone;
import net.fortuna.ical4j.model.component.VTimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.contracts.CaseEvent.InterviewEvent;
import org.rollcall.notification.Interview;

/**
 * Read back by two parsers that know nothing of each other: ical4j, strict, with the rules of RFC 5546 for each method, and
 * biweekly, whose warnings count as errors.
 */
class InvitationsTest {

    private static final Party OFFICE = new Party("", "fet-admin@example.ac.uk");
    private static final Party AMINA = new Party("Amina Okafor", "a.okafor@student.example.ac.uk");
    private static final Interview IN_WINTER = Interview.of("S1");
    private static final Interview IN_SUMMER = IN_WINTER.at(Instant.parse("2027-04-20T13:00:00Z"));

    @Test
    void an_appointment_asks_to_be_taken_in_with_all_that_a_calendar_needs() throws Exception {
        var invitation = of(IN_WINTER.scheduled());

        assertThat(invitation.method()).isEqualTo("REQUEST");
        assertThat(invitation.contentType()).isEqualTo("text/calendar; charset=UTF-8; method=REQUEST");
        var event = event(invitation);
        assertThat(event.getUid().getValue()).isEqualTo(IN_WINTER.uid());
        assertThat(event.getSequence().getValue()).isZero();
        assertThat(event.getStatus().getValue()).isEqualTo("CONFIRMED");
        assertThat(event.getClassification().getValue()).isEqualTo("PRIVATE");
        assertThat(event.getLocation().getValue()).isEqualTo("JP-212");
        assertThat(event.getOrganizer().getUri()).isNull();
        assertThat(event.getOrganizer().getEmail()).isEqualTo("fet-admin@example.ac.uk");
        assertThat(event.getAttendees()).singleElement().satisfies(attendee -> {
            assertThat(attendee.getEmail()).isEqualTo(AMINA.address());
            assertThat(attendee.getCommonName()).isEqualTo("Amina Okafor");
            assertThat(attendee.getRsvp()).isTrue();
        });
    }

    @Test
    void a_moved_appointment_is_the_same_with_the_next_sequence_and_a_cancelled_one_takes_it_out() throws Exception {
        var moved = event(
                of(IN_WINTER.again().at(Instant.parse("2026-11-19T10:30:00Z")).rescheduled()));
        var cancelled = of(IN_WINTER.again().again().cancelled());

        assertThat(moved.getUid().getValue()).isEqualTo(IN_WINTER.uid());
        assertThat(moved.getSequence().getValue()).isEqualTo(1);
        assertThat(moved.getDateStart().getValue().toInstant()).isEqualTo(Instant.parse("2026-11-19T10:30:00Z"));
        assertThat(cancelled.method()).isEqualTo("CANCEL");
        assertThat(event(cancelled).getUid().getValue()).isEqualTo(IN_WINTER.uid());
        assertThat(event(cancelled).getSequence().getValue()).isEqualTo(2);
        assertThat(event(cancelled).getStatus().getValue()).isEqualTo("CANCELLED");
    }

    @ParameterizedTest
    @CsvSource({
        // The last hour before and the first after the clocks go forward, and back.
        "2027-03-28T00:30:00Z, 2027-03-28T00:30",
        "2027-03-28T01:00:00Z, 2027-03-28T02:00",
        "2026-10-24T23:30:00Z, 2026-10-25T00:30",
        "2026-10-25T01:30:00Z, 2026-10-25T01:30",
        "2026-10-25T02:00:00Z, 2026-10-25T02:00",
        "2026-11-17T14:00:00Z, 2026-11-17T14:00",
        "2027-04-20T13:00:00Z, 2027-04-20T14:00",
        "2028-07-01T22:59:00Z, 2028-07-01T23:59",
    })
    void a_time_is_london_s_whatever_the_season(Instant startsAt, LocalDateTime inLondon) throws Exception {
        var invitation = of(IN_WINTER.at(startsAt).scheduled());

        assertThat(unfolded(invitation))
                .contains("DTSTART;TZID=Europe/London:%s\r\n"
                        .formatted(inLondon.toString().replace("-", "").replace(":", "") + "00"));
        if (!isSaidTwice(inLondon)) {
            assertThat(event(invitation).getDateStart().getValue().toInstant()).isEqualTo(startsAt);
        }
    }

    @Test
    void a_calendar_that_knows_no_time_zones_finds_london_s_in_the_invitation_itself() throws Exception {
        var calendar = new CalendarBuilder()
                .build(new StringReader(of(IN_SUMMER.scheduled()).calendar()));

        var zone = new TimeZone(
                calendar.<VTimeZone>getComponent(Component.VTIMEZONE).orElseThrow());
        var rules = ZoneId.of("Europe/London").getRules();
        for (var day = LocalDateTime.of(2026, 1, 1, 12, 0); day.getYear() < 2036; day = day.plusDays(1)) {
            var instant = day.atZone(ZoneId.of("UTC")).toInstant();
            assertThat(zone.getOffset(instant.toEpochMilli()))
                    .as("%s", day)
                    .isEqualTo(rules.getOffset(instant).getTotalSeconds() * 1_000);
        }
    }

    @Test
    void moving_an_appointment_over_the_change_of_the_clocks_keeps_the_hour_that_people_say() throws Exception {
        var before = IN_WINTER.at(Instant.parse("2027-03-26T10:00:00Z"));
        var after = before.again().at(Instant.parse("2027-03-29T09:00:00Z"));

        assertThat(unfolded(of(before.scheduled()))).contains("DTSTART;TZID=Europe/London:20270326T100000\r\n");
        assertThat(unfolded(of(after.rescheduled()))).contains("DTSTART;TZID=Europe/London:20270329T100000\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Okafor, Amina; \"the\" one\\two",
                "ATTENDEE:mailto:everybody@example.ac.uk",
                "\u2068عمر\u2069 بن الخطاب",
                "Zoë Łukasiewicz 李小龙",
                "line\nEND:VEVENT\nBEGIN:VEVENT",
            })
    void what_people_are_called_and_where_they_meet_stays_a_value(String hostile) throws Exception {
        var place = hostile.replace('\n', ' ');
        var invitation = Invitations.of(
                new Interview("S1", Instant.parse("2026-11-17T14:00:00Z"), place, null, "p.marsh", 0).scheduled(),
                hostile,
                hostile.repeat(20),
                OFFICE,
                List.of(new Party(place, AMINA.address())));

        var calendar = calendar(invitation);
        assertThat(calendar.getEvents()).singleElement().satisfies(event -> {
            assertThat(event.getSummary().getValue()).isEqualTo(hostile);
            assertThat(event.getDescription().getValue()).isEqualTo(hostile.repeat(20));
            assertThat(event.getLocation().getValue()).isEqualTo(place);
            assertThat(event.getAttendees()).hasSize(1);
        });
        assertThat(invitation.calendar().split("\r\n"))
                .allSatisfy(line ->
                        assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(256));
    }

    @Test
    void an_online_interview_can_be_joined_from_the_calendar_when_its_address_is_safe() throws Exception {
        var joinUrl = "https://meet.example.ac.uk/5com-p-marsh";

        assertThat(event(of(IN_WINTER.online(joinUrl).scheduled())).getUrl().getValue())
                .isEqualTo(joinUrl);
        assertThat(event(of(IN_WINTER.online("javascript:alert(1)").scheduled()))
                        .getUrl())
                .isNull();
    }

    @Test
    void the_same_event_makes_the_same_text() {
        assertThat(of(IN_WINTER.scheduled())).isEqualTo(of(IN_WINTER.scheduled()));
    }

    private static Invitation of(InterviewEvent event) {
        return Invitations.of(event, "Meeting with Dr P. Marsh", "Dear Amina,\n\nplease come.", OFFICE, List.of(AMINA));
    }

    private static boolean isSaidTwice(LocalDateTime time) {
        return ZoneId.of("Europe/London").getRules().getValidOffsets(time).size() > 1;
    }

    private static String unfolded(Invitation invitation) {
        return invitation.calendar().replace("\r\n ", "").replace("\r\n\t", "");
    }

    private static VEvent event(Invitation invitation) throws IOException, ParserException {
        return calendar(invitation).getEvents().getFirst();
    }

    /** Whole only when neither parser has anything to say against it. */
    private static ICalendar calendar(Invitation invitation) throws IOException, ParserException {
        Calendar strict = new CalendarBuilder().build(new StringReader(invitation.calendar()));
        assertThat(strict.validate(true).getEntries()).isEmpty();
        try (var reader = new ICalReader(invitation.calendar())) {
            var calendar = reader.readNext();
            assertThat(reader.getWarnings()).extracting(ParseWarning::toString).isEmpty();
            assertThat(reader.readNext()).isNull();
            assertThat(calendar.validate(ICalVersion.V2_0).isEmpty())
                    .as(() -> calendar.validate(ICalVersion.V2_0).toString())
                    .isTrue();
            assertThat(Biweekly.parse(invitation.calendar()).first().getMethod().getValue())
                    .isEqualTo(invitation.method());
            return calendar;
        }
    }
}
