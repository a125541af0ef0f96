package org.rollcall.attendance.account;

import static org.rollcall.chassis.database.Columns.texts;
import static org.rollcall.chassis.database.Sql.column;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.rollcall.chassis.database.Statements;
import org.rollcall.chassis.event.Delivery;

/**
 * Counts consumed records in the transaction that takes them, each once: a record below the offset up to which its
 * partition was counted is a redelivery. So, with the refused ones, the counts add up to what was published, across
 * crashes and restarts; {@link AccountMetrics} shows them.
 */
@ApplicationScoped
public class Accounts {

    private static final String OPEN = """
            INSERT INTO account (topic, partition_no, next_offset, taken, unmatched, repeated)
            SELECT topic, partition_no, 0, 0, 0, 0 FROM unnest(?::text[], ?::int[]) AS new (topic, partition_no)
            ON CONFLICT DO NOTHING
            """;

    private static final String LOCK = """
            SELECT topic, partition_no, next_offset
            FROM account JOIN unnest(?::text[], ?::int[]) AS wanted (topic, partition_no) USING (topic, partition_no)
            ORDER BY topic, partition_no
            FOR UPDATE OF account
            """;

    private static final String ADD = """
            UPDATE account a
            SET next_offset = new.next_offset, taken = a.taken + new.taken, unmatched = a.unmatched + new.unmatched,
                repeated = a.repeated + new.repeated
            FROM unnest(?::text[], ?::int[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
                AS new (topic, partition_no, next_offset, taken, unmatched, repeated)
            WHERE a.topic = new.topic AND a.partition_no = new.partition_no
            """;

    private final Statements statements;

    Accounts(Statements statements) {
        this.statements = statements;
    }

    /** Counts records of which each was taken. */
    @Transactional(TxType.MANDATORY)
    public void countTaken(List<? extends Delivery<?>> deliveries) {
        count(deliveries, _ -> Outcome.TAKEN);
    }

    /**
     * Counts records.
     *
     * @param outcome of the record at the place in the list
     */
    @Transactional(TxType.MANDATORY)
    public void count(List<? extends Delivery<?>> deliveries, IntFunction<Outcome> outcome) {
        var ofPartitions = new TreeMap<Partition, Tally>();
        for (var delivery : deliveries) {
            var at = delivery.at();
            ofPartitions.computeIfAbsent(new Partition(at.topic(), at.partition()), _ -> new Tally());
        }
        open(ofPartitions);
        for (var i = 0; i < deliveries.size(); i++) {
            var at = deliveries.get(i).at();
            var tally = ofPartitions.get(new Partition(at.topic(), at.partition()));
            if (tally != null && at.offset() >= tally.nextOffset) {
                tally.nextOffset = at.offset() + 1;
                tally.counts.merge(outcome.apply(i), 1L, Long::sum);
            }
        }
        var grown = ofPartitions.entrySet().stream()
                .filter(entry -> !entry.getValue().counts.isEmpty())
                .toList();
        if (!grown.isEmpty()) {
            add(grown);
        }
    }

    /** Has the rows of the partitions to itself, and reads how far they were counted. */
    private void open(Map<Partition, Tally> ofPartitions) {
        var partitions = ofPartitions.keySet();
        var known = lock(ofPartitions, partitions);
        if (known < partitions.size()) {
            statements.execute(OPEN, statement -> setPartitions(statement, partitions));
            lock(ofPartitions, partitions);
        }
    }

    private int lock(Map<Partition, Tally> ofPartitions, Collection<Partition> partitions) {
        var rows = statements.list(
                LOCK,
                statement -> setPartitions(statement, partitions),
                row -> Map.entry(
                        new Partition(row.getString("topic"), row.getInt("partition_no")), row.getLong("next_offset")));
        rows.forEach(row -> ofPartitions.computeIfAbsent(row.getKey(), _ -> new Tally()).nextOffset = row.getValue());
        return rows.size();
    }

    private void add(List<Map.Entry<Partition, Tally>> grown) {
        statements.execute(ADD, statement -> {
            var connection = statement.getConnection();
            setPartitions(statement, grown.stream().map(Map.Entry::getKey).toList());
            statement.setArray(3, column(connection, "int8", grown, entry -> entry.getValue().nextOffset));
            statement.setArray(
                    4,
                    column(connection, "int8", grown, entry -> entry.getValue().of(Outcome.TAKEN)));
            statement.setArray(
                    5,
                    column(connection, "int8", grown, entry -> entry.getValue().of(Outcome.UNMATCHED)));
            statement.setArray(
                    6,
                    column(connection, "int8", grown, entry -> entry.getValue().of(Outcome.REPEATED)));
        });
    }

    private static void setPartitions(PreparedStatement statement, Collection<Partition> partitions)
            throws SQLException {
        statement.setArray(1, texts(statement.getConnection(), partitions, Partition::topic));
        statement.setArray(2, column(statement.getConnection(), "int4", partitions, Partition::number));
    }

    private record Partition(String topic, int number) implements Comparable<Partition> {
        @Override
        public int compareTo(Partition other) {
            var byTopic = topic.compareTo(other.topic);
            return byTopic == 0 ? Integer.compare(number, other.number) : byTopic;
        }
    }

    private static final class Tally {
        private final Map<Outcome, Long> counts = new HashMap<>();
        private long nextOffset;

        long of(Outcome outcome) {
            return counts.getOrDefault(outcome, 0L);
        }
    }
}
