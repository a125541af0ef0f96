package org.rollcall.attendance.swipe;

import static org.rollcall.chassis.database.Columns.texts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.rollcall.attendance.memory.Memory;
import org.rollcall.chassis.database.Statements;

/** Who held which card from when. The cards that are swiped are the same every day, and are remembered. */
@ApplicationScoped
class Holders {

    private static final int MOST_CARDS = 100_000;

    private static final String HOLDINGS = """
            SELECT card_number, student_id, valid_from - date '1970-01-01' AS first_day,
                valid_to - date '1970-01-01' AS last_day
            FROM card_holding
            WHERE card_number = ANY (?)
            ORDER BY card_number, valid_from DESC
            """;

    private final Statements statements;
    private final Memory<String, List<Holding>> memory;

    Holders(Statements statements) {
        this.statements = statements;
        this.memory = new Memory<>(statements, "card_holding", MOST_CARDS, (_, _) -> 1);
    }

    /** The holdings of each of these cards, the latest first; none for a card that nobody ever held. */
    @Transactional(TxType.MANDATORY)
    Map<String, List<Holding>> of(Collection<String> cardNumbers) {
        var remembered = memory.now();
        var holdings = HashMap.<String, List<Holding>>newHashMap(cardNumbers.size());
        var unknown = new TreeSet<String>();
        for (var card : cardNumbers) {
            var known = remembered.get(card);
            if (known == null) {
                unknown.add(card);
            } else {
                holdings.put(card, known);
            }
        }
        if (!unknown.isEmpty()) {
            var read = read(unknown);
            for (var card : unknown) {
                var of = read.getOrDefault(card, List.of());
                remembered.put(card, of);
                holdings.put(card, of);
            }
        }
        return holdings;
    }

    private Map<String, List<Holding>> read(Collection<String> cardNumbers) {
        return statements.listByKey(
                HOLDINGS,
                statement -> statement.setArray(1, texts(statement.getConnection(), cardNumbers, card -> card)),
                row -> {
                    var last = row.getLong("last_day");
                    var lastDay = row.wasNull() ? LocalDate.MAX : LocalDate.ofEpochDay(last);
                    return new Holding(
                            LocalDate.ofEpochDay(row.getLong("first_day")), lastDay, row.getString("student_id"));
                });
    }
}
