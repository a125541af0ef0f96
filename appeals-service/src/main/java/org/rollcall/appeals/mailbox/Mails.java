package org.rollcall.appeals.mailbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.rollcall.appeals.appeal.Evidence.Piece;
import org.rollcall.appeals.heard.DecisionsHeard;
import org.rollcall.appeals.mailbox.Match.Candidate;
import org.rollcall.appeals.students.StudentsHeard;
import org.rollcall.chassis.database.Columns;
import org.rollcall.chassis.database.Sql;
import org.rollcall.chassis.secrecy.Secrets;

/** The mails that were taken, and how far the mailbox was read. */
@ApplicationScoped
class Mails {

    /** Names the lock under which either mails are taken or news that may concern them. */
    static final String NEWS = "hashtext('mails and news')";

    private static final String COLUMNS = """
            mail_id, message_key, sender, sender_trusted, automatic, readable, subject, text, notes, received_at, size, state,
            reason, appeal_id, settled_by, settled_at, settled_because
            """;

    private final DataSource database;
    private final Secrets secrets;

    Mails(DataSource database, Secrets secrets) {
        this.database = database;
        this.secrets = secrets;
    }

    /** How far a mailbox was read: all mails up to this one, under the validity that the server gives. */
    record Position(long uidValidity, long lastUid) {}

    /** What became of a mail. */
    enum State {
        /** It became an appeal by itself. */
        APPEAL,
        /** It waits for a person. */
        WAITING,
        /** A person linked it to a decision. */
        LINKED,
        /** A person found that it is no appeal. */
        DISMISSED
    }

    /** A mail as it is kept. */
    record Mail(
            String mailId,
            String messageKey,
            @Nullable String sender,
            boolean senderTrusted,
            boolean automatic,
            boolean readable,
            String subject,
            String text,
            List<String> notes,
            Instant receivedAt,
            long size,
            State state,
            @Nullable Why reason,
            @Nullable String appealId,
            @Nullable String settledBy,
            @Nullable Instant settledAt,
            @Nullable String settledBecause) {

        Mail {
            notes = List.copyOf(notes);
        }

        Candidate candidate() {
            return new Candidate(sender, senderTrusted, automatic, readable);
        }

        Set<String> mentioned() {
            return Mentions.in(subject, text);
        }
    }

    /** How far a mailbox was read; not at all is null. */
    @Transactional
    @Nullable
    Position position(String mailbox) {
        return position(mailbox, "");
    }

