package org.rollcall.notification.mailing;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rollcall.contracts.NotificationEvent.EmailSent;
import org.rollcall.contracts.ThresholdRescinded.Reason;
import org.rollcall.contracts.Topics;
import org.rollcall.notification.Raise;
import org.rollcall.notification.Suite;
import org.rollcall.notification.Suite.Email;
import org.rollcall.notification.UnreliableMail;
import org.rollcall.testkit.Mail;
import org.rollcall.testkit.RollcallResource;

@QuarkusTest
@QuarkusTestResource(
        value = RollcallResource.class,
        initArgs = @ResourceArg(name = "database", value = "notifications"))
@QuarkusTestResource(UnreliableMail.class)
class ThresholdMailsTest {

    private Suite suite;

    @BeforeEach
    void the_programme_is_known() {
        suite = new Suite();
        suite.programme(Raise.PROGRAMME);
    }

    @AfterEach
    void end() {
        suite.close();
    }

    @Test
    void a_missed_week_brings_the_student_one_email_and_the_suite_one_event() {
        // given
        suite.student("S2000001");
        var notifications = suite.topics().endOf(Topics.NOTIFICATIONS);

        // when
        var eventId = suite.publish(Raise.contact("S2000001", "one-week").reached());

        // then
        var email = suite.awaitEmails("S2000001", "circumstances SENT").getFirst();
        assertThat(suite.mailbox(Suite.addressOf("S2000001"))).singleElement().satisfies(mail -> {
            assertThat(mail.messageId()).isEqualTo(email.messageId());
            assertThat(mail.text()).startsWith("Dear Amina,").contains("Monday 5 to Sunday 11 October 2026");
        });
        var event = suite.awaitNotification(notifications, "S2000001");
        assertThat(event.as(EmailSent.class))
                .isEqualTo(new EmailSent(
                        email.emailId(),
                        "S2000001",
                        "circumstances",
                        eventId,
                        email.messageId(),
                        event.as(EmailSent.class).occurredAt()));
        assertThat(event.key()).isEqualTo("S2000001");
        assertThat(event.headers())
                .containsEntry("ce_type", "org.rollcall.EmailSent.v1")
                .containsEntry("ce_id", email.emailId());
    }

