package org.rollcall.journey;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.hamcrest.Matchers;
import org.rollcall.contracts.Principals;
import org.rollcall.local.Layout;
import org.rollcall.local.LocalStack;
import org.rollcall.local.RunningStack;
import org.rollcall.local.Service;
import org.rollcall.local.StudentFile;
import org.rollcall.local.Tokens;
import org.rollcall.testkit.KafkaSecurity;
import org.rollcall.testkit.Mail;
import org.rollcall.testkit.Mailbox;
import org.rollcall.testkit.TopicProbe;

/** The whole suite, running as {@code ./rollcall up} runs it, on free ports; asked from outside alone. */
final class Suite implements AutoCloseable {

    static final Person LEADER = new Person("p.marsh");
    static final Person OFFICE = new Person("fet-admin");
    static final Person REGISTRY = new Person("r.holt");

    private final LocalStack stack;
    private final RunningStack running;
    private final TopicProbe kafka;
    private final Tokens tokens;

    private Suite(LocalStack stack) {
        this.stack = stack;
        this.running = new RunningStack(stack.layout());
        this.kafka = new TopicProbe(running.kafka(Principals.TIMETABLING), running.kafka(KafkaSecurity.OBSERVER));
        this.tokens = new Tokens(stack.layout());
    }

    static Suite start(Path folder, Instant clock) {
        var stack = new LocalStack(Layout.onFreePorts(folder), clock, line -> {});
        if (Boolean.getBoolean("rollcall.secured")) {
            stack.secured();
        }
        try {
            stack.start();
            return new Suite(stack);
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    University university() {
        return new University(kafka);
    }

    TopicProbe kafka() {
        return kafka;
    }

    void liveUntil(Instant instant) {
        running.settle();
        running.travelTo(instant);
    }

    void settle() {
        running.settle();
    }

    /** Where all processes write their logs. */
    Path logs() {
        return stack.layout().folder().resolve("logs");
    }

    /** What each service shows to whoever measures it. */
    Map<Service, String> metrics() {
        var pages = new EnumMap<Service, String>(Service.class);
        for (var service : Service.values()) {
            pages.put(
                    service,
                    given().get(stack.layout().url(service) + "/q/metrics")
                            .then()
                            .statusCode(200)
                            .extract()
                            .asString());
        }
        return pages;
    }

    /** Everything that the services hold about a student, as {@code ./rollcall export} gives it out. */
    JsonPath export(String student) throws IOException {
        var document = new ByteArrayOutputStream();
        StudentFile.of(running, student).export(document);
        return new JsonPath(document.toString(StandardCharsets.UTF_8));
    }

    /** As {@code ./rollcall erase} asks for it. */
    StudentFile file(String student) {
        return StudentFile.of(running, student);
    }

    /** The tables of a service's database that hold the text anywhere. */
    Set<String> tablesHolding(Service service, String text) {
        return stack.database(service).rowsHolding(text).keySet();
    }

    /** As a power cut would; whoever watches over the stack starts it again. */
    void kill(Service service) {
        stack.process(service).kill();
    }

    /** What the registry is answered, which sees everybody. */
    JsonPath get(Service service, String path, Object... parameters) {
        return get(service, REGISTRY, path, parameters);
    }

    /** What somebody is answered. */
    JsonPath get(Service service, Person person, String path, Object... parameters) {
        return as(person)
                .get(stack.layout().url(service) + path, parameters)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** What a person does; returns what is answered. */
    JsonPath post(Service service, Person person, String path, Map<String, ?> body) {
        return as(person)
                .contentType(ContentType.JSON)
                .body(body)
                .post(stack.layout().url(service) + path)
                .then()
                .log()
                .ifValidationFails()
                .statusCode(Matchers.oneOf(200, 201))
                .extract()
                .jsonPath();
    }

    private RequestSpecification as(Person person) {
        return given().auth().oauth2(tokens.patiently(person.user()));
    }

    /** Somebody at the university, or a student, whom the stack's Keycloak knows. */
    record Person(String user) {}

    /** The student writes an e-mail from the registered address. */
    void writes(String student, String to, String subject, String text) {
        var settings = new Properties();
        settings.put("mail.smtp.host", "127.0.0.1");
        settings.put("mail.smtp.port", stack.layout().smtp());
        try {
            var message = new MimeMessage(Session.getInstance(settings));
            message.setFrom(University.mailbox(student));
            message.setRecipients(Message.RecipientType.TO, to);
            message.setSubject(subject, "UTF-8");
            message.setText(text, "UTF-8");
            Transport.send(message);
        } catch (MessagingException e) {
            throw new IllegalStateException("The mail server does not take " + student + "'s mail", e);
        }
    }

    /** What the student has in the mailbox, oldest first. */
    List<Mail> mailsOf(String student) {
        return new Mailbox(stack.layout().imap(), University.mailbox(student)).messages();
    }

    @Override
    public void close() {
        kafka.close();
        stack.close();
    }
}
