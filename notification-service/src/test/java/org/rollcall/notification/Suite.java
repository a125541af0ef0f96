package org.rollcall.notification;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.search.MessageIDTerm;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.rollcall.contracts.AppealEvent;
import org.rollcall.contracts.CaseEvent;
import org.rollcall.contracts.ProgrammeRecord;
import org.rollcall.contracts.StudentRecord;
import org.rollcall.contracts.ThresholdEvent;
import org.rollcall.contracts.Topic;
import org.rollcall.contracts.Topics;
import org.rollcall.testkit.Mail;
import org.rollcall.testkit.SharedServers;
import org.rollcall.testkit.TopicProbe;
import org.rollcall.testkit.TopicProbe.Event;
import org.rollcall.testkit.TopicProbe.Position;

/** The rest of the suite, as this service sees it: what the others publish, and what they find in their mailboxes. */
public final class Suite implements AutoCloseable {

    public static final String JOURNAL = "mail-journal@example.ac.uk";

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(50);

    private final AtomicInteger published = new AtomicInteger();
    private final TopicProbe topics = new TopicProbe(SharedServers.bootstrapServers());

    /** An e-mail as the REST edge tells of it. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Email(
            String emailId,
            String studentId,
            String template,
            String recipient,
            String state,
            String causedBy,
            int attempts,
            String messageId,
            String sentAt,
            String answer,
            String problem) {

        /** What it is and what became of it: {@code "circumstances SENT"}. */
        public String told() {
            return template + " " + state;
        }
    }

    public static String addressOf(String studentId) {
        return studentId.toLowerCase(Locale.ROOT) + "@student.example.ac.uk";
    }

    public TopicProbe topics() {
        return topics;
    }

    /** Student records tell of Amina Okafor, whose number this is. */
    public void student(String studentId) {
        student(studentId, addressOf(studentId));
    }

    public void student(String studentId, String address) {
        student(studentId, address, Raise.PROGRAMME);
    }

    public void student(String studentId, String address, String programmeCode) {
        topics.publish(
                Topics.STUDENTS,
                studentId,
                new StudentRecord(
                        studentId,
                        "Amina",
                        "Okafor",
                        address,
                        programmeCode,
                        5,
                        StudentRecord.Status.ENROLLED,
                        null,
                        LocalDate.of(2026, 9, 14),
                        null,
                        false,
                        List.of()));
    }

    public void programme(String programmeCode) {
        programme(programmeCode, "FET");
    }

    public void programme(String programmeCode, String faculty) {
        topics.publish(
                Topics.PROGRAMMES,
                programmeCode,
                new ProgrammeRecord(
                        programmeCode,
                        "BSc (Hons) Computer Science",
                        faculty,
                        "Dr P. Marsh",
                        "p.marsh@example.ac.uk",
                        "fet-admin@example.ac.uk"));
    }

    /** engagement-rules publishes; the event's id says which raise and which revision it is. */
    public String publish(ThresholdEvent event) {
        var eventId = event.thresholdId() + "-" + event.revision();
        topics.publish(
                Topics.THRESHOLDS.name(),
                event.studentId(),
                event,
                Map.of("ce_id", eventId, "ce_type", Topic.ceType(event.getClass())));
        return eventId;
    }

    /** case-management publishes; returns the event's id. */
    public String publish(CaseEvent event) {
        return publish(Topics.CASES, event.studentId(), event);
    }

    /** appeals-service publishes; returns the event's id. */
    public String publish(AppealEvent event) {
        return publish(Topics.APPEALS, event.studentId(), event);
    }

    private String publish(Topic<?> topic, String key, Object event) {
        var eventId = "%s-%s-%d".formatted(event.getClass().getSimpleName(), key, published.incrementAndGet());
        publishAs(eventId, topic, key, event);
        return eventId;
    }

    /** Publishes under an id of the test's choice: the same one is the same event. */
    public void publishAs(String eventId, Topic<?> topic, String key, Object event) {
        topics.publish(topic.name(), key, event, Map.of("ce_id", eventId, "ce_type", Topic.ceType(event.getClass())));
    }

    /** The e-mails about a student, in the order in which they were asked for. */
    public List<Email> emails(String studentId) {
        return given().queryParam("student", studentId)
                .get("/emails")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items", Email.class)
                .reversed();
    }

    /** An e-mail with its words. */
    public JsonPath whole(Email email) {
        return given().get("/emails/" + email.emailId())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** Waits until the e-mails about the student are these, in any order of recipients. */
    public List<Email> awaitEmails(String studentId, String... told) {
        return awaitEmails(
                studentId,
                emails -> emails.stream()
                        .map(Email::told)
                        .sorted()
                        .toList()
                        .equals(List.of(told).stream().sorted().toList()));
    }

    public List<Email> awaitEmails(String studentId, Predicate<List<Email>> wanted) {
        return await("the e-mails about " + studentId)
                // The mail server's threads complain of connections that the proxy cut.
                .dontCatchUncaughtExceptions()
                .atMost(PATIENCE)
                .pollInterval(POLL)
                .until(() -> emails(studentId), wanted);
    }

    /** Waits for the service to say how an e-mail about the student ended. */
    public Event awaitNotification(Position from, String studentId) {
        return topics.await(from, events -> events.stream().anyMatch(event -> studentId.equals(event.key()))).stream()
                .filter(event -> studentId.equals(event.key()))
                .findFirst()
                .orElseThrow();
    }

    /** What has arrived at the address. */
    public List<Mail> mailbox(String address) {
        return SharedServers.mailbox(address).messages();
    }

    /** How often the journal holds an e-mail. */
    public int copiesInJournal(Email email) {
        try (var store = Session.getInstance(new Properties()).getStore("imap")) {
            store.connect("127.0.0.1", SharedServers.imapPort(), JOURNAL, JOURNAL);
            try (var inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_ONLY);
                return inbox.search(new MessageIDTerm(email.messageId())).length;
            }
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until the service has nothing left to do at its present time. */
    public void awaitSettled() {
        await("settled").atMost(PATIENCE).pollInterval(POLL).until(this::settled);
    }

    public boolean settled() {
        return given().get("/dev/settled").then().extract().jsonPath().getBoolean("settled");
    }

    public Instant now() {
        return Instant.parse(
                given().get("/dev/clock").then().extract().jsonPath().getString("now"));
    }

    public void passes(Duration time) {
        given().contentType(ContentType.JSON)
                .body(Map.of("now", now().plus(time).toString()))
                .put("/dev/clock")
                .then()
                .statusCode(200);
    }

    @Override
    public void close() {
        topics.close();
    }
}
