package org.rollcall.benchmarks.ingest;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.rollcall.testkit.Database;

/**
 * Where the time goes: every few milliseconds it looks at what each connection of the service does, in the database or
 * between two statements, and counts.
 */
final class Profile implements AutoCloseable {

    private static final int PAUSE_IN_MILLIS = 100;
    private static final int LONGEST_NAME = 60;
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private static final String LOOK = """
            SELECT state, coalesce(wait_event_type || ':' || wait_event, 'running') AS waiting, query
            FROM pg_stat_activity
            WHERE datname = ? AND usename = ? AND backend_type = 'client backend'
                AND (state <> 'idle' AND query NOT LIKE '%outbox%' OR state = 'idle in transaction')
            """;

    private final Map<String, Integer> seen = new HashMap<>();
    private final Thread thread;
    private volatile boolean stopping;
    private int looks;

    Profile(Database database) {
        thread = Thread.ofPlatform().name("profile").start(() -> run(database));
    }

    /** The shares of the time, the largest first; with several connections they add up to more than the whole. */
    List<String> shares(int most) {
        return seen.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(most)
                .map(entry -> "%5.1f %%  %s".formatted(100.0 * entry.getValue() / Math.max(1, looks), entry.getKey()))
                .toList();
    }

    @Override
    public void close() {
        stopping = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Database database) {
        try (var connection = database.connectAsApplication()) {
            while (!stopping) {
                look(connection, database);
                looks++;
                Thread.sleep(PAUSE_IN_MILLIS);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The database cannot be looked at", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(Connection connection, Database database) throws SQLException {
        try (var select = connection.prepareStatement(LOOK + " AND pid <> pg_backend_pid()")) {
            select.setString(1, database.name());
            select.setString(2, database.application());
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var doing = rows.getString("state").equals("active")
                            ? rows.getString("waiting") + "  " + named(rows.getString("query"))
                            : "the service, after  " + named(rows.getString("query"));
                    seen.merge(doing, 1, Integer::sum);
                }
            }
        }
    }

    private static String named(String query) {
        var name = SPACE.matcher(query).replaceAll(" ").strip();
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    }
}
