package org.rollcall.notification.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rollcall.contracts.StudentRecord;
import org.rollcall.contracts.Topics;
import org.rollcall.notification.Raise;
import org.rollcall.notification.SmtpProxy;
import org.rollcall.notification.SmtpProxy.Fault;
import org.rollcall.notification.Suite;
import org.rollcall.notification.UnreliableMail;
import org.rollcall.testkit.Mail;
import org.rollcall.testkit.RollcallResource;
import org.rollcall.testkit.SharedServers;

/**
 * Many mails over a mail server that does whatever it can do wrong, and three accounts of what became of them: what lies in
 * the mailboxes, what the service says that it sent, and what it told the suite. They are the same, to the mail.
 */
@QuarkusTest
@QuarkusTestResource(
        value = RollcallResource.class,
        initArgs = @ResourceArg(name = "database", value = "notifications"))
@QuarkusTestResource(UnreliableMail.class)
class StormTest {

    private static final int STUDENTS = Integer.getInteger("rollcall.storm", 24);
    private static final long SEED = Long.getLong("rollcall.seed", 20_261_124);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Pattern STUDENT_ID = Pattern.compile("s8\\d{6}");
    private static final Duration STEP = Duration.ofMinutes(90);

    /** Those after which a mail leaves in the end; a silence holds a line up, so there are few of them. */
    private static final List<Fault> FAULTS = List.of(
            Fault.GREYLISTED,
            Fault.CLOSING,
            Fault.SLOW,
            Fault.CUT_BEFORE_TEXT,
            Fault.CUT_WITHIN_TEXT,
            Fault.CUT_AFTER_TEXT,
            Fault.DEFERRED_AFTER_TEXT,
            Fault.GREYLISTED,
            Fault.CUT_WITHIN_TEXT,
            Fault.CUT_AFTER_TEXT,
            Fault.CUT_AFTER_TEXT,
            Fault.TAKEN_TOO_LATE,
            Fault.SILENCE_AFTER_TEXT,
            Fault.SILENCE_WITHIN_TEXT);

    @SuppressWarnings("NullAway.Init") // given by UnreliableMail
    SmtpProxy mailServer;

    private Suite suite;

    @BeforeEach
    void the_programme_is_known() {
        suite = new Suite();
        suite.programme(Raise.PROGRAMME);
    }

    @AfterEach
    void end() {
        mailServer.open();
        suite.close();
    }

    @Test
    void every_mail_arrives_once_and_all_accounts_of_it_agree() throws SQLException {
        // given: every student has three mails to come, and every other mail some bad luck
        var chance = new SplittableRandom(SEED);
        var students = IntStream.range(0, STUDENTS)
                .mapToObj(number -> "S8%06d".formatted(number))
                .toList();
        students.forEach(this::isEnrolled);
        suite.awaitSettled();
        var notifications = suite.topics().endOf(Topics.NOTIFICATIONS);
        students.forEach(student -> haveBadLuck(student, chance));

        // when
        for (var step : List.of("one-week", "three-weeks", "four-weeks")) {
            students.forEach(
                    student -> suite.publish(Raise.contact(student, step).reached()));
        }
        await("all mails of seed " + SEED)
                .dontCatchUncaughtExceptions()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    var isOver = count("stage = 'SENT'") == 3 * STUDENTS;
                    if (chance.nextInt(4) == 0) {
                        students.forEach(student -> {
                            if (chance.nextInt(8) == 0) {
                                haveBadLuck(student, chance);
                            }
                        });
                    }
                    suite.passes(STEP);
                    return isOver;
                });
        suite.awaitSettled();

        // then
        var sent = sentRows();
        assertThat(sent).as("seed %d", SEED).hasSize(3 * STUDENTS);
        var inMailboxes = new HashMap<String, Integer>();
        for (var student : students) {
            var mails = suite.mailbox(Suite.addressOf(student));
            mails.forEach(mail -> inMailboxes.merge(mail.messageId(), 1, Integer::sum));
            assertThat(mails)
                    .extracting(Mail::messageId)
                    .as("%s gets them in order, seed %d", student, SEED)
                    .containsExactlyElementsOf(sent.entrySet().stream()
                            .filter(row -> row.getValue().equals(student))
                            .map(Map.Entry::getKey)
                            .toList());
            assertThat(mails)
                    .allSatisfy(mail -> assertThat(othersNamedIn(mail, student)).isEmpty());
        }
        assertThat(inMailboxes.values()).as("seed %d", SEED).containsOnly(1);
        assertThat(inMailboxes.keySet()).isEqualTo(sent.keySet());
        var copies = suite.mailbox(Suite.JOURNAL).stream()
                .map(Mail::messageId)
                .filter(sent::containsKey)
                .collect(Collectors.groupingBy(id -> id, Collectors.counting()));
        assertThat(copies)
                .hasSameSizeAs(sent)
                .allSatisfy((id, count) -> assertThat(count).isOne());
        var told = suite
                .topics()
                .await(
                        notifications,
                        events -> events.stream()
                                        .filter(event -> ours(event.key()))
                                        .count()
                                >= 3L * STUDENTS)
                .stream()
                .filter(event -> ours(event.key()))
                .map(event -> event.json().get("messageId").textValue())
                .toList();
        assertThat(told).containsExactlyInAnyOrderElementsOf(sent.keySet());
    }

    private void haveBadLuck(String student, SplittableRandom chance) {
        if (chance.nextBoolean()) {
            mailServer.expect(FAULTS.get(chance.nextInt(FAULTS.size())), Suite.addressOf(student));
        }
    }

    /** Everybody has a name that nobody else has. */
    private void isEnrolled(String student) {
        suite.topics()
                .publish(
                        Topics.STUDENTS,
                        student,
                        new StudentRecord(
                                student,
                                "Given" + student,
                                "Family" + student,
                                Suite.addressOf(student),
                                Raise.PROGRAMME,
                                5,
                                StudentRecord.Status.ENROLLED,
                                null,
                                LocalDate.of(2026, 9, 14),
                                null,
                                false,
                                List.of()));
    }

    private static List<String> othersNamedIn(Mail mail, String student) {
        var named = new TreeSet<String>();
        var found = STUDENT_ID.matcher(mail.source().toLowerCase(Locale.ROOT));
        while (found.find()) {
            named.add(found.group().toUpperCase(Locale.ROOT));
        }
        assertThat(named).contains(student);
        named.remove(student);
        return List.copyOf(named);
    }

    private static boolean ours(@Nullable String student) {
        return student != null && student.startsWith("S8");
    }

    private static int count(String condition) throws SQLException {
        try (var connection = SharedServers.database("notifications").connectAsOwner();
                var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "SELECT count(*) FROM email WHERE student_id LIKE 'S8%' AND " + condition)) {
            row.next();
            return row.getInt(1);
        }
    }

    /** Message-ID and student of all that the service says it sent, in the order in which it was asked for. */
    private static Map<String, String> sentRows() throws SQLException {
        try (var connection = SharedServers.database("notifications").connectAsOwner();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT message_id, student_id FROM email WHERE stage = 'SENT' AND student_id LIKE 'S8%' ORDER BY seq")) {
            var sent = new LinkedHashMap<String, String>();
            while (rows.next()) {
                sent.put(rows.getString(1), rows.getString(2));
            }
            return sent;
        }
    }
}
