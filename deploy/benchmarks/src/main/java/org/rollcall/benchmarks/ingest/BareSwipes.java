package org.rollcall.benchmarks.ingest;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.rollcall.benchmarks.ingest.Term.Swipe;
import org.rollcall.testkit.Database;

/** The bare swipes, each once, by {@code unnest} and nothing else: the limit. */
final class BareSwipes implements PlainConsumers.Work {

    private static final String INSERT = """
            INSERT INTO bare_swipe (card_number, swiped_at, reader_id, room)
            SELECT * FROM unnest(?::text[], ?::timestamptz[], ?::text[], ?::text[])
            ON CONFLICT DO NOTHING
            """;

    static void createTable(Database database) throws SQLException {
        try (var connection = database.connectAsOwner();
                var statement = connection.createStatement()) {
            statement.execute("""
                    CREATE TABLE bare_swipe (
                        card_number text COLLATE "C", swiped_at timestamptz, reader_id text COLLATE "C", room text,
                        PRIMARY KEY (card_number, swiped_at, reader_id));
                    GRANT SELECT, INSERT, UPDATE ON bare_swipe TO %s
                    """.formatted(database.application()));
        }
    }

    @Override
    public void take(Connection connection, List<Swipe> swipes) throws SQLException {
        try (var insert = connection.prepareStatement(INSERT)) {
            insert.setArray(1, column(connection, "text", swipes, Swipe::cardNumber));
            insert.setArray(
                    2,
                    column(
                            connection,
                            "timestamptz",
                            swipes,
                            swipe -> swipe.swipedAt().toString()));
            insert.setArray(3, column(connection, "text", swipes, Swipe::readerId));
            insert.setArray(4, column(connection, "text", swipes, Swipe::room));
            insert.executeUpdate();
        }
        connection.commit();
    }

    private static Array column(Connection connection, String type, List<Swipe> swipes, Function<Swipe, String> column)
            throws SQLException {
        return connection.createArrayOf(type, swipes.stream().map(column).toArray());
    }
}
