package org.rollcall.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What other systems send, as they are free to spell it. */
class InboundAsSentTest {

    @Test
    void an_instant_may_have_any_offset_and_is_the_same_moment() throws JsonProcessingException {
        var swipe = read(Swipe.class, """
                {"cardNumber":"0000123456","room":"JP-301","readerId":"R-0412","swipedAt":"2026-10-05T09:03:21+01:00"}""");

        assertThat(swipe).isEqualTo(new Swipe("0000123456", "JP-301", "R-0412", Instant.parse("2026-10-05T08:03:21Z")));
    }

    @Test
    void a_swipe_may_name_no_reader() throws JsonProcessingException {
        var swipe = read(Swipe.class, """
                {"cardNumber":"0000123456","room":"JP-301","swipedAt":"2026-11-05T09:03:21Z"}""");

        assertThat(swipe.readerId()).isNull();
    }

    @Test
    void a_session_online_has_no_room_and_may_have_no_student_yet() throws JsonProcessingException {
        var session = read(TimetableSession.class, """
                {"sessionId":"BSC-CS-5COM2-O-2026-10-08","moduleCode":"5COM2","title":"Databases online","activity":"TUTORIAL",
                 "startsAt":"2026-10-08T18:00:00+01:00","endsAt":"2026-10-08T19:00:00+01:00","room":null,"compulsory":false,
                 "cancelled":false,"studentIds":[]}""");

        assertThat(session.room()).isNull();
        assertThat(session.studentIds()).isEmpty();
    }

    @Test
    void a_student_without_funding_bodies_or_a_second_name_is_a_student() throws JsonProcessingException {
        var student = read(StudentRecord.class, """
                {"studentId":"S1000009","givenName":"","familyName":"Suharto","email":"","programmeCode":"BSC-CS","level":8,
                 "status":"INTERRUPTED","statusFrom":"2026-10-12","enrolledFrom":"2026-09-14","sponsored":false}""");

        assertThat(student.fundingBodies()).isEqualTo(List.of());
        assertThat(student.statusFrom()).isEqualTo(LocalDate.parse("2026-10-12"));
        assertThat(student.enrolledTo()).isNull();
    }

    private static <E> E read(Class<E> type, String json) throws JsonProcessingException {
        assertThat(Schemas.errors(type, json)).isEmpty();
        return Json.READER.readValue(json, type);
    }
}
