package org.rollcall.chassis.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rollcall.testkit.PostgresServer;

/** What the server makes of the columns that it is sent. */
class ColumnsTest {

    private static final PostgresServer POSTGRES = PostgresServer.temporary();

    private static Connection connection;

    @BeforeAll
    static void start() throws SQLException {
        connection = POSTGRES.start().createDatabase("columns").connectAsApplication();
    }

    @AfterAll
    static void stop() throws SQLException {
        connection.close();
        POSTGRES.close();
    }

    @Test
    void texts_arrive_as_they_are_in_their_order() throws SQLException {
        assertThat(sent("S0000001", "", "Zoë O’Neill", "😀", "a\nb\t\"{,}\"\\", "NULL"))
                .containsExactly("S0000001", "", "Zoë O’Neill", "😀", "a\nb\t\"{,}\"\\", "NULL");
    }

    @Test
    void a_text_that_is_missing_arrives_as_null() throws SQLException {
        assertThat(sent("first", null, "third", null)).containsExactly("first", null, "third", null);
    }

    @Test
    void texts_that_are_all_missing_arrive_as_so_many_nulls() throws SQLException {
        assertThat(sent(null, null)).containsExactly(null, null);
    }

    @Test
    void no_texts_arrive_as_none() throws SQLException {
        assertThat(sent()).isEmpty();
    }

    @Test
    void a_text_may_be_longer_than_a_buffer() throws SQLException {
        var beyondABuffer = "0123456789".repeat(100_000);

        assertThat(sent("before", beyondABuffer, "after")).containsExactly("before", beyondABuffer, "after");
    }

    @Test
    void longs_arrive_to_the_last_digit() throws SQLException {
        var numbers = List.of(Long.MIN_VALUE, -1L, 0L, Long.MAX_VALUE);

        assertThat(read("bigint", Columns.longs(connection, numbers, number -> number)))
                .containsExactly("-9223372036854775808", "-1", "0", "9223372036854775807");
    }

    private static List<@Nullable String> sent(@Nullable String... texts) throws SQLException {
        return read("text", Columns.texts(connection, Arrays.asList(texts), text -> text));
    }

    private static List<@Nullable String> read(String type, Array column) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT unnest(?::%s[])::text".formatted(type))) {
            statement.setArray(1, column);
            var rows = statement.executeQuery();
            var read = new ArrayList<@Nullable String>();
            while (rows.next()) {
                read.add(rows.getString(1));
            }
            return read;
        }
    }
}
