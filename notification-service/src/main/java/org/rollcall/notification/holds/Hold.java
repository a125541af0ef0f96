package org.rollcall.notification.holds;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rollcall.notification.life.Template;

/**
 * A time in which e-mails of one template are held back. It is open until a person releases or discards what it holds;
 * both are final, and a new flood opens a new hold.
 */
@Entity
@Table(name = "hold")
class Hold {

    enum State {
        OPEN,
        RELEASED,
        DISCARDED
    }

    @Id
    UUID id;

    @Enumerated(EnumType.STRING)
    Template template;

    /** The limit that was exceeded, in e-mails an hour. */
    int allowed;

    Instant openedAt;

    @Enumerated(EnumType.STRING)
    State state;

    @Nullable
    Instant closedAt;

    @Nullable
    String reason;

    /** How many e-mails it was that were released or discarded. */
    @Nullable
    Integer emails;

    static Hold opened(UUID id, Template template, int allowed, Instant now) {
        var hold = new Hold();
        hold.id = id;
        hold.template = template;
        hold.allowed = allowed;
        hold.openedAt = now;
        hold.state = State.OPEN;
        return hold;
    }

    void close(State how, Instant now, String why, int count) {
        state = how;
        closedAt = now;
        reason = why;
        emails = count;
    }
}
