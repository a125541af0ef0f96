package org.rollcall.cases.instances;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.testkit.Patience.patiently;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.rollcall.cases.CaseService;
import org.rollcall.cases.Stories;
import org.rollcall.cases.instances.Instance.Answer;
import org.rollcall.contracts.AppealEvent.AppealReceived;
import org.rollcall.testkit.Database;
import org.rollcall.testkit.SharedServers;

/**
 * The limits of the policy, with many people asking at once, two instances answering, and PostgreSQL between them. The
 * tests are one story, in this order. {@code -Drollcall.requests} says how many requests each storm has.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoInstancesIT {

    private static final int REQUESTS = Integer.getInteger("rollcall.requests", 120);
    private static final int EACH = 6;
    private static final int AT_ONCE = 24;
    private static final List<String> STUDENTS = IntStream.range(0, Math.max(4, REQUESTS / EACH))
            .mapToObj("S3%06d"::formatted)
            .toList();

    private static final Instant START = Instant.parse("2026-10-28T09:00:00Z");
    private static final String LEADER = "programme-leader";
    private static final String OFFICE = "faculty-admin";

    private static final Map<String, String> CASES = new ConcurrentHashMap<>();
    private static final Database DATABASE = SharedServers.database("cases_instances");

    private static List<Instance> instances = List.of();
    private static CaseService topics;
    private static Instant now = START;

    @BeforeAll
    static void start() {
        topics = new CaseService();
        // One after the other: the first migrates the database.
        var first = Instance.start("instance-1", DATABASE, START);
        first.awaitReady();
        var second = Instance.start("instance-2", DATABASE, START);
        second.awaitReady();
        instances = List.of(first, second);
    }

    @AfterAll
    static void stop() {
        instances.forEach(Instance::close);
        topics.close();
    }

    @Test
    @Order(1)
    void no_interview_is_scheduled_before_the_demand_was_sent() throws Exception {
        // given
        for (var student : STUDENTS) {
            topics.hears(Stories.contact(student, 1)).hears(Stories.interview(student, 4));
        }
        settle();
        for (var student : STUDENTS) {
            CASES.put(
                    student,
                    instances
                            .getFirst()
                            .get("/cases?student=" + student)
                            .body()
                            .at("/items/0/caseId")
                            .asText());
        }

        // when: the e-mails go out while people ask
        for (var student : STUDENTS) {
            topics.hears(Stories.sent(Stories.interview(student, 4)));
        }
        var answers = storm((student, instance) -> schedule(student, instance));
        settle();

        // then
        onlyOneOrRefused(answers, 0);
        assertThat(rows("""
                SELECT case_id FROM case_history scheduled WHERE what = 'INTERVIEW_SCHEDULED' AND NOT EXISTS (
                    SELECT FROM case_history sent WHERE sent.case_id = scheduled.case_id AND sent.what = 'EMAIL_SENT'
                        AND sent.detail = 'interview-required' AND sent.sequence < scheduled.sequence)
                """)).isEmpty();
        // Whoever asked too early asks again.
        each((student, instance) -> schedule(student, instance));
        assertThat(rows("SELECT student_id FROM interviews WHERE status = 'SCHEDULED'"))
                .containsExactlyInAnyOrderElementsOf(STUDENTS);
    }

    @Test
    @Order(2)
    void nobody_is_given_a_third_agreement_in_a_year() throws Exception {
        for (var round = 1; round <= 2; round++) {
            // given
            if (round > 1) {
                each((student, instance) -> schedule(student, instance));
            }
            clocks(Duration.ofDays(15));
            each((student, instance) -> outcome(student, instance, "AGREEMENT"));

            // when
            var answers = storm((student, instance) -> agreement(student, instance));

            // then
            onlyOneOrRefused(answers, 1);
            storm((student, instance) -> sign(student, instance));
            each((student, instance) -> sign(student, instance));
            assertThat(storm((student, instance) -> breach(student, instance)).stream()
                            .filter(asked -> asked.answer().status() == 200))
                    .as("each breached once")
                    .hasSize(STUDENTS.size());
        }

        // when
        var third = storm((student, instance) -> agreement(student, instance));

        // then
        assertThat(third).allSatisfy(asked -> {
            assertThat(asked.answer().status()).isEqualTo(409);
            assertThat(asked.answer().text("type")).endsWith("agreement-limit-reached");
            assertThat(asked.answer().text("clause")).isEqualTo("8");
        });
        assertThat(rows("SELECT student_id FROM agreements GROUP BY student_id, academic_year HAVING count(*) <> 2"))
                .isEmpty();
        assertThat(rows("SELECT agreement_id FROM agreements")).hasSize(2 * STUDENTS.size());
    }

    @Test
    @Order(3)
    void a_decision_is_made_once() throws Exception {
        // given
        onlyOneOrRefused(
                storm((student, instance) -> post(
                        instance,
                        LEADER,
                        student,
                        "/withdrawal-recommendation",
                        Map.of("ground", "SECOND_AGREEMENT_BREACHED", "reason", "as agreed"))),
                1);
        onlyOneOrRefused(storm((student, instance) -> post(instance, OFFICE, student, "/referral", null)), 1);

        // when
        var answers = storm((student, instance) -> decide(student, instance));

        // then
        onlyOneOrRefused(answers, 1);
        assertThat(rows("SELECT case_id FROM decisions")).containsExactlyInAnyOrderElementsOf(CASES.values());
    }

    @Test
    @Order(4)
    void nobody_is_withdrawn_while_an_appeal_is_open() throws Exception {
        // given: half of the students appeal in time, and nobody waits until that is heard
        var decisions = rows("SELECT student_id || ' ' || case_id || ' ' || decision_id FROM decisions").stream()
                .map(row -> row.split(" "))
                .toList();
        for (var decision : decisions.subList(0, decisions.size() / 2)) {
            topics.hears(new AppealReceived(
                    "appeal-" + decision[0], decision[1], decision[2], decision[0], now, decision[0]));
        }

        // when
        clocks(Duration.ofDays(30));
        patiently()
                .until(() -> rows("SELECT case_id FROM cases WHERE state = 'Decided'")
                        .isEmpty());
        settle();

        // then
        var appealed = decisions.subList(0, decisions.size() / 2).stream()
                .map(decision -> decision[1])
                .toList();
        assertThat(rows("SELECT case_id FROM cases WHERE state = 'WithdrawalStayed'"))
                .containsExactlyInAnyOrderElementsOf(appealed);
        assertThat(rows("SELECT case_id FROM case_history WHERE what = 'WITHDRAWAL_TOOK_EFFECT'"))
                .as("took effect once, and for none who appealed")
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(appealed)
                .hasSize(STUDENTS.size() - appealed.size());
        for (var caseId : CASES.values()) {
            assertThat(instances
                            .getLast()
                            .get("/cases/" + caseId + "/history?verify=true")
                            .body()
                            .at("/verification/intact")
                            .asBoolean())
                    .isTrue();
        }
        var told = CaseService.names(topics.probe().all(org.rollcall.contracts.Topics.CASES)).stream()
                .collect(groupingBy(name -> name, counting()));
        assertThat(told)
                .containsEntry("AgreementMade", 2L * STUDENTS.size())
                .containsEntry("FacultyDecisionMade", (long) STUDENTS.size())
                .containsEntry("WithdrawalTookEffect", (long) STUDENTS.size() - appealed.size());
    }

    /** One question of the storm, and its answer. */
    private record Asked(String student, Answer answer) {}

    /** Everyone asks for the same several times, of either instance, all at once. */
    private static List<Asked> storm(BiFunction<String, Instance, Answer> ask) throws Exception {
        var questions = new ArrayList<String>();
        for (var time = 0; time < EACH; time++) {
            questions.addAll(STUDENTS);
        }
        Collections.shuffle(questions, new Random(questions.size()));
        return ask(questions, ask);
    }

    /** Everyone asks once. */
    private static void each(BiFunction<String, Instance, Answer> ask) throws Exception {
        ask(STUDENTS, ask);
    }

    private static List<Asked> ask(List<String> questions, BiFunction<String, Instance, Answer> ask)
            throws InterruptedException, ExecutionException {
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            var answers = threads.invokeAll(IntStream.range(0, questions.size())
                    .<java.util.concurrent.Callable<Asked>>mapToObj(question -> () -> {
                        var student = questions.get(question);
                        return new Asked(student, ask.apply(student, instances.get(question % instances.size())));
                    })
                    .toList());
            var asked = new ArrayList<Asked>();
            for (var answer : answers) {
                asked.add(answer.get());
            }
            return asked;
        }
    }

    /** Of each student's questions one was granted at most, and the others were refused by the policy, not by an error. */
    private static void onlyOneOrRefused(List<Asked> asked, int atLeast) {
        assertThat(asked).extracting(each -> each.answer().status()).containsOnly(201, 409);
        assertThat(asked.stream().collect(groupingBy(Asked::student)).values())
                .allSatisfy(answers -> assertThat(
                                answers.stream().filter(each -> each.answer().status() == 201))
                        .hasSizeBetween(atLeast, 1));
    }

    private static Answer schedule(String student, Instance instance) {
        return post(
                instance,
                LEADER,
                student,
                "/interviews",
                Map.of(
                        "startsAt",
                        now.plus(Duration.ofDays(14)).toString(),
                        "durationMinutes",
                        30,
                        "location",
                        "JP-301",
                        "interviewer",
                        "p.marsh"));
    }

    private static Answer outcome(String student, Instance instance, String outcome) {
        var interviews = instance.get("/cases/" + CASES.get(student)).body().path("interviews");
        var interviewId =
                interviews.get(interviews.size() - 1).path("interviewId").asText();
        return post(
                instance,
                LEADER,
                student,
                "/interviews/" + interviewId + "/outcome",
                Map.of("held", true, "outcome", outcome));
    }

    private static Answer agreement(String student, Instance instance) {
        var today = LocalDate.ofInstant(now, java.time.ZoneOffset.UTC);
        return post(
                instance,
                LEADER,
                student,
                "/agreements",
                Map.of(
                        "terms",
                        "Come.",
                        "from",
                        today.toString(),
                        "reviewOn",
                        today.plusWeeks(4).toString()));
    }

    private static Answer sign(String student, Instance instance) {
        var path = "/agreements/" + latestAgreement(student, instance) + "/signatures";
        instance.post("p.marsh", LEADER, path, null);
        return instance.post(student, "student", path, null);
    }

    private static Answer breach(String student, Instance instance) {
        return instance.post(
                "p.marsh",
                LEADER,
                "/agreements/" + latestAgreement(student, instance) + "/review",
                Map.of("finding", "BREACHED"));
    }

    private static String latestAgreement(String student, Instance instance) {
        var agreements = instance.get("/cases/" + CASES.get(student)).body().path("agreements");
        return agreements.get(agreements.size() - 1).path("agreementId").asText();
    }

    private static Answer decide(String student, Instance instance) {
        return post(
                instance,
                OFFICE,
                student,
                "/decision",
                Map.of(
                        "decision", "WITHDRAW",
                        "reason", "as recommended",
                        "notifiedOn",
                                LocalDate.ofInstant(now, java.time.ZoneOffset.UTC)
                                        .toString()));
    }

    private static Answer post(
            Instance instance,
            String role,
            String student,
            String what,
            @org.jspecify.annotations.Nullable Object body) {
        return instance.post(role + "-1", role, "/cases/" + CASES.get(student) + what, body);
    }

    private static void clocks(Duration further) {
        now = now.plus(further);
        instances.forEach(instance -> instance.setClock(now));
    }

    private static void settle() {
        patiently().until(() -> instances.stream().allMatch(Instance::isSettled));
    }

    private static List<String> rows(String query) throws SQLException {
        try (var connection = DATABASE.connectAsApplication();
                var rows = connection.createStatement().executeQuery(query)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }
}
