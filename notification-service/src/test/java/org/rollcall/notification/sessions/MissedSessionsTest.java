package org.rollcall.notification.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rollcall.contracts.AbsenceAuthorisation;
import org.rollcall.contracts.Activity;
import org.rollcall.contracts.AttendanceRecord;
import org.rollcall.contracts.AttendanceRecord.Source;
import org.rollcall.contracts.AttendanceRecord.Status;
import org.rollcall.contracts.TimetableSession;
import org.rollcall.contracts.Topics;
import org.rollcall.notification.Raise;
import org.rollcall.notification.Suite;
import org.rollcall.notification.UnreliableMail;
import org.rollcall.testkit.RollcallResource;
import org.rollcall.testkit.SharedServers;

/** Which sessions a mail says were missed, after all that was said about them. */
@QuarkusTest
@QuarkusTestResource(
        value = RollcallResource.class,
        initArgs = @ResourceArg(name = "database", value = "notifications"))
@QuarkusTestResource(UnreliableMail.class)
class MissedSessionsTest {

    private static final Instant TUESDAY = Instant.parse("2026-10-06T08:00:00Z");
    private static final Instant FRIDAY = Instant.parse("2026-10-09T12:30:00Z");
    private static final Instant NEXT_MONDAY = Instant.parse("2026-10-11T23:00:00Z");

    private Suite suite;

    @BeforeEach
    void the_programme_is_known() {
        suite = new Suite();
        suite.programme(Raise.PROGRAMME);
    }

    @AfterEach
    void end() {
        suite.close();
    }

    @Test
    void a_session_is_named_by_day_time_title_and_room_and_those_of_other_students_and_weeks_are_not() {
        session("L-TUE", "Algorithms lecture", "JP-301", TUESDAY);
        session("S-FRI", "", null, FRIDAY);
        session("L-MON", "Logic lecture", "JP-302", NEXT_MONDAY);
        record("S7000001", "L-TUE", TUESDAY, Status.ABSENT, true, 2);
        record("S7000001", "S-FRI", FRIDAY, Status.ABSENT, true, 2);
        record("S7000001", "L-MON", NEXT_MONDAY, Status.ABSENT, true, 2);
        record("S7000002", "OTHER", TUESDAY.plusSeconds(60), Status.ABSENT, true, 2);

        assertThat(mailTo("S7000001")).contains("""
                        - Monday 5 to Sunday 11 October 2026
                          * Tuesday 6 October, 9 am: Algorithms lecture, room JP-301
                          * Friday 9 October, 1.30 pm: 5COM1
                        """).doesNotContain("Logic lecture", "9.01 am");
    }

    @Test
    void who_came_was_excused_or_did_not_have_to_come_is_not_told_that_they_missed_it() {
        record("S7000003", "CAME-LATE-KNOWN", TUESDAY, Status.PRESENT, true, 3);
        // Word of the absence is older, and arrives after.
        record("S7000003", "CAME-LATE-KNOWN", TUESDAY, Status.ABSENT, true, 2);
        record("S7000003", "OPTIONAL", TUESDAY.plusSeconds(3_600), Status.ABSENT, false, 2);
        record("S7000003", "NOBODY-LOOKED", TUESDAY.plusSeconds(7_200), Status.UNRECORDED, true, 2);
        record("S7000003", "MISSED", TUESDAY.plusSeconds(10_800), Status.ABSENT, true, 2);
        record("S7000003", "EXCUSED", FRIDAY, Status.ABSENT, true, 2);
        absence("S7000003", LocalDate.of(2026, 10, 9), AbsenceAuthorisation.Status.AUTHORISED, 1);

        assertThat(mailTo("S7000003").lines().filter(line -> line.startsWith("  *")))
                .containsExactly("  * Tuesday 6 October, 12 noon: 5COM1");
    }

    @Test
    void a_revoked_authorisation_excuses_nothing() {
        record("S7000004", "FRI", FRIDAY, Status.ABSENT, true, 2);
        absence("S7000004", LocalDate.of(2026, 10, 9), AbsenceAuthorisation.Status.REVOKED, 2);
        absence("S7000004", LocalDate.of(2026, 10, 9), AbsenceAuthorisation.Status.AUTHORISED, 1);

        assertThat(mailTo("S7000004")).contains("* Friday 9 October, 1.30 pm: 5COM1");
    }

    @Test
    void a_mail_waits_for_word_of_its_sessions() throws SQLException {
        // given a mail that is to wait for an hour
        suite.publish(Raise.contact("S7000005", "one-week").reached());
        suite.awaitEmails("S7000005", "circumstances PENDING");
        try (var connection = SharedServers.database("notifications").connectAsOwner();
                var update = connection.prepareStatement(
                        "UPDATE email SET sessions_by = clock_timestamp() + interval '1 hour' WHERE student_id = ?")) {
            update.setString(1, "S7000005");
            update.executeUpdate();
        }
        suite.student("S7000005");
        suite.awaitSettled();
        suite.awaitEmails("S7000005", "circumstances PENDING");

        // when
        record("S7000005", "L-TUE", TUESDAY, Status.ABSENT, true, 2);

        // then
        suite.awaitEmails("S7000005", "circumstances SENT");
        assertThat(suite.mailbox(Suite.addressOf("S7000005")).getFirst().text()).contains("  * Tuesday 6 October");
    }

    private String mailTo(String studentId) {
        suite.student(studentId);
        suite.awaitSettled();
        suite.publish(Raise.contact(studentId, "one-week").reached());
        suite.awaitEmails(studentId, "circumstances SENT");
        return suite.mailbox(Suite.addressOf(studentId)).getFirst().text().replace("\r\n", "\n");
    }

    private void session(String sessionId, String title, @Nullable String room, Instant startsAt) {
        suite.topics()
                .publish(
                        Topics.SESSIONS,
                        sessionId,
                        new TimetableSession(
                                sessionId,
                                "5COM1",
                                title,
                                Activity.LECTURE,
                                startsAt,
                                startsAt.plusSeconds(3_600),
                                room,
                                true,
                                false,
                                List.of()));
    }

    private void record(
            String studentId, String sessionId, Instant startsAt, Status status, boolean compulsory, int revision) {
        suite.topics()
                .publish(
                        Topics.RECORDS,
                        studentId,
                        new AttendanceRecord(
                                studentId,
                                sessionId,
                                "5COM1",
                                Activity.LECTURE,
                                startsAt,
                                startsAt.plusSeconds(3_600),
                                compulsory,
                                status,
                                Source.SESSION_CLOSE,
                                null,
                                false,
                                revision));
    }

    private void absence(String studentId, LocalDate day, AbsenceAuthorisation.Status status, int revision) {
        suite.topics()
                .publish(
                        Topics.ABSENCES,
                        studentId,
                        new AbsenceAuthorisation(
                                "A-" + studentId, studentId, day, day, status, "fet-admin", FRIDAY, revision));
    }
}
