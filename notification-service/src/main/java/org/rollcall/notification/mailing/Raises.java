package org.rollcall.notification.mailing;

import static org.rollcall.chassis.database.Columns.booleans;
import static org.rollcall.chassis.database.Columns.integers;
import static org.rollcall.chassis.database.Columns.texts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.rollcall.chassis.database.Statements;
import org.rollcall.contracts.ThresholdEvent;
import org.rollcall.contracts.ThresholdReached;

/** The latest word on each raise of a step. */
@ApplicationScoped
class Raises {

    private final Statements statements;

    Raises(Statements statements) {
        this.statements = statements;
    }

    /** What a word is among those on its raise. */
    enum Word {
        FIRST,
        NEXT,
        /** This revision or a later one is known already. */
        LATE
    }

    /**
     * Notes the words, unless they came late. Whoever notes one holds the raise until the transaction ends, so that its
     * revisions are acted on one after the other.
     *
     * @param words each on another raise
     * @return whether it is the first of its raise, follows an earlier one, or came late; by the raise
     */
    @Transactional(TxType.MANDATORY)
    Map<String, Word> note(Collection<? extends ThresholdEvent> words) {
        var noted = statements
                .list(
                        """
                        INSERT INTO raise (threshold_id, revision, stands)
                        SELECT * FROM unnest(?::text[], ?::int[], ?::boolean[]) AS word (threshold_id, revision, stands)
                        ORDER BY threshold_id
                        ON CONFLICT (threshold_id) DO UPDATE SET revision = excluded.revision, stands = excluded.stands
                        WHERE raise.revision < excluded.revision
                        RETURNING threshold_id, xmax = 0 AS is_first
                        """,
                        statement -> {
                            var connection = statement.getConnection();
                            statement.setArray(1, texts(connection, words, ThresholdEvent::thresholdId));
                            statement.setArray(2, integers(connection, words, ThresholdEvent::revision));
                            statement.setArray(3, booleans(connection, words, ThresholdReached.class::isInstance));
                        },
                        // A row that nobody has changed yet was inserted.
                        row -> Map.entry(
                                row.getString("threshold_id"), row.getBoolean("is_first") ? Word.FIRST : Word.NEXT))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return words.stream()
                .map(ThresholdEvent::thresholdId)
                .collect(Collectors.toMap(Function.identity(), id -> noted.getOrDefault(id, Word.LATE)));
    }
}
