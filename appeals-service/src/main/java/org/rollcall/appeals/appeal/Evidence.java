package org.rollcall.appeals.appeal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.database.Sql;
import org.rollcall.chassis.secrecy.Secrets;

/** What students add to their appeals: PDFs and images, 10 MB in all, encrypted. It is added to and never changed. */
@ApplicationScoped
public class Evidence {

    /** All of an appeal's evidence together. */
    public static final long MOST_BYTES = 10L * 1024 * 1024;

    /** More pieces than this are no evidence but a nuisance. */
    static final int MOST_PIECES = 100;

    private final DataSource database;
    private final Secrets secrets;

    Evidence(DataSource database, Secrets secrets) {
        this.database = database;
        this.secrets = secrets;
    }

    /**
     * A piece on its way in.
     *
     * @param content null for one that is not kept
     * @param notKept why it is not; null for one that is
     */
    @SuppressWarnings("ArrayRecordComponent") // the bytes are handed through, never compared
    public record Piece(
            String name,
            String type,
            long size,
            byte @Nullable [] content,
            @Nullable String notKept) {}

    /** A piece as it is listed. */
    public record Listed(
            int number,
            String name,
            String type,
            long size,
            @Nullable String sha256,
            @Nullable String notKept,
            String addedBy,
            Instant addedAt) {}

    /** A piece's content. */
    @SuppressWarnings("ArrayRecordComponent") // the bytes are handed through, never compared
    public record Content(String name, String type, byte[] bytes) {}

    /**
     * Adds pieces to an appeal that is locked.
     *
     * @return the number of the first
     */
    @Transactional(TxType.MANDATORY)
    int add(String appealId, List<Piece> pieces, String by, Instant now) {
        var number = list(appealId).size() + 1;
        var first = number;
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("""
                        INSERT INTO evidence (appeal_id, number, name, type, size, sha256, content, not_kept, added_by,
                            added_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)) {
            for (var piece : pieces) {
                insert.setString(1, appealId);
                insert.setInt(2, number);
                insert.setString(3, piece.name());
                insert.setString(4, piece.type());
                insert.setLong(5, piece.size());
                insert.setString(6, piece.content() == null ? null : sha256(piece.content()));
                insert.setBytes(
                        7, piece.content() == null ? null : secrets.seal(piece.content(), place(appealId, number)));
                insert.setString(8, piece.notKept());
                insert.setString(9, by);
                insert.setObject(10, Sql.timestamp(now));
                insert.addBatch();
                number++;
            }
            insert.executeBatch();
            return first;
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    /** How many bytes are kept of an appeal. */
    long bytesOf(String appealId) {
        return list(appealId).stream()
                .filter(piece -> piece.notKept() == null)
                .mapToLong(Listed::size)
                .sum();
    }

    List<Listed> list(String appealId) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("""
                        SELECT number, name, type, size, sha256, not_kept, added_by, added_at FROM evidence
                        WHERE appeal_id = ? ORDER BY number
                        """)) {
            select.setString(1, appealId);
            try (var rows = select.executeQuery()) {
                var pieces = new ArrayList<Listed>();
                while (rows.next()) {
                    pieces.add(new Listed(
                            rows.getInt(1),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getLong(4),
                            rows.getString(5),
                            rows.getString(6),
                            rows.getString(7),
                            rows.getObject(8, OffsetDateTime.class).toInstant()));
                }
                return pieces;
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    /** A piece that was kept. */
    Optional<Content> content(String appealId, int number) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("""
                        SELECT name, type, content FROM evidence
                        WHERE appeal_id = ? AND number = ? AND content IS NOT NULL
                        """)) {
            select.setString(1, appealId);
            select.setInt(2, number);
            try (var row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Content(
                                row.getString(1),
                                row.getString(2),
                                secrets.openBytes(row.getBytes(3), place(appealId, number))))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    private static String place(String appealId, int number) {
        return "evidence/" + appealId + "/" + number;
    }

    /** SHA-256, in hexadecimal. */
    public static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
