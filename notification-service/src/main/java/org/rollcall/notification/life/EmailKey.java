package org.rollcall.notification.life;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * What makes an e-mail the one it is: there is one for each event, revision, template and recipient.
 *
 * @param eventId the {@code ce_id} of the event that asked for it; it is published again with what became of the e-mail
 */
public record EmailKey(String eventId, int revision, Mailing mailing) {

    private static final int LONGEST_EVENT_ID = 255;

    public EmailKey {
        if (eventId.isEmpty()
                || eventId.length() > LONGEST_EVENT_ID
                || eventId.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("An event id has 1 to 255 characters, none of them a control character");
        }
    }

    /** The same for the same key, whoever computes it and when: a UUID of version 3 over the parts, one to a line. */
    public UUID emailId() {
        var parts = String.join(
                "\n",
                eventId,
                Integer.toString(revision),
                mailing.template().label(),
                mailing.recipient().name());
        return UUID.nameUUIDFromBytes(parts.getBytes(StandardCharsets.UTF_8));
    }
}
