package org.rollcall.attendance.file;

import static org.rollcall.chassis.database.Columns.kept;
import static org.rollcall.chassis.database.Columns.texts;
import static org.rollcall.chassis.database.Sql.column;
import static org.rollcall.chassis.database.Sql.timestamp;
import static org.rollcall.chassis.database.Statements.instant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.database.Columns;
import org.rollcall.chassis.database.Statements;
import org.rollcall.chassis.person.Person;
import org.rollcall.chassis.rest.PageRequest;

/**
 * The files that were sent. A file is kept, piece by piece, until it has been taken; how far it has been is written with
 * every batch of its lines, in their transaction: whoever goes on, after a crash or on another machine, begins there.
 */
@ApplicationScoped
class Imports {

    private static final int PIECE = 256 * 1024;
    private static final Duration LONGEST_SENDING = Duration.ofDays(1);

    private static final String BEGIN = """
            INSERT INTO import (import_id, sent_by, sent_for_faculties, delimiter, state, received_at)
            VALUES (?, ?, ?, ?, 'RECEIVING', ?)
            """;

    /** What was left half sent, by a sender or an instance that is no more. */
    private static final String FORGET = "DELETE FROM import WHERE state = 'RECEIVING' AND received_at < ?";

    private static final String TO_RUN = """
            SELECT import_id, sent_for_faculties, delimiter, header, next_line, next_byte, size_in_bytes FROM import
            WHERE state = 'RUNNING'
            ORDER BY received_at, import_id
            LIMIT 1
            FOR UPDATE SKIP LOCKED
            """;

    private static final String ADVANCE = """
            UPDATE import
            SET header = ?, next_line = ?, next_byte = ?, lines_read = lines_read + ?, taken = taken + ?,
                refused = refused + ?
            WHERE import_id = ?
            """;

    private static final String REFUSE = """
            INSERT INTO import_refusal (import_id, line_no, column_name, reason)
            SELECT ?, * FROM unnest(?::int[], ?::text[], ?::text[])
            ON CONFLICT DO NOTHING
            """;

    private static final String END = """
            UPDATE import SET state = ?, failure = ?, finished_at = ? WHERE import_id = ?
            """;

    private final Statements statements;

    Imports(Statements statements) {
        this.statements = statements;
    }

    /** A file is about to arrive. */
    void begin(UUID id, Person sender, char delimiter, Instant now) {
        statements.execute(FORGET, statement -> statement.setObject(1, timestamp(now.minus(LONGEST_SENDING))));
        statements.execute(BEGIN, statement -> {
            statement.setObject(1, id);
            statement.setString(2, sender.id());
            var bounds = sender.bounds();
            statement.setArray(
                    3, bounds.all() ? null : texts(statement.getConnection(), bounds.faculties(), faculty -> faculty));
            statement.setString(4, String.valueOf(delimiter));
            statement.setObject(5, timestamp(now));
        });
    }

    /**
     * Keeps the file as it arrives, each piece by itself: at no time is more of it held in memory.
     *
     * @return how many bytes it has
     */
    long keep(UUID id, InputStream file) throws IOException {
        var size = 0L;
        var number = 0;
        for (var piece = file.readNBytes(PIECE); piece.length > 0; piece = file.readNBytes(PIECE)) {
            var content = piece;
            var place = number++;
            statements.execute(
                    "INSERT INTO import_chunk (import_id, chunk_no, content) VALUES (?, ?, ?)", statement -> {
                        statement.setObject(1, id);
                        statement.setInt(2, place);
                        statement.setBytes(3, content);
                    });
            size += piece.length;
        }
        return size;
    }

    /** The file is there. */
    void run(UUID id, long size, @Nullable String idempotencyKey) {
        statements.execute(
                "UPDATE import SET state = 'RUNNING', size_in_bytes = ?, idempotency_key = ? WHERE import_id = ?",
                statement -> {
                    statement.setLong(1, size);
                    statement.setString(2, idempotencyKey);
                    statement.setObject(3, id);
                });
    }

    /** The file broke off; what came of it is forgotten. */
    @Transactional
    void breakOff(UUID id, Instant now) {
        end(id, "FAILED", "The file broke off while it was being sent", now);
    }

    /** Takes an import that is to go on, passing over those that another instance is at. */
    @Transactional(TxType.MANDATORY)
    Optional<Running> take() {
        return statements
                .list(TO_RUN, _ -> {}, row -> {
                    return new Running(
                            row.getObject("import_id", UUID.class),
                            optionalTexts(row, "sent_for_faculties"),
                            row.getString("delimiter").charAt(0),
                            optionalTexts(row, "header"),
                            row.getInt("next_line"),
                            row.getLong("next_byte"),
                            row.getLong("size_in_bytes"));
                })
                .stream()
                .findFirst();
    }

    private static @Nullable List<String> optionalTexts(ResultSet row, String column) throws SQLException {
        var texts = row.getArray(column);
        return texts == null ? null : List.of((String[]) texts.getArray());
    }