    /** The same, kept from whoever else reads the mailbox until the transaction ends. */
    @Transactional(TxType.MANDATORY)
    Position lockedPosition(String mailbox, long uidValidity) {
        try (var connection = database.getConnection();
                var alone = connection.prepareStatement("SELECT pg_advisory_xact_lock(" + NEWS + ")");
                var insert = connection.prepareStatement("""
                        INSERT INTO mailbox_positions (mailbox, uid_validity, last_uid) VALUES (?, ?, 0)
                        ON CONFLICT DO NOTHING
                        """)) {
            alone.execute();
            insert.setString(1, mailbox);
            insert.setLong(2, uidValidity);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
        var position = position(mailbox, " FOR UPDATE");
        if (position == null) {
            throw new IllegalStateException("The position in " + mailbox + " is gone");
        }
        return position;
    }

    private @Nullable Position position(String mailbox, String lock) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "SELECT uid_validity, last_uid FROM mailbox_positions WHERE mailbox = ?" + lock)) {
            select.setString(1, mailbox);
            try (var row = select.executeQuery()) {
                return row.next() ? new Position(row.getLong(1), row.getLong(2)) : null;
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    @Transactional(TxType.MANDATORY)
    void move(String mailbox, Position to) {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement(
                        "UPDATE mailbox_positions SET uid_validity = ?, last_uid = ? WHERE mailbox = ?")) {
            update.setLong(1, to.uidValidity());
            update.setLong(2, to.lastUid());
            update.setString(3, mailbox);
            update.executeUpdate();
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    /**
     * The key under which a mail is kept: its Message-ID. Where another mail bears the same Message-ID and says something
     * else, both are kept; empty when this very mail was taken before.
     */
    @Transactional(TxType.MANDATORY)
    Optional<String> keyOf(ReadMail mail) {
        var first = mail.messageId() == null ? "sha256:" + mail.digest() : mail.messageId();
        for (var key : List.of(first, first + " sha256:" + mail.digest())) {
            var digest = digestOf(key);
            if (digest.isEmpty()) {
                return Optional.of(key);
            }
            if (digest.get().equals(mail.digest())) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private Optional<String> digestOf(String key) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("""
                        SELECT digest FROM mails WHERE message_key = ?
                        UNION ALL
                        SELECT digest FROM forgotten_mails
                        WHERE key_hash = encode(sha256(convert_to(?, 'UTF8')), 'hex')
                        """)) {
            select.setString(1, key);
            select.setString(2, key);
            try (var row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    @Transactional(TxType.MANDATORY)
    void keep(
            String mailId,
            String key,
            ReadMail mail,
            Instant receivedAt,
            long size,
            State state,
            @Nullable Why reason,
            @Nullable String appealId) {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("""
                        INSERT INTO mails (mail_id, message_key, digest, sender, sender_trusted, automatic, readable, subject,
                            text, mentioned, notes, received_at, size, state, reason, appeal_id)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """);
                var attach = connection.prepareStatement("""
                        INSERT INTO mail_attachments (mail_id, number, name, type, size, content, not_kept)
                        VALUES (?, ?, ?, ?, ?, ?, ?)
                        """)) {
            insert.setString(1, mailId);
            insert.setString(2, key);
            insert.setString(3, mail.digest());
            insert.setString(4, mail.sender());
            insert.setBoolean(5, mail.senderTrusted());
            insert.setBoolean(6, mail.automatic());
            insert.setBoolean(7, mail.readable());
            insert.setBytes(8, secrets.seal(mail.subject(), place(mailId, "subject")));
            insert.setBytes(9, secrets.seal(mail.text(), place(mailId, "text")));
            insert.setArray(10, Columns.texts(connection, mail.mentioned(), secrets::fingerprint));
            insert.setArray(11, Columns.texts(connection, mail.notes(), text -> text));
            insert.setObject(12, Sql.timestamp(receivedAt));
            insert.setLong(13, size);
            insert.setString(14, state.name());
            insert.setString(15, reason == null ? null : reason.name());
            insert.setString(16, appealId);
            insert.executeUpdate();
            var number = 0;
            for (var piece : mail.attachments()) {
                number++;
                attach.setString(1, mailId);
                attach.setInt(2, number);
                attach.setString(3, piece.name());
                attach.setString(4, piece.type());
                attach.setLong(5, piece.size());
                attach.setBytes(
                        6, piece.content() == null ? null : secrets.seal(piece.content(), attachment(mailId, number)));
                attach.setString(7, piece.notKept());
                attach.executeUpdate();
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    /** The attachments of a mail, with what was kept of them. */
    @Transactional
    List<Piece> attachments(String mailId) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("""
                        SELECT name, type, size, content, not_kept, number FROM mail_attachments
                        WHERE mail_id = ? ORDER BY number
                        """)) {
            select.setString(1, mailId);
            try (var rows = select.executeQuery()) {
                var pieces = new ArrayList<Piece>();
                while (rows.next()) {
                    var sealed = rows.getBytes(4);
                    pieces.add(new Piece(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getLong(3),
                            sealed == null ? null : secrets.openBytes(sealed, attachment(mailId, rows.getInt(6))),
                            rows.getString(5)));
                }
                return pieces;
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    /** The attachments of a mail, without their content. */
    @Transactional
    List<Piece> listed(String mailId) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "SELECT name, type, size, not_kept FROM mail_attachments WHERE mail_id = ? ORDER BY number")) {
            select.setString(1, mailId);
            try (var rows = select.executeQuery()) {
                var pieces = new ArrayList<Piece>();
                while (rows.next()) {
                    pieces.add(
                            new Piece(rows.getString(1), rows.getString(2), rows.getLong(3), null, rows.getString(4)));
                }
                return pieces;
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    @Transactional(TxType.MANDATORY)
    Optional<Mail> locked(String mailId) {
        return one("SELECT " + COLUMNS + " FROM mails WHERE mail_id = ? FOR UPDATE", mailId);
    }

    @Transactional
    Optional<Mail> find(String mailId) {
        return one("SELECT " + COLUMNS + " FROM mails WHERE mail_id = ?", mailId);
    }

    /** A mail that waits and is to be looked at again, kept from other instances. */
    @Transactional(TxType.MANDATORY)
    Optional<Mail> nextToLookAtAgain() {
        return one(
                "SELECT " + COLUMNS
                        + " FROM mails WHERE look_again ORDER BY received_at, mail_id LIMIT 1 FOR UPDATE SKIP LOCKED",
                null);
    }

    @Transactional
    boolean anyToLookAtAgain() {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT EXISTS (SELECT FROM mails WHERE look_again)");
                var row = select.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    private Optional<Mail> one(String query, @Nullable String mailId) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(query)) {
            if (mailId != null) {
                select.setString(1, mailId);
            }
            return mails(select).stream().findFirst();
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    /** The mails in this state, the oldest first. */
    @Transactional
    List<Mail> list(State state, int offset, int size) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT " + COLUMNS
                        + " FROM mails WHERE state = ? ORDER BY received_at, mail_id LIMIT ? OFFSET ?")) {
            select.setString(1, state.name());
            select.setInt(2, size);
            select.setInt(3, offset);
            return mails(select);
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    @Transactional
    long count(State state) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT count(*) FROM mails WHERE state = ?")) {
            select.setString(1, state.name());
            try (var row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    private List<Mail> mails(PreparedStatement select) throws SQLException {
        try (var rows = select.executeQuery()) {
            var found = new ArrayList<Mail>();
            while (rows.next()) {
                found.add(mail(rows));
            }
            return found;
        }
    }

    private static String attachment(String mailId, int number) {
        return "mail_attachments/" + mailId + "/" + number;
    }

    private static String place(String mailId, String column) {
        return "mails/" + mailId + "/" + column;
    }

    private Mail mail(ResultSet row) throws SQLException {
        var mailId = row.getString(1);
        var because = row.getBytes(17);
        var reason = row.getString(13);
        var settledAt = row.getObject(16, OffsetDateTime.class);
        return new Mail(
                mailId,
                row.getString(2),
                row.getString(3),
                row.getBoolean(4),
                row.getBoolean(5),
                row.getBoolean(6),
                secrets.open(row.getBytes(7), place(mailId, "subject")),
                secrets.open(row.getBytes(8), place(mailId, "text")),
                List.of((String[]) row.getArray(9).getArray()),
                row.getObject(10, OffsetDateTime.class).toInstant(),
                row.getLong(11),
                State.valueOf(row.getString(12)),
                reason == null ? null : Why.valueOf(reason),
                row.getString(14),
                row.getString(15),
                settledAt == null ? null : settledAt.toInstant(),
                because == null ? null : secrets.open(because, place(mailId, "settled_because")));
    }

    /** It was looked at again, and is an appeal after all. */
    @Transactional(TxType.MANDATORY)
    void becomesAppeal(String mailId, String appealId) {
        update(
                "UPDATE mails SET look_again = false, state = 'APPEAL', appeal_id = ? WHERE mail_id = ?",
                appealId,
                mailId);
    }

    /** It was looked at again, and waits still. */
    @Transactional(TxType.MANDATORY)
    void waitsFor(String mailId, Why why) {
        update("UPDATE mails SET look_again = false, reason = ? WHERE mail_id = ?", why.name(), mailId);
    }

    /** A person has settled it. */
    @Transactional(TxType.MANDATORY)
    void settle(String mailId, State state, @Nullable String appealId, String by, Instant at, String because) {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement("""
                        UPDATE mails SET look_again = false, state = ?, appeal_id = ?, settled_by = ?, settled_at = ?,
                            settled_because = ?
                        WHERE mail_id = ?
                        """)) {
            update.setString(1, state.name());
            update.setString(2, appealId);
            update.setString(3, by);
            update.setObject(4, Sql.timestamp(at));
            update.setBytes(5, secrets.seal(because, place(mailId, "settled_because")));
            update.setString(6, mailId);
            update.executeUpdate();
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    /** A mail may arrive before what it is about: after an outage the mailbox and the topics are read side by side. */
    @Transactional(TxType.MANDATORY)
    void lookAgain(@Observes DecisionsHeard news) {
        lookAgainAtThoseThatMention(news.decisionIds());
    }

    /** An address may have been registered since. */
    @Transactional(TxType.MANDATORY)
    void lookAgain(@Observes StudentsHeard news) {
        lookAgainAtThoseThatMention(decisionsOf(news.studentIds()));
    }

    private List<String> decisionsOf(Collection<String> studentIds) {
        try (var connection = database.getConnection();
                var select =
                        connection.prepareStatement("SELECT decision_id FROM decisions WHERE student_id = ANY (?)")) {
            select.setArray(1, Columns.texts(connection, studentIds, id -> id));
            try (var rows = select.executeQuery()) {
                var decisions = new ArrayList<String>();
                while (rows.next()) {
                    decisions.add(rows.getString(1));
                }
                return decisions;
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    /**
     * A mail is taken while no news is, so that none slips through between the two: taken before it sees what is heard, and
     * kept after those that wait were looked through.
     */
    private void lookAgainAtThoseThatMention(Collection<String> decisionIds) {
        try (var connection = database.getConnection();
                var notMeanwhile = connection.prepareStatement("SELECT pg_advisory_xact_lock_shared(" + NEWS + ")");
                var update = connection.prepareStatement("""
                        UPDATE mails SET look_again = true
                        WHERE state = 'WAITING' AND reason IN ('UNKNOWN_REFERENCE', 'SENDER_NOT_REGISTERED')
                          AND mentioned && ?::text[]
                        """)) {
            notMeanwhile.execute();
            var fingerprints = decisionIds.stream()
                    .flatMap(id -> secrets.fingerprints(id).stream())
                    .toList();
            update.setArray(1, Columns.texts(connection, fingerprints, fingerprint -> fingerprint));
            update.executeUpdate();
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    private void update(String statement, String first, String second) {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement(statement)) {
            update.setString(1, first);
            update.setString(2, second);
            update.executeUpdate();
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }
}
