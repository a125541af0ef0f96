package org.rollcall.attendance.card;

import static org.rollcall.chassis.database.Columns.texts;
import static org.rollcall.chassis.database.Sql.column;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.rollcall.chassis.database.Statements;
import org.rollcall.contracts.StudentCard;

/**
 * Who held which card from when. A card has a holding for each day on which it was given to somebody; a holding ends
 * with its last day, and in any case when the next one begins.
 */
@ApplicationScoped
class Cards {

    private static final String HAND_OVER = """
            INSERT INTO card_holding AS h (card_number, valid_from, valid_to, student_id)
            SELECT * FROM unnest(?::text[], ?::date[], ?::date[], ?::text[])
            ON CONFLICT (card_number, valid_from) DO UPDATE
            SET valid_to = excluded.valid_to, student_id = excluded.student_id
            WHERE (h.valid_to, h.student_id) IS DISTINCT FROM (excluded.valid_to, excluded.student_id)
            RETURNING card_number
            """;

    private final Statements statements;

    Cards(Statements statements) {
        this.statements = statements;
    }

    /** Who is said to hold these cards, or to have held them; a card that nobody ever held is left out. */
    @Transactional(TxType.MANDATORY)
    Map<String, List<String>> holders(Collection<String> cardNumbers) {
        return statements.listByKey(
                "SELECT card_number, student_id FROM card_holding WHERE card_number = ANY (?)",
                statement -> statement.setArray(1, texts(statement.getConnection(), cardNumbers, card -> card)),
                row -> row.getString("student_id"));
    }

    /**
     * Enters holdings, one at most for each card and first day; it replaces what was known of that one.
     *
     * @return the cards of which something else is known now
     */
    @Transactional(TxType.MANDATORY)
    List<String> handOver(Collection<StudentCard> holdings) {
        return statements.list(
                HAND_OVER,
                statement -> {
                    var connection = statement.getConnection();
                    statement.setArray(1, texts(connection, holdings, StudentCard::cardNumber));
                    statement.setArray(2, column(connection, "date", holdings, StudentCard::validFrom));
                    statement.setArray(3, column(connection, "date", holdings, StudentCard::validTo));
                    statement.setArray(4, texts(connection, holdings, StudentCard::studentId));
                },
                row -> row.getString("card_number"));
    }

    /**
     * Forgets that anybody ever held these cards.
     *
     * @return those that somebody had held
     */
    @Transactional(TxType.MANDATORY)
    List<String> withdraw(Collection<String> cardNumbers) {
        return statements.list(
                "DELETE FROM card_holding WHERE card_number = ANY (?) RETURNING card_number",
                statement -> statement.setArray(1, texts(statement.getConnection(), cardNumbers, card -> card)),
                row -> row.getString("card_number"));
    }
}
