package org.rollcall.attendance.file.jisc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a file is divided into lines and fields. */
class RowsTest {

    @Test
    void lines_end_with_a_line_feed_with_or_without_a_carriage_return_and_the_last_with_the_file() throws IOException {
        assertThat(fields("a\tb\r\nc\td\ne\tf"))
                .containsExactly(List.of("a", "b"), List.of("c", "d"), List.of("e", "f"));
    }

    @Test
    void a_line_feed_at_the_end_of_the_file_begins_no_line() throws IOException {
        assertThat(rows("a\nb\n")).hasSize(2);
    }

    @Test
    void a_byte_order_mark_is_no_part_of_the_first_field() throws IOException {
        assertThat(fields("\uFEFFa\tb\nc\td")).containsExactly(List.of("a", "b"), List.of("c", "d"));
    }

    @Test
    void a_blank_line_is_a_line() throws IOException {
        assertThat(rows("a\n\nb")).extracting(Row::line).containsExactly(1, 2, 3);
    }

    @Test
    void a_quoted_field_may_hold_delimiters_doubled_quotes_and_line_ends() throws IOException {
        // when
        var rows = rows("\"a\tb\"\t\"say \"\"hello\"\"\"\n\"two\nlines\"\tx\nlast\ty");

        // then
        assertThat(rows)
                .extracting(Row::fields)
                .containsExactly(List.of("a\tb", "say \"hello\""), List.of("two\nlines", "x"), List.of("last", "y"));
        assertThat(rows).extracting(Row::line).as("as an editor counts").containsExactly(1, 2, 4);
    }

    @Test
    void a_quote_within_an_unquoted_field_is_a_character() throws IOException {
        assertThat(fields("5\" disk\tb")).containsExactly(List.of("5\" disk", "b"));
    }

    @Test
    void a_quote_that_is_never_closed_costs_its_own_line_alone() throws IOException {
        // when
        var rows = rows("a\tb\n\"open\tc\nd\te\nf\tg\n");

        // then
        assertThat(rows).extracting(Row::line).containsExactly(1, 2, 3, 4);
        assertThat(rows.get(1).fault()).isEqualTo("has a quote that is never closed");
        assertThat(rows.get(2).fields()).containsExactly("d", "e");
        assertThat(rows.get(3).fields()).containsExactly("f", "g");
    }

    @Test
    void a_quote_is_not_looked_for_beyond_the_longest_line() throws IOException {
        // given a quote that is closed half a megabyte later
        var between = "x\ty\n".repeat(100_000);

        // when
        var rows = rows("\"open\n" + between + "end\"\n");

        // then
        assertThat(rows).hasSize(100_002);
        assertThat(rows.getFirst().fault()).isNotNull();
        assertThat(rows.get(1).fields()).containsExactly("x", "y");
    }

    @Test
    void text_after_a_closing_quote_is_a_fault_of_its_line() throws IOException {
        // when
        var rows = rows("\"a\"b\tc\nd\te");

        // then
        assertThat(rows.getFirst().fault()).isEqualTo("has text after a closing quote");
        assertThat(rows.getLast().fields()).containsExactly("d", "e");
    }

    @Test
    void a_line_of_a_megabyte_is_refused_without_being_held() throws IOException {
        // when
        var rows = rows("x".repeat(1_000_000) + "\na\tb");

        // then
        assertThat(rows.getFirst().fault()).isEqualTo("is longer than 65536 bytes");
        assertThat(rows.getLast().fields()).containsExactly("a", "b");
        assertThat(rows.getLast().line()).isEqualTo(2);
    }

    @Test
    void reading_can_go_on_at_the_end_of_any_row() throws IOException {
        // given
        var text = "\uFEFFa\tb\r\n\"c\nd\"\te\n\n\"open\nf\tg\r\nh\tï\ni";
        var whole = rows(text);

        for (var i = 0; i < whole.size() - 1; i++) {
            // when
            var from = whole.get(i);
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            var rest = new Rows(
                    new ByteArrayInputStream(bytes, (int) from.end(), bytes.length - (int) from.end()),
                    '\t',
                    from.next(),
                    from.end());

            // then
            assertThat(all(rest)).isEqualTo(whole.subList(i + 1, whole.size()));
        }
    }

    private static List<List<String>> fields(String text) throws IOException {
        return rows(text).stream().map(Row::fields).toList();
    }

    private static List<Row> rows(String text) throws IOException {
        return all(new Rows(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), '\t', 1, 0));
    }

    private static List<Row> all(Rows rows) throws IOException {
        var all = new ArrayList<Row>();
        for (var row = rows.next(); row != null; row = rows.next()) {
            all.add(row);
        }
        return all;
    }
}