    /** The file from a byte on. */
    InputStream from(UUID id, long start, long size) {
        return new InputStream() {
            private long next = start;
            private InputStream piece = InputStream.nullInputStream();

            @Override
            public int read() {
                var single = new byte[1];
                return read(single, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(single[0]);
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                try {
                    var read = piece.read(into, offset, length);
                    if (read < 0 && next < size) {
                        piece = new ByteArrayInputStream(pieceAt(id, next));
                        read = piece.read(into, offset, length);
                    }
                    next += Math.max(0, read);
                    return read;
                } catch (IOException e) {
                    throw new IllegalStateException("Bytes in memory cannot be read", e);
                }
            }
        };
    }

    private byte[] pieceAt(UUID id, long start) {
        return statements
                .list(
                        "SELECT substring(content FROM ?) AS rest FROM import_chunk WHERE import_id = ? AND chunk_no = ?",
                        statement -> {
                            statement.setInt(1, (int) (start % PIECE) + 1);
                            statement.setObject(2, id);
                            statement.setInt(3, (int) (start / PIECE));
                        },
                        row -> row.getBytes("rest"))
                .getFirst();
    }

    /** Writes down how far the import has come, and what was refused on the way. */
    @Transactional(TxType.MANDATORY)
    void advance(Running to, long taken, List<Refusal> refusals) {
        if (!refusals.isEmpty()) {
            statements.execute(REFUSE, statement -> {
                var connection = statement.getConnection();
                statement.setObject(1, to.id());
                statement.setArray(2, column(connection, "int4", refusals, Refusal::line));
                statement.setArray(3, texts(connection, refusals, Refusal::column));
                statement.setArray(4, texts(connection, refusals, refusal -> kept(refusal.reason())));
            });
        }
        statements.execute(ADVANCE, statement -> {
            statement.setArray(
                    1, to.header() == null ? null : texts(statement.getConnection(), to.header(), Columns::kept));
            statement.setInt(2, to.nextLine());
            statement.setLong(3, to.nextByte());
            statement.setLong(4, taken + refusals.size());
            statement.setLong(5, taken);
            statement.setLong(6, refusals.size());
            statement.setObject(7, to.id());
        });
    }

    /** The import is over; the file is not kept any longer, because it names people's attendance a second time. */
    @Transactional(TxType.MANDATORY)
    void end(UUID id, String state, @Nullable String failure, Instant now) {
        statements.execute(END, statement -> {
            statement.setString(1, state);
            statement.setString(2, failure);
            statement.setObject(3, timestamp(now));
            statement.setObject(4, id);
        });
        statements.execute("DELETE FROM import_chunk WHERE import_id = ?", statement -> statement.setObject(1, id));
    }

    /** When the oldest import that is not over was sent. */
    Optional<Instant> oldestRunning() {
        return statements
                .list(
                        "SELECT received_at FROM import WHERE state = 'RUNNING' ORDER BY received_at LIMIT 1",
                        _ -> {},
                        row -> instant(row, "received_at"))
                .stream()
                .findFirst();
    }

    /** The import that this sender sent under this key before. */
    Optional<UUID> byKey(String sender, String idempotencyKey) {
        return statements
                .list(
                        "SELECT import_id FROM import WHERE sent_by = ? AND idempotency_key = ?",
                        statement -> {
                            statement.setString(1, sender);
                            statement.setString(2, idempotencyKey);
                        },
                        row -> row.getObject("import_id", UUID.class))
                .stream()
                .findFirst();
    }

    /** How far the sender's import is, with a page of what was refused. */
    Optional<Progress> progress(UUID id, String sender, PageRequest page) {
        return statements
                .list(
                        """
                        SELECT state, failure, lines_read, taken, refused FROM import
                        WHERE import_id = ? AND sent_by = ?
                        """,
                        statement -> {
                            statement.setObject(1, id);
                            statement.setString(2, sender);
                        },
                        row -> new Progress(
                                id.toString(),
                                // To whoever sent it, a file that still arrives is one that is being worked on.
                                row.getString("state").replace("RECEIVING", "RUNNING"),
                                row.getString("failure"),
                                row.getLong("lines_read"),
                                row.getLong("taken"),
                                row.getLong("refused"),
                                refusals(id, page)))
                .stream()
                .findFirst();
    }

    private List<Refusal> refusals(UUID id, PageRequest page) {
        return new ArrayList<>(statements.list(
                """
                SELECT line_no, column_name, reason FROM import_refusal WHERE import_id = ?
                ORDER BY line_no LIMIT ? OFFSET ?
                """,
                statement -> {
                    statement.setObject(1, id);
                    statement.setInt(2, page.size());
                    statement.setInt(3, page.offset());
                },
                row -> new Refusal(row.getInt("line_no"), row.getString("column_name"), row.getString("reason"))));
    }

    /**
     * An import on its way.
     *
     * @param faculties of whose students its lines may be; null: of all
     * @param header null until the first line was read
     * @param nextLine the line that is next, as an editor counts
     * @param nextByte its first byte
     */
    record Running(
            UUID id,
            @Nullable List<String> faculties,
            char delimiter,
            @Nullable List<String> header,
            int nextLine,
            long nextByte,
            long size) {

        Running having(List<String> names, int line, long at) {
            return new Running(id, faculties, delimiter, names, line, at, size);
        }
    }

    /**
     * A line that was not taken.
     *
     * @param column null where it is the line as a whole
     */
    record Refusal(int line, @Nullable String column, String reason) {}

    /**
     * How far an import is.
     *
     * @param failure why it FAILED; null while it has not
     * @param linesRead without the header
     * @param refusals a page of them, in the order of the lines
     */
    record Progress(
            String importId,
            String state,
            @Nullable String failure,
            long linesRead,
            long taken,
            long refused,
            List<Refusal> refusals) {}
}
