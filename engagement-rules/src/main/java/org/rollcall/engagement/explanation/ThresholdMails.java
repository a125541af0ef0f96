package org.rollcall.engagement.explanation;

import static org.rollcall.chassis.database.Columns.texts;
import static org.rollcall.chassis.database.Sql.column;
import static org.rollcall.chassis.database.Statements.instant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.rollcall.chassis.database.Sql;
import org.rollcall.chassis.database.Statements;
import org.rollcall.chassis.event.Delivery;
import org.rollcall.chassis.event.Publication;
import org.rollcall.contracts.NotificationEvent;
import org.rollcall.contracts.NotificationEvent.EmailFailed;
import org.rollcall.contracts.NotificationEvent.EmailSent;
import org.rollcall.engagement.explanation.ThresholdMail.Outcome;

/** The e-mails that raises caused; of all e-mails of the suite only those that name a word of ours as their cause. */
@ApplicationScoped
class ThresholdMails {

    /** What became of an e-mail last counts: one that failed may be sent by a person's hand later. */
    private static final String KEEP = """
            INSERT INTO threshold_mail AS mail (student_id, email_id, threshold_id, revision, template, outcome, message_id,
                occurred_at)
            SELECT student_id, email_id, threshold_id, revision, template, outcome, message_id, occurred_at
            FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[])
                AS new (student_id, email_id, caused_by, template, outcome, message_id, occurred_at)
            JOIN (SELECT student_id, threshold_id, revision, event_id AS caused_by FROM threshold_word) AS word
                USING (student_id, caused_by)
            ORDER BY student_id, email_id
            ON CONFLICT (student_id, email_id) DO UPDATE
                SET outcome = excluded.outcome, message_id = excluded.message_id, occurred_at = excluded.occurred_at
                WHERE excluded.occurred_at > mail.occurred_at
            """;

    private static final String OF_RAISE = """
            SELECT email_id, revision, template, outcome, message_id, occurred_at FROM threshold_mail
            WHERE student_id = ? AND threshold_id = ? ORDER BY occurred_at, template, email_id
            """;

    private final Statements statements;

    ThresholdMails(Statements statements) {
        this.statements = statements;
    }

    /** Takes the events of a batch; nothing is to be said of them. */
    @Transactional(TxType.MANDATORY)
    List<Publication> take(List<Delivery<NotificationEvent>> deliveries) {
        var mails = latest(deliveries);
        statements.update(KEEP, statement -> {
            var connection = statement.getConnection();
            statement.setArray(1, texts(connection, mails, NotificationEvent::studentId));
            statement.setArray(2, texts(connection, mails, NotificationEvent::emailId));
            statement.setArray(3, texts(connection, mails, NotificationEvent::causedBy));
            statement.setArray(4, texts(connection, mails, NotificationEvent::template));
            statement.setArray(5, texts(connection, mails, mail -> outcome(mail).name()));
            statement.setArray(6, texts(connection, mails, NotificationEvent::messageId));
            statement.setArray(7, column(connection, "timestamptz", mails, mail -> Sql.timestamp(mail.occurredAt())));
        });
        return List.of();
    }

    List<ThresholdMail> of(String studentId, String thresholdId) {
        return statements.list(
                OF_RAISE,
                statement -> {
                    statement.setString(1, studentId);
                    statement.setString(2, thresholdId);
                },
                row -> new ThresholdMail(
                        row.getString("email_id"),
                        row.getInt("revision"),
                        row.getString("template"),
                        Outcome.valueOf(row.getString("outcome")),
                        row.getString("message_id"),
                        instant(row, "occurred_at")));
    }

    /** One for each e-mail: a statement cannot change a row twice. */
    private static Collection<NotificationEvent> latest(List<Delivery<NotificationEvent>> deliveries) {
        return deliveries.stream()
                .map(Delivery::event)
                .collect(Collectors.toMap(
                        mail -> List.of(mail.studentId(), mail.emailId()),
                        mail -> mail,
                        BinaryOperator.maxBy(Comparator.comparing(NotificationEvent::occurredAt))))
                .values();
    }

    private static Outcome outcome(NotificationEvent mail) {
        return switch (mail) {
            case EmailSent _ -> Outcome.SENT;
            case EmailFailed _ -> Outcome.FAILED;
        };
    }
}
