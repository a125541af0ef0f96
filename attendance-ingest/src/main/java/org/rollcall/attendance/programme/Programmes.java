package org.rollcall.attendance.programme;

import static java.util.Objects.requireNonNull;
import static org.rollcall.chassis.database.Columns.texts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rollcall.attendance.account.Accounts;
import org.rollcall.chassis.database.Statements;
import org.rollcall.chassis.event.Delivery;
import org.rollcall.chassis.event.Publication;
import org.rollcall.contracts.ProgrammeRecord;

/** Of which faculty a programme is: that decides whose rows those of its students are. */
@ApplicationScoped
class Programmes {

    private static final String ENTER = """
            INSERT INTO programme (programme_code, faculty)
            SELECT * FROM unnest(?::text[], ?::text[]) AS new (programme_code, faculty)
            ORDER BY programme_code
            ON CONFLICT (programme_code) DO UPDATE SET faculty = excluded.faculty
            """;

    private final Statements statements;
    private final Accounts accounts;

    Programmes(Statements statements, Accounts accounts) {
        this.statements = statements;
        this.accounts = accounts;
    }

    @Transactional(TxType.MANDATORY)
    List<Publication> take(List<Delivery<ProgrammeRecord>> deliveries) {
        var latest = new HashMap<String, @Nullable ProgrammeRecord>();
        deliveries.forEach(delivery -> latest.put(requireNonNull(delivery.key()), delivery.payload()));
        var programmes = latest.values().stream().flatMap(Stream::ofNullable).toList();
        statements.execute(ENTER, statement -> {
            var connection = statement.getConnection();
            statement.setArray(1, texts(connection, programmes, ProgrammeRecord::programmeCode));
            statement.setArray(2, texts(connection, programmes, ProgrammeRecord::faculty));
        });
        var withdrawn = latest.keySet().stream()
                .filter(code -> latest.get(code) == null)
                .toList();
        statements.execute(
                "DELETE FROM programme WHERE programme_code = ANY (?)",
                statement -> statement.setArray(1, texts(statement.getConnection(), withdrawn, code -> code)));
        accounts.countTaken(deliveries);
        return List.of();
    }
}
