package org.rollcall.notification.life;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What makes an e-mail the one it is: there is one for each event, revision, template and recipient, and one more each
 * time that a person has it sent again.
 *
 * @param eventId the {@code ce_id} of the event that asked for it; it is published again with what became of the e-mail
 * @param repetition 0 for the first
 */
public record EmailKey(String eventId, int revision, Mailing mailing, int repetition) {

    private static final int LONGEST_EVENT_ID = 255;

    public EmailKey {
        if (eventId.isEmpty()
                || eventId.length() > LONGEST_EVENT_ID
                || eventId.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("An event id has 1 to 255 characters, none of them a control character");
        }
        if (repetition < 0) {
            throw new IllegalArgumentException("Repetitions count from 0, not from " + repetition);
        }
    }

    /** The key of the first. */
    public EmailKey(String eventId, int revision, Mailing mailing) {
        this(eventId, revision, mailing, 0);
    }

    /** The same for the same key, whoever computes it and when: a UUID of version 3 over the parts, one to a line. */
    public UUID emailId() {
        var parts = new ArrayList<>(List.of(
                eventId,
                Integer.toString(revision),
                mailing.template().label(),
                mailing.recipient().name()));
        if (repetition > 0) {
            parts.add(Integer.toString(repetition));
        }
        return UUID.nameUUIDFromBytes(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
    }
}
