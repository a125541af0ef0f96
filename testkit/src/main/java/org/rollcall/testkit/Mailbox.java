package org.rollcall.testkit;

import jakarta.mail.FetchProfile;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.eclipse.angus.mail.imap.IMAPFolder;

/** Somebody's inbox, read over IMAP as any mail program would. */
public final class Mailbox {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final int imapPort;
    private final String address;

    public Mailbox(int imapPort, String address) {
        this.imapPort = imapPort;
        this.address = address;
    }

    /** What is in the inbox now, oldest first. */
    public List<Mail> messages() {
        Properties settings = new Properties();
        settings.put("mail.imap.connectiontimeout", "10000");
        settings.put("mail.imap.timeout", "10000");
        try (Store store = Session.getInstance(settings).getStore("imap")) {
            store.connect("127.0.0.1", imapPort, address, address);
            Folder inbox = store.getFolder("INBOX");
            inbox.open(Folder.READ_ONLY);
            // In one answer: each part of each mail asked for by itself is what a long mailbox would take its time
            // over.
            Message[] messages = inbox.getMessages();
            FetchProfile whole = new FetchProfile();
            whole.add(IMAPFolder.FetchProfileItem.MESSAGE);
            inbox.fetch(messages, whole);
            List<Mail> mails = new ArrayList<>();
            for (Message message : messages) {
                mails.add(Mail.of((MimeMessage) message));
            }
            return List.copyOf(mails);
        } catch (MessagingException e) {
            throw new ServerFailure("The mailbox of " + address + " could not be read", e);
        }
    }

    /** Waits until the inbox is as wanted and returns what is in it. */
    public List<Mail> await(Predicate<List<Mail>> wanted) {
        return Awaitility.await("the mailbox of " + address).atMost(PATIENCE).until(this::messages, wanted::test);
    }
}
