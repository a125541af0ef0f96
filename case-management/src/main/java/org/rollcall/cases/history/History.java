package org.rollcall.cases.history;

import static java.util.stream.Collectors.toSet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.rollcall.cases.history.Chain.Head;
import org.rollcall.cases.history.Chain.Link;
import org.rollcall.chassis.database.Sql;

/** The histories of all cases. They are only ever added to: more than that the database refuses. */
@ApplicationScoped
public class History {

    private final DataSource database;

    History(DataSource database) {
        this.database = database;
    }

    /** A line for the history of a case. */
    public record Entry(String caseId, Line line) {}

    /**
     * Adds lines, in the transaction that keeps others away from their cases.
     *
     * @return each line's place in the history of its case, counted from 1
     */
    @Transactional(TxType.MANDATORY)
    public List<Integer> append(List<Entry> entries) {
        if (entries.isEmpty()) {
            return List.of();
        }
        try (var connection = database.getConnection()) {
            var heads = heads(connection, entries.stream().map(Entry::caseId).collect(toSet()));
            var links = new ArrayList<Link>();
            for (var entry : entries) {
                var link = Chain.next(entry.caseId(), heads.getOrDefault(entry.caseId(), Head.START), entry.line());
                heads.put(entry.caseId(), new Head(link.sequence(), link.hash()));
                links.add(link);
            }
            insert(connection, entries, links);
            move(connection, heads);
            return links.stream().map(Link::sequence).toList();
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    /** How many lines the history of a case has. */
    public int length(String caseId) {
        return head(caseId).length();
    }

    /** The history of a case, as it stands there. */
    Chain chain(String caseId) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("""
                        SELECT sequence, what, about, detail, actor, at, cause, hash FROM case_history
                        WHERE case_id = ? ORDER BY sequence
                        """)) {
            select.setString(1, caseId);
            try (var rows = select.executeQuery()) {
                var links = new ArrayList<Link>();
                while (rows.next()) {
                    var line = new Line(
                            rows.getString(2),
                            rows.getString(3),
                            rows.getString(4),
                            rows.getString(5),
                            rows.getObject(6, OffsetDateTime.class).toInstant(),
                            rows.getString(7));
                    links.add(new Link(rows.getInt(1), line, rows.getString(8)));
                }
                return new Chain(caseId, links);
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    /** Where the history of a case was written to end. */
    Head head(String caseId) {
        try (var connection = database.getConnection()) {
            return heads(connection, Set.of(caseId)).getOrDefault(caseId, Head.START);
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    private static Map<String, Head> heads(Connection connection, Collection<String> caseIds) throws SQLException {
        try (var select = connection.prepareStatement(
                "SELECT case_id, length, hash FROM case_history_heads WHERE case_id = ANY (?)")) {
            select.setArray(1, Sql.texts(connection, caseIds, id -> id));
            try (var rows = select.executeQuery()) {
                var heads = new HashMap<String, Head>();
                while (rows.next()) {
                    heads.put(rows.getString(1), new Head(rows.getInt(2), rows.getString(3)));
                }
                return heads;
            }
        }
    }

    private static void insert(Connection connection, List<Entry> entries, List<Link> links) throws SQLException {
        try (var insert = connection.prepareStatement("""
                INSERT INTO case_history (case_id, sequence, what, about, detail, actor, at, cause, hash)
                SELECT * FROM unnest(?::text[], ?::integer[], ?::text[], ?::text[], ?::text[], ?::text[],
                    ?::timestamptz[], ?::text[], ?::text[])
                """)) {
            insert.setArray(1, Sql.texts(connection, entries, Entry::caseId));
            insert.setArray(2, Sql.column(connection, "integer", links, Link::sequence));
            insert.setArray(
                    3, Sql.texts(connection, entries, entry -> entry.line().what()));
            insert.setArray(
                    4, Sql.texts(connection, entries, entry -> entry.line().about()));
            insert.setArray(
                    5, Sql.texts(connection, entries, entry -> entry.line().detail()));
            insert.setArray(
                    6, Sql.texts(connection, entries, entry -> entry.line().actor()));
            insert.setArray(
                    7,
                    Sql.column(
                            connection,
                            "timestamptz",
                            entries,
                            entry -> Sql.timestamp(entry.line().at())));
            insert.setArray(
                    8, Sql.texts(connection, entries, entry -> entry.line().cause()));
            insert.setArray(9, Sql.texts(connection, links, Link::hash));
            insert.executeUpdate();
        }
    }

    private static void move(Connection connection, Map<String, Head> heads) throws SQLException {
        try (var upsert = connection.prepareStatement("""
                INSERT INTO case_history_heads (case_id, length, hash)
                SELECT * FROM unnest(?::text[], ?::integer[], ?::text[])
                ON CONFLICT (case_id) DO UPDATE SET length = excluded.length, hash = excluded.hash
                """)) {
            var caseIds = List.copyOf(heads.keySet());
            var ends = List.copyOf(heads.values());
            upsert.setArray(1, Sql.texts(connection, caseIds, id -> id));
            upsert.setArray(2, Sql.column(connection, "integer", ends, Head::length));
            upsert.setArray(3, Sql.texts(connection, ends, Head::hash));
            upsert.executeUpdate();
        }
    }
}
