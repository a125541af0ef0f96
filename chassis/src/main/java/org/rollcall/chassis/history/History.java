package org.rollcall.chassis.history;

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
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.rollcall.chassis.database.Columns;
import org.rollcall.chassis.database.Sql;
import org.rollcall.chassis.history.Chain.Head;
import org.rollcall.chassis.history.Chain.Link;
import org.rollcall.chassis.history.Chain.Seal;
import org.rollcall.chassis.ids.Ids;

/**
 * The histories of all that the service keeps one of. They are only ever added to: more than that the database refuses.
 * {@code rollcall.history.of} names what that is, as in {@code case}; the service's migrations make the tables
 * {@code case_history}, whose lines belong to a {@code case_id}, and {@code case_history_heads}, which says where each
 * ends: without it, lines cut off at the end would not be missed. A student who is erased leaves the lines in which they
 * acted without a name, and the chain whole: the migrations' own functions do that, and nobody else may.
 */
@ApplicationScoped
public class History {

    private static final Pattern NAME = Pattern.compile("[a-z]+");

    private static final String READ_LINES = """
            SELECT sequence, what, about, detail, actor, at, cause, hash, actor_salt, actor_digest FROM %1$s_history
            WHERE %1$s_id = ? ORDER BY sequence
            """;

    private static final String READ_HEADS = """
            SELECT %1$s_id, length, hash FROM %1$s_history_heads WHERE %1$s_id = ANY (?)
            """;

    private static final String INSERT_LINES = """
            INSERT INTO %1$s_history
                (%1$s_id, sequence, what, about, detail, actor, at, cause, hash, actor_salt, actor_digest)
            SELECT * FROM unnest(?::text[], ?::integer[], ?::text[], ?::text[], ?::text[], ?::text[],
                ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[])
            """;

    private static final String MOVE_HEADS = """
            INSERT INTO %1$s_history_heads (%1$s_id, length, hash)
            SELECT * FROM unnest(?::text[], ?::integer[], ?::text[])
            ON CONFLICT (%1$s_id) DO UPDATE SET length = excluded.length, hash = excluded.hash
            """;

    private static final int SALT_BYTES = 16;

    private final DataSource database;
    private final Ids ids;
    private final String readLines;
    private final String readHeads;
    private final String insertLines;
    private final String moveHeads;

    History(DataSource database, Ids ids, @ConfigProperty(name = "rollcall.history.of") String of) {
        this.database = database;
        this.ids = ids;
        if (!NAME.matcher(of).matches()) {
            throw new IllegalStateException("rollcall.history.of is a lower-case word, and not '" + of + "'");
        }
        readLines = READ_LINES.formatted(of);
        readHeads = READ_HEADS.formatted(of);
        insertLines = INSERT_LINES.formatted(of);
        moveHeads = MOVE_HEADS.formatted(of);
    }

    /** A line for the history of a case, an appeal or whatever it is. */
    public record Entry(String id, Line line) {}

    /**
     * Adds lines, in the transaction that keeps others away from what they belong to.
     *
     * @return each line's place in its history, counted from 1
     */
    @Transactional(TxType.MANDATORY)
    public List<Integer> append(List<Entry> entries) {
        if (entries.isEmpty()) {
            return List.of();
        }
        try (var connection = database.getConnection()) {
            var heads = heads(connection, entries.stream().map(Entry::id).collect(toSet()));
            var links = new ArrayList<Link>();
            for (var entry : entries) {
                var link = Chain.next(
                        entry.id(), heads.getOrDefault(entry.id(), Head.START), entry.line(), ids.hex(SALT_BYTES));
                heads.put(entry.id(), new Head(link.sequence(), link.hash()));
                links.add(link);
            }
            insert(connection, entries, links);
            move(connection, heads);
            return links.stream().map(Link::sequence).toList();
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    /** How many lines a history has. */
    public int length(String id) {
        return head(id).length();
    }

    /**
     * A history, if there is one.
     *
     * @param verify whether to check that it is as it was written
     */
    public Optional<HistoryView> view(String id, boolean verify) {
        Head head;
        Chain chain;
        // Whoever adds a line meanwhile must not be taken for one who removed it: nothing was added between two equal
        // heads.
        do {
            head = head(id);
            chain = chain(id);
        } while (!head.equals(head(id)));
        return chain.links().isEmpty() && head.length() == 0
                ? Optional.empty()
                : Optional.of(HistoryView.of(chain, verify ? chain.verify(head) : null));
    }

    /** A history, as it stands there. */
    private Chain chain(String id) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(readLines)) {
            select.setString(1, id);
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
                    var digest = rows.getString(10);
                    links.add(new Link(
                            rows.getInt(1),
                            line,
                            digest == null ? null : new Seal(rows.getString(9), digest),
                            rows.getString(8)));
                }
                return new Chain(id, links);
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    /** Where a history was written to end. */
    private Head head(String id) {
        try (var connection = database.getConnection()) {
            return heads(connection, Set.of(id)).getOrDefault(id, Head.START);
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    private Map<String, Head> heads(Connection connection, Collection<String> ids) throws SQLException {
        try (var select = connection.prepareStatement(readHeads)) {
            select.setArray(1, Columns.texts(connection, ids, id -> id));
            try (var rows = select.executeQuery()) {
                var heads = new HashMap<String, Head>();
                while (rows.next()) {
                    heads.put(rows.getString(1), new Head(rows.getInt(2), rows.getString(3)));
                }
                return heads;
            }
        }
    }

    private void insert(Connection connection, List<Entry> entries, List<Link> links) throws SQLException {
        try (var insert = connection.prepareStatement(insertLines)) {
            insert.setArray(1, Columns.texts(connection, entries, Entry::id));
            insert.setArray(2, Sql.column(connection, "integer", links, Link::sequence));
            insert.setArray(
                    3, Columns.texts(connection, entries, entry -> entry.line().what()));
            insert.setArray(
                    4, Columns.texts(connection, entries, entry -> entry.line().about()));
            insert.setArray(
                    5, Columns.texts(connection, entries, entry -> entry.line().detail()));
            insert.setArray(
                    6, Columns.texts(connection, entries, entry -> entry.line().actor()));
            insert.setArray(
                    7,
                    Sql.column(
                            connection,
                            "timestamptz",
                            entries,
                            entry -> Sql.timestamp(entry.line().at())));
            insert.setArray(
                    8, Columns.texts(connection, entries, entry -> entry.line().cause()));
            insert.setArray(9, Columns.texts(connection, links, Link::hash));
            insert.setArray(
                    10,
                    Columns.texts(
                            connection,
                            links,
                            link -> link.seal() == null ? null : link.seal().salt()));
            insert.setArray(
                    11,
                    Columns.texts(
                            connection,
                            links,
                            link -> link.seal() == null ? null : link.seal().digest()));
            insert.executeUpdate();
        }
    }

    private void move(Connection connection, Map<String, Head> heads) throws SQLException {
        try (var upsert = connection.prepareStatement(moveHeads)) {
            var ids = List.copyOf(heads.keySet());
            var ends = List.copyOf(heads.values());
            upsert.setArray(1, Columns.texts(connection, ids, id -> id));
            upsert.setArray(2, Sql.column(connection, "integer", ends, Head::length));
            upsert.setArray(3, Columns.texts(connection, ends, Head::hash));
            upsert.executeUpdate();
        }
    }
}
