package org.rollcall.attendance.xapi;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.attendance.Monday.absent;
import static org.rollcall.attendance.Monday.at;
import static org.rollcall.attendance.Monday.card;
import static org.rollcall.attendance.Monday.lecture;
import static org.rollcall.attendance.Monday.onTuesdayAt;
import static org.rollcall.attendance.Monday.register;
import static org.rollcall.attendance.Monday.swipe;
import static org.rollcall.testkit.Patience.patiently;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rollcall.attendance.Desk;
import org.rollcall.attendance.Intake;
import org.rollcall.attendance.Service;
import org.rollcall.contracts.Register;
import org.rollcall.contracts.Swipe;
import org.rollcall.contracts.TimetableSession;
import org.rollcall.testkit.RollcallResource;

/** Attendance on its way to a learning record store. */
@QuarkusTest
@QuarkusTestResource(value = RollcallResource.class, initArgs = @ResourceArg(name = "database", value = "attendance"))
class StatementFeedTest {

    private final Receiver receiver = new Receiver();
    private final List<StatementFeed> feeds = new ArrayList<>();

    @Inject
    Desk desk;

    @Inject
    Intake<Swipe> swipes;

    @Inject
    StatementLog log;

    @Inject
    DataSource database;

    @Inject
    ObjectMapper json;

    @Inject
    InstantSource clock;

    @BeforeEach
    void start() {
        Service.emptyAndBeforeEverything(clock);
        desk.take(at("08:00"), card("C1", "S1"), card("C2", "S2"));
        desk.take(at("08:00"), lecture("L1", "09:00", "10:00", "S1", "S2"));
    }

    @AfterEach
    void end() throws InterruptedException {
        for (var feed : feeds) {
            feed.stop(new ShutdownEvent());
        }
        receiver.close();
    }

    @Test
    void every_revision_that_tells_of_attendance_is_pushed_once_and_in_order() {
        // given
        desk.take(at("09:31"), swipe("C1", "09:30"));
        desk.take(at("09:32"), swipe("C1", "09:05"));
        desk.take(at("10:10"), register("L1", "10:05", absent("S1")));
        desk.tick(onTuesdayAt("10:00"));

        // when
        push();

        // then
        patiently().until(() -> receiver.statements().size() >= 4);
        assertThat(told("S1")).containsExactly("true late", "true", "false");
        assertThat(told("S2")).containsExactly("false");
        assertThat(receiver.complaints()).isEmpty();
    }

    @Test
    void what_changes_later_follows() {
        // given
        push();
        desk.take(at("09:01"), swipe("C1", "09:00"));
        patiently().until(() -> receiver.statements().size() == 1);

        // when
        desk.take(at("09:02"), swipe("C2", "09:01"));

        // then
        patiently().until(() -> receiver.statements().size() == 2);
        assertThat(receiver.repeated()).isZero();
    }

    @Test
    void a_store_that_is_away_or_loses_its_answer_gets_everything_and_nothing_twice() {
        // given unavailable, no answer at all, stored but not answered, too busy
        desk.take(
                at("08:00"),
                IntStream.range(0, 30)
                        .mapToObj(i -> lecture("M" + i, "09:00", "10:00", "S1"))
                        .toArray(TimetableSession[]::new));
        receiver.trouble(503, 0, -1, 429, 200, -1);
        desk.take(
                at("10:10"),
                IntStream.range(0, 30)
                        .mapToObj(i -> register("M" + i, "10:05", absent("S1")))
                        .toArray(Register[]::new));

        // when
        push();

        // then
        patiently().until(() -> receiver.statements().size() == 30 && pushedTo().equals("30"));
        assertThat(receiver.repeated()).as("stored before, and known again").isPositive();
        assertThat(receiver.complaints()).isEmpty();
    }

    @Test
    void a_statement_that_the_store_refuses_is_written_down_and_holds_up_nobody() {
        // given
        desk.take(at("09:01"), swipe("C1", "09:00"), swipe("C2", "09:00"));
        desk.take(at("10:10"), register("L1", "10:05", absent("S2")));
        receiver.dislike(
                statement -> statement.at("/actor/account/name").asText().equals("S1"));

        // when
        push();

        // then
        patiently().until(() -> receiver.statements().size() == 2);
        assertThat(told("S2")).containsExactly("true", "false");
        assertThat(desk.rows(
                        "SELECT student_id, reason FROM statement_refused",
                        row -> row.getString(1) + " " + row.getString(2)))
                .singleElement()
                .asString()
                .startsWith("S1 400 I do not like");
    }

