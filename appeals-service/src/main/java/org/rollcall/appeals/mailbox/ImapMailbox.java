package org.rollcall.appeals.mailbox;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.FetchProfile;
import jakarta.mail.Folder;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The mailbox on its server, over a connection that is kept open and made anew when it breaks. It is opened for reading
 * alone: nothing in it is flagged, moved or deleted, so that people can work in it beside us.
 */
@ApplicationScoped
class ImapMailbox {

    private static final Logger LOG = Logger.getLogger(ImapMailbox.class);

    private final MailboxSettings settings;
    private final Session session;
    private @Nullable Store store;
    private @Nullable IMAPFolder folder;

    ImapMailbox(MailboxSettings settings) {
        this.settings = settings;
        this.session = Session.getInstance(properties(settings));
    }

    /** The name under which its position is kept. */
    String name() {
        return settings.user() + "/" + settings.folder();
    }

    /** A mail in the mailbox, not yet read. */
    record Found(long uid, IMAPMessage message) {}

    /** The UIDVALIDITY: where it changes, the UIDs of before mean nothing. */
    synchronized long uidValidity() throws MessagingException {
        return open().getUIDValidity();
    }

    /** The mails after this one, by their order, so many at most. */
    synchronized List<Found> after(long uid, int most) throws MessagingException {
        var open = open();
        // Asks the server, which is when it tells of new mails; the library by itself would ask once a second at most.
        open.doCommand(protocol -> {
            protocol.noop();
            return null;
        });
        if (open.getMessageCount() == 0) {
            return List.of();
        }
        var found = new ArrayList<Found>();
        for (var message : open.getMessagesByUID(uid + 1, UIDFolder.LASTUID)) {
            // The range n:* holds the last mail even where that is before n.
            if (message instanceof IMAPMessage mail && open.getUID(mail) > uid) {
                found.add(new Found(open.getUID(mail), mail));
            }
        }
        found.sort(Comparator.comparing(Found::uid));
        var batch = found.stream().limit(most).toList();
        var profile = new FetchProfile();
        profile.add(IMAPFolder.FetchProfileItem.INTERNALDATE);
        profile.add(FetchProfile.Item.SIZE);
        open.fetch(batch.stream().map(Found::message).toArray(IMAPMessage[]::new), profile);
        return batch;
    }

    /** A mail's bytes, one more than the limit at most; null for one that is not there any more. */
    synchronized byte @Nullable [] bytes(Found mail, int limit) throws MessagingException {
        mail.message().setPeek(true);
        try (var raw = mail.message().getMimeStream()) {
            return raw.readNBytes(limit + 1);
        } catch (MessageRemovedException gone) {
            return null;
        } catch (IOException e) {
            throw new MessagingException("The mail " + mail.uid() + " could not be read", e);
        }
    }

    private IMAPFolder open() throws MessagingException {
        if (folder != null && folder.isOpen()) {
            return folder;
        }
        close();
        var connected = session.getStore(settings.tls() ? "imaps" : "imap");
        store = connected;
        connected.connect(settings.host(), settings.port(), settings.user(), settings.password());
        var opened = (IMAPFolder) connected.getFolder(settings.folder());
        opened.open(Folder.READ_ONLY);
        folder = opened;
        return opened;
    }

    /** Lets the connection go; the next question makes a new one. */
    @PreDestroy
    synchronized void close() {
        folder = null;
        if (store != null) {
            try (var ending = store) {
                store = null;
                LOG.debugf("Leaving %s", ending.getURLName());
            } catch (MessagingException e) {
                LOG.debugf("The connection ended before it was closed: %s", e.getMessage());
            }
        }
    }

    private static Properties properties(MailboxSettings settings) {
        var timeout = Long.toString(settings.timeout().toMillis());
        var properties = new Properties();
        for (var protocol : List.of("imap", "imaps")) {
            properties.put("mail." + protocol + ".connectiontimeout", timeout);
            properties.put("mail." + protocol + ".timeout", timeout);
            properties.put("mail." + protocol + ".writetimeout", timeout);
            properties.put("mail." + protocol + ".fetchsize", Integer.toString(1024 * 1024));
            properties.put("mail." + protocol + ".ssl.checkserveridentity", "true");
        }
        return properties;
    }
}
