package org.rollcall.local.demo;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.rollcall.campus.Account;
import org.rollcall.campus.Account.Mail;
import org.rollcall.campus.Account.Place;
import org.rollcall.campus.Account.Raise;
import org.rollcall.campus.Account.Standing;
import org.rollcall.campus.Account.StudentWeek;
import org.rollcall.campus.Campus;
import org.rollcall.campus.Week;
import org.rollcall.contracts.AttendanceRecord;
import org.rollcall.contracts.NotificationEvent;
import org.rollcall.contracts.Topic;
import org.rollcall.contracts.Topics;
import org.rollcall.contracts.WeekAssessed;
import org.rollcall.local.demo.Suite.Part;
import org.rollcall.testkit.Mailbox;

/**
 * Finds out what came of the weeks, as any user would: from the topics, the services' REST interfaces and everybody's
 * mailbox.
 */
final class Observation {

    /** Two cores have enough to do with as many at once. */
    private static final int AT_ONCE = 8;

    private static final String ACADEMIC_YEAR = "2026/27";
    private static final Set<String> ENDS_OF_A_CASE = Set.of("Closed", "Withdrawn");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Campus campus;
    private final Suite suite;
    private final TopicReader topics;
    private final Rest rest;

    Observation(Campus campus, Suite suite) {
        this.campus = campus;
        this.suite = suite;
        this.topics = new TopicReader(suite.kafka());
        this.rest = new Rest(suite);
    }

    Account account() {
        Collection<JsonNode> records = latest(Topics.RECORDS, "studentId", "sessionId");
        return new Account(swipes(records), attendance(records), weeks(), raises(), mails(), cases());
    }

    private Account.Swipes swipes(Collection<JsonNode> records) {
        List<ConsumerRecord<String, byte[]>> published = topics.all(List.of(Topics.SWIPES.name()));
        long different = published.stream().map(Observation::text).distinct().count();
        long taken = records.stream()
                .filter(record -> text(record, "source").equals(AttendanceRecord.Source.SWIPE.name()))
                .count();
        SortedMap<String, Integer> refused = new TreeMap<>();
        rest.list(Part.ATTENDANCE, "/rejections?topic=" + Topics.SWIPES.name())
                .forEach(rejection -> refused.merge(text(rejection, "reason"), 1, Integer::sum));
        int unmatched = rest.list(Part.ATTENDANCE, "/unmatched?kind=SWIPE").size();
        return new Account.Swipes(
                published.size(), (int) taken, published.size() - (int) different, refused, unmatched);
    }

    private static SortedMap<Place, AttendanceRecord.Status> attendance(Collection<JsonNode> records) {
        SortedMap<Place, AttendanceRecord.Status> attendance = new TreeMap<>();
        for (JsonNode record : records) {
            attendance.put(
                    new Place(text(record, "studentId"), text(record, "sessionId")),
                    AttendanceRecord.Status.valueOf(text(record, "status")));
        }
        return attendance;
    }

    private SortedMap<StudentWeek, WeekAssessed.Outcome> weeks() {
        Set<LocalDate> lived = campus.weeks().stream().map(Week::monday).collect(Collectors.toSet());
        SortedMap<StudentWeek, WeekAssessed.Outcome> weeks = Collections.synchronizedSortedMap(new TreeMap<>());
        forEach(
                campus.students(),
                student -> rest.object(
                                Part.ENGAGEMENT, "/students/" + student + "/engagement?academicYear=" + ACADEMIC_YEAR)
                        .ifPresent(engagement -> {
                            for (JsonNode week : engagement.path("weeks")) {
                                LocalDate monday = LocalDate.parse(text(week, "weekStarting"));
                                if (lived.contains(monday)) {
                                    weeks.put(
                                            new StudentWeek(student, monday),
                                            WeekAssessed.Outcome.valueOf(text(week, "outcome")));
                                }
                            }
                        }));
        return weeks;
    }

    private SortedMap<Raise, Standing> raises() {
        SortedMap<Raise, Standing> raises = new TreeMap<>();
        for (JsonNode raise : latest(Topics.THRESHOLDS, "thresholdId")) {
            raises.put(
                    new Raise(text(raise, "studentId"), LocalDate.parse(text(raise, "asOfWeek")), text(raise, "step")),
                    raise.has("rescindedAt") ? Standing.RESCINDED : Standing.LIVE);
        }
        return raises;
    }

    /** What lies in the mailboxes; what each mail is, notification-service said when it had sent it. */
    private SortedMap<Mail, Integer> mails() {
        Map<String, JsonNode> sent = events(Topics.NOTIFICATIONS, NotificationEvent.EmailSent.class).stream()
                .collect(toMap(event -> text(event, "messageId"), Function.identity(), (one, same) -> same));
        SortedMap<Mail, Integer> mails = Collections.synchronizedSortedMap(new TreeMap<>());
        forEach(campus.addresses(), address -> {
            for (org.rollcall.testkit.Mail mail : new Mailbox(suite.imapPort(), address).messages()) {
                JsonNode event = sent.get(mail.messageId());
                Mail found = event == null
                        ? new Mail("nobody knows whom", mail.subject(), address)
                        : new Mail(text(event, "studentId"), text(event, "template"), address);
                mails.merge(found, 1, Integer::sum);
            }
        });
        return mails;
    }

    private SortedMap<String, String> cases() {
        SortedMap<String, String> open = new TreeMap<>();
        for (JsonNode file : rest.list(Part.CASES, "/cases")) {
            if (!ENDS_OF_A_CASE.contains(text(file, "state"))) {
                open.merge(text(file, "studentId"), text(file, "state"), (one, other) -> one + " and " + other);
            }
        }
        return open;
    }

    /** The highest revision of each thing that a topic tells of. */
    private Collection<JsonNode> latest(Topic<?> topic, String... identity) {
        Map<List<String>, JsonNode> latest = new HashMap<>();
        for (ConsumerRecord<String, byte[]> record : topics.all(List.of(topic.name()))) {
            JsonNode event = json(record);
            List<String> id = new ArrayList<>();
            for (String field : identity) {
                id.add(text(event, field));
            }
            latest.merge(id, event, (one, other) -> revision(one) >= revision(other) ? one : other);
        }
        return latest.values();
    }

    private List<JsonNode> events(Topic<?> topic, Class<?> type) {
        return topics.all(List.of(topic.name())).stream()
                .filter(record -> Topic.ceType(type).equals(header(record, "ce_type")))
                .map(Observation::json)
                .toList();
    }

    private static <T> void forEach(Collection<T> items, Consumer<T> work) {
        try (ExecutorService threads =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            CompletableFuture.allOf(items.stream()
                            .map(item -> CompletableFuture.runAsync(() -> work.accept(item), threads))
                            .toArray(CompletableFuture<?>[]::new))
                    .join();
        }
    }

    private static int revision(JsonNode event) {
        return event.path("revision").asInt();
    }

    private static String text(JsonNode json, String field) {
        return json.path(field).asText();
    }

    private static String text(ConsumerRecord<String, byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static JsonNode json(ConsumerRecord<String, byte[]> record) {
        try {
            return JSON.readTree(record.value());
        } catch (IOException e) {
            throw new UncheckedIOException(record.topic() + " holds no JSON at " + record.offset(), e);
        }
    }
}
