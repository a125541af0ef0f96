package org.rollcall.appeals.mailbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a mail is: an appeal against a decision, or something that a person has to look at. */
sealed interface Match {

    /** It is an appeal. */
    record Appeal(String decisionId) implements Match {}

    /** It waits. */
    record Waits(Why why) implements Match {}

    /**
     * A decision that the mail mentions.
     *
     * @param toSender it is about the student who writes from the mail's address
     */
    record Mentioned(String decisionId, boolean toSender, boolean withdraw, boolean appealed) {}

    /** What of a mail it depends on. */
    record Candidate(@Nullable String sender, boolean senderTrusted, boolean automatic, boolean readable) {}

    /**
     * Judges a mail. A reference alone is no appeal, for it stands in a letter that others may see; an address alone is
     * none either, for it does not say against what.
     */
    static Match of(Candidate mail, List<Mentioned> mentioned) {
        if (!mail.readable()) {
            return new Waits(Why.UNREADABLE);
        }
        if (mail.automatic()) {
            return new Waits(Why.AUTOMATIC);
        }
        if (mentioned.isEmpty()) {
            return new Waits(Why.UNKNOWN_REFERENCE);
        }
        if (mail.sender() == null || !mail.senderTrusted()) {
            return new Waits(Why.SENDER_CONTRADICTED);
        }
        var own = mentioned.stream().filter(Mentioned::toSender).toList();
        if (own.isEmpty()) {
            return new Waits(Why.SENDER_NOT_REGISTERED);
        }
        if (own.size() > 1) {
            return new Waits(Why.SEVERAL_REFERENCES);
        }
        var decision = own.getFirst();
        if (decision.appealed()) {
            return new Waits(Why.ALREADY_APPEALED);
        }
        return decision.withdraw() ? new Appeal(decision.decisionId()) : new Waits(Why.NOTHING_TO_APPEAL);
    }
}
