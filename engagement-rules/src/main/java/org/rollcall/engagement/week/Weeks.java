package org.rollcall.engagement.week;

import static org.rollcall.chassis.database.Sql.column;
import static org.rollcall.chassis.database.Statements.instant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.rollcall.chassis.database.Sql;
import org.rollcall.chassis.database.Statements;
import org.rollcall.chassis.database.Statements.Parameters;
import org.rollcall.chassis.rest.Page;
import org.rollcall.chassis.rest.PageRequest;

/** Which weeks have closed, and in which there is teaching. */
@ApplicationScoped
public class Weeks {

    private static final String TAUGHT = """
            INSERT INTO taught_week (week_starting)
            SELECT DISTINCT week_starting FROM unnest(?::date[]) AS new (week_starting)
            ORDER BY week_starting
            ON CONFLICT DO NOTHING
            """;

    private static final String CLOSE = """
            INSERT INTO closed_week (week_starting, closed_at)
            SELECT monday::date, ? FROM generate_series(?::date, ?::date, interval '7 days') AS monday
            """;

    private final Statements statements;

    Weeks(Statements statements) {
        this.statements = statements;
    }

    /** Somebody has a session in these weeks. */
    @Transactional(TxType.MANDATORY)
    public void taught(Collection<LocalDate> mondays) {
        statements.update(
                TAUGHT,
                statement ->
                        statement.setArray(1, column(statement.getConnection(), "date", mondays, monday -> monday)));
    }

    /** The first week with a session, of those from that day on. */
    Optional<LocalDate> firstTaught(LocalDate from) {
        return Optional.ofNullable(statements.one(
                "SELECT min(week_starting) FROM taught_week WHERE week_starting >= ?",
                statement -> statement.setObject(1, from),
                row -> row.getObject(1, LocalDate.class)));
    }

    /** The weeks that have closed, if any has. */
    public Optional<ClosedSpan> closed() {
        return statements.one(
                "SELECT min(week_starting), max(week_starting) FROM closed_week", Parameters.NONE, row -> {
                    var first = row.getObject(1, LocalDate.class);
                    return first == null
                            ? Optional.<ClosedSpan>empty()
                            : Optional.of(new ClosedSpan(first, row.getObject(2, LocalDate.class)));
                });
    }

    /** Closes the weeks from one Monday to another, both included. */
    @Transactional(TxType.MANDATORY)
    void close(LocalDate first, LocalDate last, Instant now) {
        statements.update(CLOSE, statement -> {
            statement.setObject(1, Sql.timestamp(now));
            statement.setObject(2, first);
            statement.setObject(3, last);
        });
    }

    /** The closed weeks, the latest first. */
    Page<ClosedWeek> page(PageRequest page) {
        List<ClosedWeek> items = statements.list(
                "SELECT week_starting, closed_at FROM closed_week ORDER BY week_starting DESC LIMIT ? OFFSET ?",
                statement -> {
                    statement.setInt(1, page.size());
                    statement.setInt(2, page.offset());
                },
                row -> new ClosedWeek(row.getObject("week_starting", LocalDate.class), instant(row, "closed_at")));
        var total = statements.one("SELECT count(*) FROM closed_week", Parameters.NONE, row -> row.getLong(1));
        return new Page<>(items, page.page(), page.size(), total);
    }
}
