package org.rollcall.appeals.mailbox;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.FetchProfile;
import jakarta.mail.Folder;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.StringJoiner;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.imap.protocol.BODY;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.UID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The mailbox on its server, over a connection that is kept open and made anew when it breaks. It is opened for reading
 * alone: nothing in it is flagged, moved or deleted, so that people can work in it beside us.
 */
@ApplicationScoped
class ImapMailbox {

    private static final Logger LOG = Logger.getLogger(ImapMailbox.class);

    /** Mails up to this size are fetched together. */
    private static final int SMALL = 64 * 1024;

    /** A larger one comes in parts of this size. */
    private static final int PART = 1024 * 1024;

    private static final int TOGETHER = 4 * 1024 * 1024;

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

    /**
     * A mail in the mailbox.
     *
     * @param small its bytes, where they came with the others'; null for one that is fetched by itself
     */
    @SuppressWarnings("ArrayRecordComponent") // the bytes are handed through, never compared
    record Found(long uid, IMAPMessage message, byte @Nullable [] small) {}

    /** The UIDVALIDITY: where it changes, the UIDs of before mean nothing. */
    synchronized long uidValidity() throws MessagingException {
        return open().getUIDValidity();
    }

    /** Whether there is a mail after this one. */
    synchronized boolean anyAfter(long uid) throws MessagingException {
        return lastUid(asked()) > uid;
    }

    /** The mails after this one, by their order, so many at most. */
    synchronized List<Found> after(long uid, int most) throws MessagingException {
        var open = asked();
        var messages = next(open, uid, lastUid(open), most);
        var profile = new FetchProfile();
        profile.add(IMAPFolder.FetchProfileItem.INTERNALDATE);
        profile.add(FetchProfile.Item.SIZE);
        open.fetch(messages.toArray(IMAPMessage[]::new), profile);
        var small = small(open, messages);
        var found = new ArrayList<Found>();
        for (var message : messages) {
            var ofIt = open.getUID(message);
            found.add(new Found(ofIt, message, small.get(ofIt)));
        }
        return found;
    }

    /** The folder, after the server was asked for news: the library by itself would ask once a second at most. */
    private IMAPFolder asked() throws MessagingException {
        var open = open();
        open.doCommand(protocol -> {
            protocol.noop();
            return null;
        });
        return open;
    }

    /** Of the last mail that there is; 0 where there is none. */
    private static long lastUid(IMAPFolder open) throws MessagingException {
        var count = open.getMessageCount();
        return count == 0 ? 0 : open.getUID(open.getMessage(count));
    }

    /**
     * Looked for window by window: asked for everything up to the end, a server that holds a year of mails lists all of
     * them for every few that are read. Where people have deleted many, the windows grow.
     */
    private static List<IMAPMessage> next(IMAPFolder open, long uid, long last, int most) throws MessagingException {
        long window = most;
        for (var from = uid + 1; from <= last; from += window, window *= 2) {
            var found = new ArrayList<IMAPMessage>();
            for (var message : open.getMessagesByUID(from, Math.min(last, from + window - 1))) {
                if (message instanceof IMAPMessage mail) {
                    found.add(mail);
                }
            }
            if (!found.isEmpty()) {
                found.sort(Comparator.comparing(IMAPMessage::getMessageNumber));
                return found.size() > most ? found.subList(0, most) : found;
            }
        }
        return List.of();
    }

    /**
     * The small ones in one command, as many as make {@value #TOGETHER} bytes: a question for each would take as long as
     * the way to the server and back. What does not come, for whatever reason, is asked for by itself.
     */
    private static Map<Long, byte[]> small(IMAPFolder open, List<IMAPMessage> messages) throws MessagingException {
        var uids = new StringJoiner(",");
        var together = 0;
        for (var message : messages) {
            var size = message.getSize();
            if (size >= 0 && size <= SMALL && together + size <= TOGETHER) {
                together += size;
                uids.add(Long.toString(open.getUID(message)));
            }
        }
        Map<Long, byte[]> small = new HashMap<>();
        if (uids.length() > 0) {
            open.doCommand(protocol -> {
                var answers = protocol.command("UID FETCH " + uids + " (UID BODY.PEEK[])", null);
                for (var answer : answers) {
                    if (answer instanceof FetchResponse fetched) {
                        var uid = fetched.getItem(UID.class);
                        var body = fetched.getItem(BODY.class);
                        if (uid != null && body != null && body.getByteArray() != null) {
                            small.put(uid.uid, body.getByteArray().getNewBytes());
                        }
                    }
                }
                protocol.notifyResponseHandlers(answers);
                return null;
            });
        }
        return small;
    }

    /** A mail's bytes, one more than the limit at most; null for one that is not there any more. */
    synchronized byte @Nullable [] bytes(Found mail, int limit) throws MessagingException {
        if (mail.small() != null) {
            return mail.small();
        }
        mail.message().setPeek(true);
        try (var raw = mail.message().getMimeStream()) {
            var bytes = raw.readNBytes(limit + 1);
            if (isCutShort(bytes.length, Math.min(mail.message().getSize(), limit + 1))) {
                throw new MessagingException("The mail %d is not handed out".formatted(mail.uid()));
            }
            return bytes;
        } catch (MessageRemovedException gone) {
            return null;
        } catch (IOException e) {
            throw new MessagingException("The mail " + mail.uid() + " could not be read", e);
        }
    }

    /**
     * What the server answers with NO the library reads as the end: of a mail that it asked for part by part, wherever one
     * part ends and the next would begin. The size that a server tells is not always exact, so by itself it says nothing.
     */
    private static boolean isCutShort(int length, int expected) {
        return length == 0 || (length % PART == 0 && length < expected);
    }

    /** Whether the server answers at all, now that it did not hand out a mail. */
    synchronized boolean answers() {
        try {
            asked();
            return true;
        } catch (MessagingException | IllegalStateException away) {
            return false;
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
            properties.put("mail." + protocol + ".fetchsize", Integer.toString(PART));
            properties.put("mail." + protocol + ".ssl.checkserveridentity", "true");
        }
        return properties;
    }
}
