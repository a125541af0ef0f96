package org.rollcall.journey;

import static io.restassured.RestAssured.given;

import io.restassured.path.json.JsonPath;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.rollcall.local.Layout;
import org.rollcall.local.LocalStack;
import org.rollcall.local.RunningStack;
import org.rollcall.local.Service;
import org.rollcall.testkit.Mail;
import org.rollcall.testkit.Mailbox;
import org.rollcall.testkit.TopicProbe;

/** The whole suite, running as {@code ./rollcall up} runs it, on free ports; asked from outside alone. */
final class Suite implements AutoCloseable {

    private final LocalStack stack;
    private final RunningStack running;
    private final TopicProbe kafka;

    private Suite(LocalStack stack) {
        this.stack = stack;
        this.running = new RunningStack(stack.layout());
        this.kafka = new TopicProbe(stack.layout().bootstrapServers());
    }

    static Suite start(Path folder, Instant clock) {
        var stack = new LocalStack(Layout.onFreePorts(folder), clock, line -> {});
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

    /** As a power cut would; whoever watches over the stack starts it again. */
    void kill(Service service) {
        stack.process(service).kill();
    }

    JsonPath get(Service service, String path, Object... parameters) {
        return given().get(stack.layout().url(service) + path, parameters)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
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
