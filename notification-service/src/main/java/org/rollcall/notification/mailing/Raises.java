package org.rollcall.notification.mailing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.rollcall.chassis.database.Sql;

/** The latest word on each raise of a step. */
@ApplicationScoped
public class Raises {

    private final DataSource database;

    Raises(DataSource database) {
        this.database = database;
    }

    /** What a word is among those on its raise. */
    enum Word {
        FIRST,
        NEXT,
        /** This revision or a later one is known already. */
        LATE
    }

    /**
     * Notes the word, unless it came late. Whoever notes one holds the raise until the transaction ends, so that its
     * revisions are acted on one after the other.
     *
     * @return whether it is the first of its raise, follows an earlier one, or came late
     */
    @Transactional(TxType.MANDATORY)
    Word note(String thresholdId, int revision, boolean stands) {
        try (var connection = database.getConnection();
                var upsert = connection.prepareStatement("""
                        INSERT INTO raise (threshold_id, revision, stands) VALUES (?, ?, ?)
                        ON CONFLICT (threshold_id) DO UPDATE SET revision = excluded.revision, stands = excluded.stands
                        WHERE raise.revision < excluded.revision
                        RETURNING xmax = 0
                        """)) {
            upsert.setString(1, thresholdId);
            upsert.setInt(2, revision);
            upsert.setBoolean(3, stands);
            try (var noted = upsert.executeQuery()) {
                // A row that nobody has changed yet was inserted.
                return !noted.next() ? Word.LATE : noted.getBoolean(1) ? Word.FIRST : Word.NEXT;
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    /** Whether the latest word is that the step is reached. */
    public boolean stands(String thresholdId) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT stands FROM raise WHERE threshold_id = ?")) {
            select.setString(1, thresholdId);
            try (var found = select.executeQuery()) {
                return found.next() && found.getBoolean(1);
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }
}
