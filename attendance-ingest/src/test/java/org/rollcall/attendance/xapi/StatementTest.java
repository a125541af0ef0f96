package org.rollcall.attendance.xapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.attendance.xapi.Attended.Place;

/** A statement as xAPI 1.0.3 and the Jisc attendance profile have it. */
class StatementTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void a_late_arrival_is_told_word_for_word() throws Exception {
        assertThat(JSON.readTree(
                        JSON.writeValueAsBytes(Statement.of(attended("S 1", 2, "LATE"), "https://uni.example"))))
                .isEqualTo(JSON.readTree("""
                {"id":"%s",
                 "actor":{"objectType":"Agent","account":{"homePage":"https://uni.example","name":"S 1"}},
                 "verb":{"id":"http://adlnet.gov/expapi/verbs/attended","display":{"en":"attended"}},
                 "object":{"objectType":"Activity","id":"https://uni.example/sessions/L%%2F1%%20a","definition":{
                   "type":"http://xapi.jisc.ac.uk/event_timetabled","extensions":{
                     "http://xapi.jisc.ac.uk/starttime":"2026-10-05T08:00:00Z",
                     "http://xapi.jisc.ac.uk/endtime":"2026-10-05T09:00:00Z",
                     "http://xapi.jisc.ac.uk/event_mandatory":1,
                     "http://xapi.jisc.ac.uk/event_type_description":"Research supervision"}}},
                 "result":{"completion":true,"extensions":{
                   "http://xapi.jisc.ac.uk/attendance_late":1,
                   "http://xapi.jisc.ac.uk/submission_time":"2026-10-05T08:12:00Z"}},
                 "context":{"extensions":{
                   "http://xapi.jisc.ac.uk/version":"1.1.1",
                   "http://xapi.jisc.ac.uk/recipeCat":"attendance",
                   "http://xapi.jisc.ac.uk/courseArea":{"http://xapi.jisc.ac.uk/uddModInstanceID":"5COM1"}}},
                 "timestamp":"2026-10-05T08:00:00Z","version":"1.0.3"}
                """.formatted(Statement.id(attended("S 1", 2, "LATE")))));
    }

    @ParameterizedTest
    @CsvSource({"PRESENT, true", "LATE, true", "ABSENT, false"})
    void every_status_that_is_told_makes_a_valid_statement(String status, boolean completion) throws Exception {
        // when
        var statement =
                JSON.readTree(JSON.writeValueAsBytes(Statement.of(attended("S1", 1, status), "https://uni.example")));

        // then
        Receiver.check(statement);
        assertThat(statement.at("/result/completion").booleanValue()).isEqualTo(completion);
        assertThat(statement.at("/result/extensions").size()).isEqualTo(status.equals("LATE") ? 2 : 1);
    }

    @Test
    void a_revision_has_one_id_and_the_next_has_another() {
        assertThat(Statement.id(attended("S1", 1, "PRESENT"))).isEqualTo(Statement.id(attended("S1", 1, "PRESENT")));
        assertThat(Statement.id(attended("S1", 1, "PRESENT"))).isNotEqualTo(Statement.id(attended("S1", 2, "PRESENT")));
        assertThat(Statement.id(attended("S1", 1, "PRESENT"))).isNotEqualTo(Statement.id(attended("S2", 1, "PRESENT")));
    }

    private static Attended attended(String student, int revision, String status) {
        return new Attended(
                student,
                "L/1 a",
                revision,
                "5COM1",
                "RESEARCH_SUPERVISION",
                Instant.parse("2026-10-05T08:00:00Z"),
                Instant.parse("2026-10-05T09:00:00Z"),
                true,
                status,
                Instant.parse("2026-10-05T08:12:00Z"),
                Instant.parse("2026-10-05T08:12:01Z"),
                new Place(7, student, "L/1 a", revision));
    }
}