    @Test
    void the_event_continues_the_trace_of_the_threshold_that_caused_it() {
        // given
        suite.student("S2000002");
        var notifications = suite.topics().endOf(Topics.NOTIFICATIONS);
        var raise = Raise.contact("S2000002", "one-week").reached();

        // when
        suite.topics()
                .publish(
                        Topics.THRESHOLDS.name(),
                        "S2000002",
                        raise,
                        Map.of(
                                "ce_id", "traced",
                                "ce_type", "org.rollcall.ThresholdReached.v1",
                                "traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));

        // then
        assertThat(suite.awaitNotification(notifications, "S2000002").headers().get("traceparent"))
                .startsWith("00-4bf92f3577b34da6a3ce929d0e0e4736-")
                .doesNotContain("00f067aa0ba902b7");
    }

    @Test
    void an_interview_is_told_to_the_student_the_leader_and_the_office() {
        suite.student("S2000003");
        suite.awaitSettled();

        suite.publish(Raise.interview("S2000003", "four-weeks").reached());

        assertThat(suite.awaitEmails(
                        "S2000003", "interview-required SENT", "send-appointment SENT", "send-appointment SENT"))
                .extracting(Email::recipient)
                .containsExactly("STUDENT", "PROGRAMME_LEADER", "ADMIN_OFFICE");
        for (var address : new String[] {"p.marsh@example.ac.uk", "fet-admin@example.ac.uk"}) {
            assertThat(suite.mailbox(address))
                    .filteredOn(mail -> mail.subject().contains("S2000003"))
                    .singleElement()
                    .extracting(Mail::text)
                    .asString()
                    .contains("Amina Okafor (S2000003)");
        }
    }

    @Test
    void what_is_delivered_twice_is_mailed_once() {
        suite.student("S2000004");
        var raise = Raise.contact("S2000004", "one-week").reached();

        suite.publish(raise);
        suite.publish(raise);
        suite.awaitEmails("S2000004", "circumstances SENT");
        suite.publish(raise);
        suite.awaitSettled();

        assertThat(suite.emails("S2000004")).hasSize(1);
        assertThat(suite.mailbox(Suite.addressOf("S2000004"))).hasSize(1);
    }

    @Test
    void a_rescission_that_overtakes_its_raise_leaves_nothing_to_say() {
        suite.student("S2000005");
        var raise = Raise.contact("S2000005", "one-week");

        suite.publish(raise.again().rescinded(Reason.TIMETABLE_CHANGED));
        suite.publish(raise.reached());
        suite.awaitSettled();

        assertThat(suite.emails("S2000005")).isEmpty();
    }

    @Test
    void a_sent_email_is_corrected_when_its_raise_is_rescinded() {
        suite.student("S2000006");
        var raise = Raise.interview("S2000006", "four-weeks");
        suite.publish(raise.reached());
        suite.awaitEmails("S2000006", "interview-required SENT", "send-appointment SENT", "send-appointment SENT");

        suite.publish(raise.again().rescinded(Reason.ABSENCE_AUTHORISED));

        suite.awaitEmails(
                "S2000006",
                "interview-required SENT",
                "send-appointment SENT",
                "send-appointment SENT",
                "correction SENT");
        assertThat(suite.mailbox(Suite.addressOf("S2000006")).getLast().text())
                .contains("Your absence has been authorised. That e-mail no longer applies.")
                .contains("You need not come to an interview because of it.");
    }

    @Test
    void an_email_that_still_waits_is_withdrawn_with_its_reason() {
        // given a student whom student records have not told of yet
        var raise = Raise.contact("S2000007", "one-week");
        suite.publish(raise.reached());
        suite.awaitEmails("S2000007", "circumstances PENDING");

        // when
        suite.publish(raise.again().rescinded(Reason.ATTENDANCE_CORRECTED));
        var withdrawn = suite.awaitEmails("S2000007", "circumstances WITHDRAWN").getFirst();
        suite.student("S2000007");
        suite.awaitSettled();

        // then
        assertThat(withdrawn.problem()).isEqualTo("the step is not reached any more: ATTENDANCE_CORRECTED");
        assertThat(suite.mailbox(Suite.addressOf("S2000007"))).isEmpty();
    }

    @Test
    void a_reinstated_raise_is_told_anew_because_the_last_word_was_a_correction() {
        suite.student("S2000008");
        var raise = Raise.contact("S2000008", "one-week");
        suite.publish(raise.reached());
        suite.awaitEmails("S2000008", "circumstances SENT");
        suite.publish(raise.again().rescinded(Reason.ATTENDANCE_CORRECTED));
        suite.awaitEmails("S2000008", "circumstances SENT", "correction SENT");

        suite.publish(raise.again().again().reached());

        suite.awaitEmails("S2000008", "circumstances SENT", "correction SENT", "circumstances SENT");
        assertThat(suite.mailbox(Suite.addressOf("S2000008"))).hasSize(3);
    }

    @Test
    void a_raise_said_again_while_it_stands_brings_no_second_email() {
        suite.student("S2000009");
        var raise = Raise.contact("S2000009", "one-week");
        suite.publish(raise.reached());
        suite.awaitEmails("S2000009", "circumstances SENT");

        suite.publish(raise.again().reached());
        suite.awaitSettled();

        assertThat(suite.emails("S2000009")).hasSize(1);
    }

    @Test
    void bad_input_between_good_is_set_aside_alone() {
        suite.student("S2000010");
        var type = Map.of("ce_type", "org.rollcall.ThresholdReached.v1");

        suite.publish(Raise.contact("S2000010", "one-week").reached());
        suite.topics().publish(Topics.THRESHOLDS.name(), "S2000010", Map.of("step", "one-week"), type);
        suite.topics()
                .publish(
                        Topics.THRESHOLDS.name(),
                        "S2000010",
                        Raise.contact("S2000010", "a-bad-event-id").reached(),
                        Map.of("ce_id", "two\nlines", "ce_type", "org.rollcall.ThresholdReached.v1"));
        suite.publish(Raise.contact("S2000010", "three-weeks").reached());

        suite.awaitEmails("S2000010", "circumstances SENT", "circumstances SENT");
    }
}