    @Test
    void two_instances_push_each_statement_once() {
        // given
        desk.take(
                at("08:00"),
                IntStream.range(0, 50)
                        .mapToObj(i -> lecture("M" + i, "09:00", "10:00", "S1"))
                        .toArray(TimetableSession[]::new));
        push();
        push();

        // when
        desk.take(
                at("10:10"),
                IntStream.range(0, 50)
                        .mapToObj(i -> register("M" + i, "10:05", absent("S1")))
                        .toArray(Register[]::new));

        // then
        patiently().until(() -> receiver.statements().size() == 50);
        assertThat(receiver.repeated()).isZero();
    }

    @Test
    void a_change_that_is_committed_late_is_not_passed_over() throws Exception {
        // given a swipe whose transaction stays open while a later one is committed
        var mayCommit = new CountDownLatch(1);
        var taken = new CountDownLatch(1);
        try (var threads = Executors.newSingleThreadExecutor()) {
            var late = threads.submit(() -> QuarkusTransaction.requiringNew().run(() -> {
                swipes.take(desk.deliveries(swipe("C1", "09:00")), at("09:01"));
                taken.countDown();
                awaitLeave(mayCommit);
            }));
            assertThat(taken.await(10, TimeUnit.SECONDS)).isTrue();
            desk.take(at("09:02"), swipe("C2", "09:01"));

            // when
            push();
            var early = log.after(Attended.Place.BEGINNING, 10);
            mayCommit.countDown();
            late.get(10, TimeUnit.SECONDS);

            // then
            assertThat(early)
                    .as("whoever reads now would never come back for the other")
                    .isEmpty();
            patiently().until(() -> receiver.statements().size() == 2);
        }
    }

    @Test
    void the_same_statements_are_handed_out_page_by_page() {
        // given
        desk.take(at("09:01"), swipe("C1", "09:00"));
        desk.take(at("09:02"), swipe("C2", "09:01"));
        desk.take(at("10:10"), register("L1", "10:05", absent("S1")));

        // when
        var ids = new ArrayList<String>();
        var next = "/xapi/statements?limit=2";
        while (!next.isEmpty()) {
            var page = get(next)
                    .then()
                    .statusCode(200)
                    .header("X-Experience-API-Version", "1.0.3")
                    .extract()
                    .jsonPath();
            ids.addAll(page.getList("statements.id", String.class));
            next = page.getString("more");
        }

        // then
        assertThat(ids).hasSize(3).doesNotHaveDuplicates();
        push();
        patiently().until(() -> receiver.statements().size() == 3);
        assertThat(new HashSet<>(ids))
                .isEqualTo(receiver.statements().stream()
                        .map(statement -> statement.get("id").asText())
                        .collect(Collectors.toSet()));
        assertThat(get("/xapi/statements?since=" + at("09:02")).jsonPath().getList("statements.id"))
                .containsExactly(ids.get(2));
        get("/xapi/statements?after=nonsense!").then().statusCode(400);
        get("/xapi/statements?limit=1001").then().statusCode(400);
    }

    private static void awaitLeave(CountDownLatch leave) {
        try {
            assertThat(leave.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What the store was told of a student, in the order in which it was. */
    private List<String> told(String studentId) {
        return receiver.statements().stream()
                .filter(statement ->
                        statement.at("/actor/account/name").asText().equals(studentId))
                .map(StatementFeedTest::inWords)
                .toList();
    }

    private static String inWords(JsonNode statement) {
        var result = statement.path("result");
        var late = result.path("extensions").has("http://xapi.jisc.ac.uk/attendance_late");
        return result.path("completion").asText() + (late ? " late" : "");
    }

    private String pushedTo() {
        return desk.rows("""
                        SELECT count(*)
                        FROM statement_cursor c
                        JOIN session last USING (session_id)
                        JOIN record_history h ON h.status = 'ABSENT'
                            AND (h.place, h.student_id, h.session_no, h.revision)
                                <= (c.place, c.student_id, last.session_no, c.revision)
                        """, row -> row.getString(1)).getFirst();
    }

    private void push() {
        var feed = new StatementFeed(
                log, new Settings(receiver.endpoint()), json, database, clock, new SimpleMeterRegistry());
        feeds.add(feed);
        feed.start(receiver.endpoint());
    }

    private record Settings(URI store) implements XapiSettings {

        @Override
        public Optional<URI> endpoint() {
            return Optional.of(store);
        }

        @Override
        public Optional<String> username() {
            return Optional.of("rollcall");
        }

        @Override
        public Optional<String> password() {
            return Optional.of("secret");
        }

        @Override
        public String homePage() {
            return "https://uni.example";
        }

        @Override
        public int batch() {
            return 7;
        }

        @Override
        public Duration timeout() {
            return Duration.ofSeconds(5);
        }

        @Override
        public Duration firstPause() {
            return Duration.ofMillis(10);
        }

        @Override
        public Duration longestPause() {
            return Duration.ofMillis(50);
        }

        @Override
        public Duration poll() {
            return Duration.ofMillis(20);
        }
    }
}
