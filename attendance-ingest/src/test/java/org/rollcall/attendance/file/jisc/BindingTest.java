package org.rollcall.attendance.file.jisc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.attendance.file.jisc.Binding.Attendance;
import org.rollcall.attendance.file.jisc.Binding.WrongHeader;
import org.rollcall.attendance.file.jisc.Binding.WrongLine;

/** What the columns of a file mean. */
class BindingTest {

    private static final List<String> HEADER = List.of("STUDENT_ID", "EVENT_ID", "START_TIME", "EVENT_ATTENDED");

    @Test
    void columns_stand_in_any_order_and_unknown_ones_are_ignored() throws Exception {
        // given
        var binding = Binding.of(
                List.of("COLOUR", "EVENT_ATTENDED", "START_TIME", " event_id ", "STUDENT_ID", "ATTENDANCE_LATE"));

        // when
        var said = binding.read(row("blue", "1", "2026-10-05T09:00:00", "E1", "S1", "1"));

        // then
        assertThat(said.studentId()).isEqualTo("S1");
        assertThat(said.eventId()).isEqualTo("E1");
        assertThat(said.attended()).isTrue();
        assertThat(said.late()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-05T09:00:00, 2026-10-05T08:00:00Z",
        "2026-10-05 09:00:00, 2026-10-05T08:00:00Z",
        "2026-10-05T09:00, 2026-10-05T08:00:00Z",
        "2026-12-07T09:00:00, 2026-12-07T09:00:00Z",
        "2026-10-05T09:00:00Z, 2026-10-05T09:00:00Z",
        "2026-10-05T09:00:00.123+02:00, 2026-10-05T07:00:00.123Z",
        "2026-10-05T09:00:00+0200, 2026-10-05T07:00:00Z",
        // The hour that comes twice is the earlier one.
        "2026-10-25T01:30:00, 2026-10-25T00:30:00Z",
    })
    void a_time_without_an_offset_is_what_a_clock_in_london_shows(String time, Instant expected) throws Exception {
        assertThat(read("S1", "E1", time, "1").startsAt()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-13-05T09:00:00",
        "2026-02-30T09:00:00",
        "2026-10-05",
        "05/10/2026 09:00",
        "2026-10-05T25:00:00",
        "2026-10-05T09:00:00 BST",
        "yesterday"
    })
    void an_impossible_time_is_named(String time) {
        assertThatThrownBy(() -> read("S1", "E1", time, "1"))
                .isInstanceOfSatisfying(
                        WrongLine.class, why -> assertThat(why.column()).isEqualTo(Binding.Column.START_TIME))
                .hasMessage("'%s' is not a date and time (YYYY-MM-DDTHH:MM:SS)", time);
    }

    @Test
    void without_an_end_an_event_lasts_an_hour() throws Exception {
        assertThat(read("S1", "E1", "2026-10-05T09:00:00", "1").endsAt()).isEqualTo("2026-10-05T09:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "'', E1, 2026-10-05T09:00:00, 1, STUDENT_ID, is missing",
        "S1, ' ', 2026-10-05T09:00:00, 1, EVENT_ID, is missing",
        "S1, E1, '', 1, START_TIME, is missing",
        "S1, E1, 2026-10-05T09:00:00, '', EVENT_ATTENDED, is missing",
        "S1, E1, 2026-10-05T09:00:00, 2, EVENT_ATTENDED, is neither 0 nor 1",
        "S1, E1, 2026-10-05T09:00:00, yes, EVENT_ATTENDED, is neither 0 nor 1",
    })
    void a_line_says_what_is_mandatory(
            String student, String event, String start, String attended, Binding.Column column, String reason) {
        assertThatThrownBy(() -> read(student, event, start, attended)).isInstanceOfSatisfying(WrongLine.class, why -> {
            assertThat(why.column()).isEqualTo(column);
            assertThat(why.reason()).endsWith(reason);
        });
    }

    @Test
    void nobody_is_late_who_was_not_there() throws Exception {
        // given
        var binding = Binding.of(List.of("STUDENT_ID", "EVENT_ID", "START_TIME", "EVENT_ATTENDED", "ATTENDANCE_LATE"));

        // then
        assertThatThrownBy(() -> binding.read(row("S1", "E1", "2026-10-05T09:00:00", "0", "1")))
                .isInstanceOf(WrongLine.class);
        assertThat(binding.read(row("S1", "E1", "2026-10-05T09:00:00", "0", "")).late())
                .isFalse();
    }

    @Test
    void an_event_ends_after_it_begins() throws Exception {
        // given
        var binding = Binding.of(List.of("STUDENT_ID", "EVENT_ID", "START_TIME", "EVENT_ATTENDED", "END_TIME"));

        // then
        assertThatThrownBy(() -> binding.read(row("S1", "E1", "2026-10-05T09:00:00", "1", "2026-10-05T09:00:00")))
                .isInstanceOfSatisfying(
                        WrongLine.class, why -> assertThat(why.column()).isEqualTo(Binding.Column.END_TIME));
    }

    @ParameterizedTest
    @CsvSource({
        "STUDENT_ID;EVENT_ID;START_TIME, EVENT_ATTENDED, is missing from the header",
        "EVENT_ID;START_TIME;EVENT_ATTENDED, STUDENT_ID, is missing from the header",
        "STUDENT_ID;EVENT_ID;START_TIME;EVENT_ATTENDED;EVENT_ID, EVENT_ID, is there twice",
    })
    void a_header_that_says_too_little_or_twice_the_same_is_refused(
            String header, Binding.Column column, String reason) {
        assertThatThrownBy(() -> Binding.of(List.of(header.split(";"))))
                .isInstanceOfSatisfying(WrongHeader.class, why -> {
                    assertThat(why.column()).isEqualTo(column);
                    assertThat(why.reason()).isEqualTo(reason);
                });
    }

    @Test
    void an_empty_line_and_one_of_delimiters_alone_say_nothing() {
        assertThatThrownBy(() -> Binding.of(HEADER).read(row(""))).hasMessage("is empty");
        assertThatThrownBy(() -> Binding.of(HEADER).read(row("", "", "", ""))).hasMessage("is empty");
    }

    private static Attendance read(String... fields) throws WrongHeader, WrongLine {
        return Binding.of(HEADER).read(row(fields));
    }

    private static Row row(String... fields) {
        return new Row(2, List.of(fields), null, 3, 0);
    }
}
