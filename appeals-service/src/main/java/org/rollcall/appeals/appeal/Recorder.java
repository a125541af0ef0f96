package org.rollcall.appeals.appeal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.event.Publications;
import org.rollcall.chassis.history.History;
import org.rollcall.chassis.history.Line;
import org.rollcall.chassis.ids.NamedId;
import org.rollcall.chassis.outbox.Outbox;
import org.rollcall.contracts.AppealEvent;
import org.rollcall.contracts.Topics;

/** Writes what happened into an appeal's history, and tells others what concerns them. */
@ApplicationScoped
public class Recorder {

    private final History history;
    private final Publications publications;
    private final Outbox outbox;
    private final String service;

    Recorder(
            History history,
            Publications publications,
            Outbox outbox,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.history = history;
        this.publications = publications;
        this.outbox = outbox;
        this.service = service;
    }

    /** Who acts where nobody has to. */
    public String service() {
        return service;
    }

    /** What an event is made of. */
    public interface Telling {
        AppealEvent of(
                String appealId, String caseId, String decisionId, String studentId, Instant occurredAt, String actor);
    }

    /**
     * Something that happened.
     *
     * @param about the id of what it concerns besides the appeal; null for nothing
     * @param detail a code or two; never free text
     * @param cause the request or mail that led to it
     */
    public record Deed(
            String what, @Nullable String about, @Nullable String detail, String actor, Instant at, String cause) {}

    /** Into the history alone. */
    @Transactional(TxType.MANDATORY)
    public void note(String appealId, Deed deed) {
        history.append(List.of(entry(appealId, deed)));
    }

    /**
     * Into the history, and told.
     *
     * @param occurredAt of the event: when it happened, which may be before it was written down
     */
    @Transactional(TxType.MANDATORY)
    public void tell(Subject appeal, Deed deed, Instant occurredAt, Telling telling) {
        var place = history.append(List.of(entry(appeal.appealId(), deed))).getFirst();
        var event = telling.of(
                appeal.appealId(), appeal.caseId(), appeal.decisionId(), appeal.studentId(), occurredAt, deed.actor());
        outbox.append(publications.of(
                Topics.APPEALS, appeal.studentId(), appeal.studentId(), eventId(appeal.appealId(), place), event));
    }

    /** The appeal that an event is about. */
    public record Subject(String appealId, String caseId, String decisionId, String studentId) {

        public static Subject of(AppealRow row) {
            return new Subject(row.appealId, row.caseId, row.decisionId, row.studentId);
        }
    }

    private static History.Entry entry(String appealId, Deed deed) {
        return new History.Entry(
                appealId, new Line(deed.what(), deed.about(), deed.detail(), deed.actor(), deed.at(), deed.cause()));
    }

    /** The event's place in the history of its appeal names it: whoever has one finds the other. */
    private static String eventId(String appealId, int place) {
        return NamedId.of(appealId, Integer.toString(place)).toString();
    }
}
