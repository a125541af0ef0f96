package org.rollcall.attendance.account;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Locale;
import org.rollcall.chassis.consumption.ConsumerLag;
import org.rollcall.chassis.database.Statements;
import org.rollcall.contracts.Topic;
import org.rollcall.contracts.Topics;

/**
 * Shows that nothing was lost: of each topic, how many records were published and what became of them. Once all is
 * consumed, taken, unmatched, repeated, refused and passed over add up to what was published. Passed over are offsets at
 * which the broker had no record to deliver: a transaction's marks, what was compacted or had expired.
 */
@ApplicationScoped
class AccountMetrics {

    private static final List<Topic<?>> INBOUND =
            List.of(Topics.STUDENTS, Topics.PROGRAMMES, Topics.CARDS, Topics.SESSIONS, Topics.SWIPES, Topics.REGISTERS);

    /** A partition is known by what was counted, by what was refused, or by both. */
    private static final String PARTITIONS = """
            WITH counted AS (
                SELECT partition_no, next_offset, taken, unmatched, repeated FROM account WHERE topic = ?
            ), refused AS (
                SELECT partition_no, count(*) AS refused, max(offset_no) + 1 AS next_offset
                FROM quarantine WHERE topic = ? GROUP BY partition_no
            ), partition AS (
                SELECT coalesce(taken, 0) AS taken, coalesce(unmatched, 0) AS unmatched,
                    coalesce(repeated, 0) AS repeated, coalesce(refused, 0) AS refused,
                    greatest(counted.next_offset, refused.next_offset) AS next_offset
                FROM counted FULL JOIN refused USING (partition_no)
            )
            """;

    private final Statements statements;
    private final ConsumerLag lag;

    AccountMetrics(Statements statements, ConsumerLag lag) {
        this.statements = statements;
        this.lag = lag;
    }

    void register(@Observes StartupEvent event, MeterRegistry metrics) {
        for (var topic : INBOUND) {
            for (var became : Became.values()) {
                metrics.gauge(
                        "rollcall.inbound.records",
                        Tags.of("topic", topic.name(), "outcome", became.name().toLowerCase(Locale.ROOT)),
                        this,
                        accounts -> accounts.count(topic, became));
            }
            metrics.gauge(
                    "rollcall.inbound.published",
                    Tags.of("topic", topic.name()),
                    this,
                    accounts -> accounts.lag.measure().published().getOrDefault(topic.name(), 0L));
        }
    }

    private double count(Topic<?> topic, Became became) {
        return statements
                .list(
                        PARTITIONS + "SELECT coalesce(sum(" + became.sum + "), 0) FROM partition",
                        statement -> {
                            statement.setString(1, topic.name());
                            statement.setString(2, topic.name());
                        },
                        row -> row.getDouble(1))
                .getFirst();
    }

    private enum Became {
        TAKEN("taken"),
        UNMATCHED("unmatched"),
        REPEATED("repeated"),
        REFUSED("refused"),
        PASSED_OVER("next_offset - taken - unmatched - repeated - refused");

        private final String sum;

        Became(String sum) {
            this.sum = sum;
        }
    }
}
