package org.rollcall.appeals.mailbox;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rollcall.appeals.appeal.Evidence.Piece;

/**
 * A mail as far as it could be read.
 *
 * @param digest over what it says: two mails that say the same under one Message-ID are one mail
 * @param sender the address in From; null when there is none, or not one
 * @param senderTrusted nothing about the mail contradicts its sender
 * @param automatic no person wrote it
 * @param readable false where nothing of it could be understood
 * @param text plain text; of a mail with HTML alone the text of it
 * @param mentioned what may be the reference of a decision
 * @param notes what a person should know of how it was read
 */
record ReadMail(
        @Nullable String messageId,
        String digest,
        @Nullable String sender,
        boolean senderTrusted,
        boolean automatic,
        boolean readable,
        String subject,
        String text,
        Set<String> mentioned,
        List<Piece> attachments,
        List<String> notes) {

    ReadMail {
        mentioned = Set.copyOf(mentioned);
        attachments = List.copyOf(attachments);
        notes = List.copyOf(notes);
    }

    /** One of which nothing more is known than that it is there. */
    static ReadMail unreadable(String digest, String why) {
        return new ReadMail(null, digest, null, false, false, false, "", "", Set.of(), List.of(), List.of(why));
    }
}
