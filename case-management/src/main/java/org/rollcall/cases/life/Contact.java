package org.rollcall.cases.life;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of an e-mail.
 *
 * @param template which e-mail it is
 * @param causedBy the id of the event that asked for it
 * @param at when it was sent, or given up
 */
public record Contact(String emailId, String template, String causedBy, State state, Instant at) {

    /** How far it came. */
    public enum State {
        /** A mail server took it. */
        SENT,
        /** The last try failed. */
        FAILED
    }

    /** When the e-mail went out; null when it did not. */
    public @Nullable Instant sentAt() {
        return switch (state) {
            case SENT -> at;
            case FAILED -> null;
        };
    }

    /** What was sent stays sent, in whichever order it is heard that a try had failed. */
    boolean saysMoreThan(Contact known) {
        return state == State.SENT && known.state == State.FAILED;
    }
}
