package org.rollcall.notification.holds;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.jboss.logging.Logger;
import org.rollcall.chassis.database.Sql;
import org.rollcall.chassis.database.Statements;
import org.rollcall.chassis.database.Statements.Parameters;
import org.rollcall.chassis.ids.Ids;
import org.rollcall.notification.life.Template;

/**
 * The circuit breaker. An e-mail may leave once it was admitted; of each template no more are admitted in an hour than
 * its limit. What exceeds it waits behind a {@link Hold} for a person, and so does what comes after, until the hold is
 * released or discarded. One instance admits at a time, so the limit holds however many run.
 */
@ApplicationScoped
public class Breaker {

    /**
     * An e-mail whose recipient has an address, and whose sessions are known or were waited for long enough. It is
     * written once, for this class and for the queue.
     */
    public static final String COULD_LEAVE = """
            FROM email e
            LEFT JOIN student s ON s.student_id = e.student_id
            LEFT JOIN programme p ON p.programme_code = COALESCE(e.programme_code, s.programme_code)
            WHERE e.stage = 'PENDING'
              AND CASE e.recipient
                      WHEN 'STUDENT' THEN s.email
                      WHEN 'PROGRAMME_LEADER' THEN p.leader_email
                      WHEN 'ADMIN_OFFICE' THEN p.admin_office_email
                      WHEN 'INTERVIEWER' THEN p.leader_email || p.admin_office_email
                  END <> ''
              AND (e.sessions_by IS NULL OR e.sessions_by <= clock_timestamp() OR NOT EXISTS (
                  SELECT FROM unnest(e.missed_weeks) AS week (monday)
                  WHERE NOT EXISTS (
                      SELECT FROM attendance a
                      WHERE a.student_id = e.student_id AND a.missed
                        AND a.starts_at >= CAST(week.monday AS timestamp) AT TIME ZONE 'Europe/London'
                        AND a.starts_at < CAST(week.monday + 7 AS timestamp) AT TIME ZONE 'Europe/London')))
            """;

    private static final Logger LOG = Logger.getLogger(Breaker.class);
    private static final int LOCK_SPACE = 0x0e3a12;
    private static final Duration WINDOW = Duration.ofHours(1);

    private final Session database;
    private final Statements statements;
    private final BreakerSettings settings;
    private final Ids ids;

    Breaker(Session database, Statements statements, BreakerSettings settings, Ids ids) {
        this.database = database;
        this.statements = statements;
        this.settings = settings;
        this.ids = ids;
    }

    /** A limit for a template that does not exist is a mistake that would be noticed only in a flood. */
    void check(@Observes StartupEvent event) {
        for (var name : settings.templates().keySet()) {
            if (Template.labelled(name).isEmpty()) {
                throw new IllegalArgumentException(
                        "rollcall.breaker.templates names '%s', which is no template: there are %s"
                                .formatted(
                                        name,
                                        Stream.of(Template.values())
                                                .map(Template::label)
                                                .toList()));
            }
        }
    }

    /** Admits what is due, up to the limits; where more is due, the rest is held. */
    @Transactional(TxType.REQUIRES_NEW)
    public void admit(Instant now) {
        if (nobodyElseAdmits()) {
            statements.reachRowsByKey();
            for (var template : templatesWithArrivals()) {
                admit(template, now);
            }
        }
    }

    private void admit(Template template, Instant now) {
        var limit = settings.limitOf(template);
        var room = Math.max(0, limit - admittedSince(template, now.minus(WINDOW)));
        var admitted = database.createNativeMutationQuery(
                        "UPDATE email SET admitted_at = :now WHERE id IN (SELECT e.id " + COULD_LEAVE + """
                        AND e.admitted_at IS NULL AND e.template = :template AND e.due_at <= :now
                        ORDER BY e.due_at, e.seq LIMIT :room FOR UPDATE OF e SKIP LOCKED)
                        """)
                .setParameter("now", now)
                .setParameter("template", template.name())
                .setParameter("room", room)
                .executeUpdate();
        note(template, now, admitted);
        if (admitted == room && moreAreDue(template, now)) {
            LOG.warnf(
                    "More than %d e-mails of template %s within an hour: the rest waits for a person (GET /holds)",
                    limit, template.label());
            database.persist(Hold.opened(ids.next(), template, limit, now));
        }
    }

    private void note(Template template, Instant now, int admitted) {
        if (admitted > 0) {
            forgetAdmissionsUntil(now.minus(WINDOW));
            statements.execute("INSERT INTO admission (template, admitted_at, emails) VALUES (?, ?, ?)", statement -> {
                statement.setString(1, template.name());
                statement.setObject(2, Sql.timestamp(now));
                statement.setInt(3, admitted);
            });
        }
    }

    private void forgetAdmissionsUntil(Instant last) {
        statements.execute(
                "DELETE FROM admission WHERE admitted_at <= ?",
                statement -> statement.setObject(1, Sql.timestamp(last)));
    }

    private boolean nobodyElseAdmits() {
        return statements.one(
                "SELECT pg_try_advisory_xact_lock(?, 0)",
                statement -> statement.setInt(1, LOCK_SPACE),
                row -> row.getBoolean(1));
    }

    private List<Template> templatesWithArrivals() {
        return statements.list("""
                SELECT DISTINCT e.template FROM email e
                WHERE e.stage = 'PENDING' AND e.admitted_at IS NULL
                  AND NOT EXISTS (SELECT FROM hold h WHERE h.template = e.template AND h.state = 'OPEN')
                """, Parameters.NONE, row -> Template.valueOf(row.getString(1)));
    }

    /** What a person let pass does not count: it must not hold back what is asked for next. */
    private int admittedSince(Template template, Instant since) {
        return statements.one(
                "SELECT COALESCE(sum(emails), 0) FROM admission WHERE template = ? AND admitted_at > ?",
                statement -> {
                    statement.setString(1, template.name());
                    statement.setObject(2, Sql.timestamp(since));
                },
                row -> row.getInt(1));
    }

    private boolean moreAreDue(Template template, Instant now) {
        return !statements
                .list(
                        "SELECT 1 " + COULD_LEAVE
                                + " AND e.admitted_at IS NULL AND e.template = ? AND e.due_at <= ? LIMIT 1",
                        statement -> {
                            statement.setString(1, template.name());
                            statement.setObject(2, Sql.timestamp(now));
                        },
                        row -> row.getInt(1))
                .isEmpty();
    }
}
