package org.rollcall.notification.sending;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.search.MessageIDTerm;
import java.util.Collection;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;

/** The mailbox that gets a copy of every mail: what is in it was taken by the mail server. */
@ApplicationScoped
class Journal {

    private final MailSettings settings;
    private final Session session;

    Journal(MailSettings settings) {
        this.settings = settings;
        this.session = Session.getInstance(properties(settings));
    }

    /** Those of the Message-IDs of which a copy is there. */
    Set<String> find(Collection<String> messageIds) throws MessagingException {
        var imap = settings.imap();
        try (var store = session.getStore("imap")) {
            store.connect(imap.host(), imap.port(), imap.user(), imap.password());
            try (var inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_ONLY);
                var found = new HashSet<String>();
                for (var messageId : messageIds) {
                    if (inbox.search(new MessageIDTerm(messageId)).length > 0) {
                        found.add(messageId);
                    }
                }
                return found;
            }
        }
    }

    private static Properties properties(MailSettings settings) {
        var timeout = Long.toString(settings.imap().timeout().toMillis());
        var properties = new Properties();
        properties.put("mail.imap.connectiontimeout", timeout);
        properties.put("mail.imap.timeout", timeout);
        properties.put("mail.imap.writetimeout", timeout);
        settings.imap().security().of("imap", properties);
        return properties;
    }
}
