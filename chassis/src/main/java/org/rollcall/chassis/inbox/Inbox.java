package org.rollcall.chassis.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import javax.sql.DataSource;
import org.rollcall.chassis.database.Sql;

/** Remembers which events a consumer has taken, in the transaction of what they changed. */
@ApplicationScoped
public class Inbox {

    private final DataSource database;
    private final InstantSource clock;

    Inbox(DataSource database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Enters the events and says which of them are new to the consumer. Another instance that is taking the same event
     * at this moment is waited for: one of the two finds it new.
     */
    @Transactional(TxType.MANDATORY)
    public Set<String> enter(String consumer, Collection<String> eventIds) {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("""
                        INSERT INTO inbox (consumer, event_id, received_at)
                        SELECT DISTINCT ?, event_id, ?::timestamptz FROM unnest(?::text[]) AS new (event_id)
                        ORDER BY event_id
                        ON CONFLICT DO NOTHING
                        RETURNING event_id
                        """)) {
            insert.setString(1, consumer);
            insert.setObject(2, Sql.timestamp(clock.instant()));
            insert.setArray(3, connection.createArrayOf("text", eventIds.toArray()));
            try (var entered = insert.executeQuery()) {
                var fresh = new HashSet<String>();
                while (entered.next()) {
                    fresh.add(entered.getString(1));
                }
                return fresh;
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }
}
